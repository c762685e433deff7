import Foundation
import Testing

@testable import ContractLint

/// A small contract that no rule has anything against, and what is found when it is spoiled.
enum Sample {
    /// Symbolic links are resolved, so that the sources may also be built from another folder.
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("Golden")
    static let isUpdate = ProcessInfo.processInfo.environment["VELLUM_UPDATE_GOLDENS"] == "1"
    static let file = "contracts/sample.yaml"

    static func text() throws -> String {
        try String(contentsOf: folder.appendingPathComponent("sample.yaml"), encoding: .utf8)
    }

    static func findings(_ text: String, _ selection: RuleSelection = .everything) -> [Finding] {
        Linter(selection).findings(in: Array(text.utf8), file: file)
    }

    /// The sample with one part replaced, which must be there just once.
    static func spoiled(_ old: String, _ new: String) throws -> String {
        let text = try text()
        try #require(text.ranges(of: old).count == 1, "\(old) must be in the sample just once")
        return text.replacing(old, with: new)
    }

    /// Compares with a checked-in file; after a wanted change run with `VELLUM_UPDATE_GOLDENS=1`.
    static func expectGolden(_ text: String, _ name: String) throws {
        let golden = folder.appendingPathComponent(name)
        if isUpdate { try Data(text.utf8).write(to: golden) }
        #expect(try text == String(contentsOf: golden, encoding: .utf8))
    }
}
