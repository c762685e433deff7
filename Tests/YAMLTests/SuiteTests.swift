import Foundation
import Testing

@testable import YAML

/// yaml/yaml-test-suite, branch data: `in.yaml` with what it means in `in.json`, or with a file `error`.
@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct SuiteTests {
    /// What we refuse on purpose, by a part of the message.
    static let refusals = [
        "is not supported: remove it, and quote", "one document is expected", "a key must be a scalar",
        "merge keys are not supported", "the file is empty", "stands already on line", "has no anchor before it",
    ]

    struct Case {
        let name: String
        let yaml: [UInt8]
        let json: Data?
        let isError: Bool
    }

    private static func cases() throws -> [Case] {
        let all = try #require(Vectors.folder)
        let names = try FileManager.default.subpathsOfDirectory(atPath: all.path).filter { $0.hasSuffix("/in.yaml") }
        return try names.sorted().map { name in
            let folder = all.appendingPathComponent(name).deletingLastPathComponent()
            func data(_ file: String) -> Data? { try? Data(contentsOf: folder.appendingPathComponent(file)) }
            return Case(
                name: String(name.dropLast("/in.yaml".count)), yaml: [UInt8](try #require(data("in.yaml"))),
                json: data("in.json"), isError: data("error") != nil)
        }
    }

    /// A tree as Foundation would read it from JSON.
    private func foundation(_ node: Node) -> Any {
        if let members = node.members {
            return Dictionary(members.map { ($0.name, foundation($0.value)) }) { first, _ in first } as NSDictionary
        }
        if let elements = node.elements { return elements.map(foundation) as NSArray }
        return switch node.scalar {
        case .string(let text): text as NSString
        case .bool(let value): value as NSNumber
        case .integer(let value): value as NSNumber
        case .number(let value): value as NSNumber
        case .null, nil: NSNull()
        }
    }

    @Test func everyDocumentMeansWhatTheSuiteSays() throws {
        var agreed = 0
        var failures: Set<String> = []
        for test in try Self.cases() where !test.isError {
            guard let json = test.json else { continue }
            do throws(YAMLError) {
                let node = try Node(parsing: test.yaml)
                let expected = try? JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
                if let expected = expected as? NSObject, expected.isEqual(foundation(node)) {
                    agreed += 1
                } else {
                    failures.insert(test.name)
                }
            } catch {
                if !Self.refusals.contains(where: error.message.contains) { failures.insert(test.name) }
            }
        }
        // A later libyaml may know more; none may know less.
        #expect(failures.subtracting(KnownDifferences.valid) == [])
        if EventParser.version == "0.2.5" { #expect(KnownDifferences.valid.subtracting(failures) == []) }
        #expect(agreed > 180)
    }

    @Test func whatTheSuiteCallsAnErrorIsRefused() throws {
        var accepted: Set<String> = []
        for test in try Self.cases() where test.isError {
            if (try? Node(parsing: test.yaml)) != nil { accepted.insert(test.name) }
        }
        #expect(accepted.subtracting(KnownDifferences.invalid) == [])
        if EventParser.version == "0.2.5" { #expect(KnownDifferences.invalid.subtracting(accepted) == []) }
    }
}
