import Foundation
import Testing

@testable import vellum

/// The example file says what is so when it is not there.
@Suite struct EnvironmentExampleTests {
    private static let lines: [String: String] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = (try? String(contentsOf: root.appending(path: ".env.example"), encoding: .utf8)) ?? ""
        let pairs = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        }
        return Dictionary(pairs.map { ($0[0], $0[1]) }) { $1 }
    }()

    /// But the one that names the file itself.
    @Test func itNamesEveryOption() {
        let names = Option.all.map(\.environment).filter { $0 != "VELLUM_ENV_FILE" }
        #expect(names.sorted() == EnvironmentExampleTests.lines.keys.sorted())
    }

    @Test func itChangesNothing() throws {
        let none = try CommandLineParser.parse(["serve"], environment: { _ in nil })
        let all = try CommandLineParser.parse(["serve"], environment: { EnvironmentExampleTests.lines[$0] })
        guard case .serve(let expected) = none, case .serve(let found) = all else {
            Issue.record("vellum serve is not understood")
            return
        }
        #expect(try found.resolve().options == expected.resolve().options)
    }
}
