import Foundation
import Testing

@testable import ContractGenerator
@testable import OpenAPI

/// A small good contract, and what is said when it is spoiled.
enum Sample {
    static let folder = GoldenTests.tests.appendingPathComponent("ContractGeneratorTests/Golden")
    static let text: String? = try? String(
        contentsOf: Sample.folder.appendingPathComponent("sample.yaml"), encoding: .utf8)

    /// Every message of the build for this contract, as it is printed.
    static func problems(_ text: String, file: String = "contracts/sample.yaml") -> [String] {
        do throws(ContractProblems) {
            _ = try ContractGenerator(ContractGenerator.contract(parsing: Array(text.utf8), file: file))
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }
}

/// A case of `bad-contracts.golden`.
struct BadContract: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let messages: [String]

    var testDescription: String { name }

    static let file = Sample.folder.appendingPathComponent("bad-contracts.golden")

    /// What stands before the first case.
    static let preface: String = read().preface
    static let all: [BadContract] = read().cases

    private static func read() -> (preface: String, cases: [BadContract]) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return ("", []) }
        let parts = ("\n" + text).components(separatedBy: "\n# ")
        return (String(parts[0].dropFirst()), parts.dropFirst().map(BadContract.init(part:)))
    }

    private init(part: String) {
        var sections: [String: [String]] = [:]
        var current = "name"
        for line in part.components(separatedBy: "\n") {
            if ["replace", "by", "gives"].contains(line) {
                current = line
                sections[current] = []
            } else if line.hasPrefix("    ") {
                sections[current, default: []].append(String(line.dropFirst(4)))
            } else if current == "name" || current == "by" || current == "replace" {
                sections[current, default: []].append(line)
            }
        }
        name = sections["name"]?.first ?? ""
        old = sections["replace", default: []].joined(separator: "\n")
        new = sections["by", default: []].joined(separator: "\n")
        messages = sections["gives", default: []]
    }

    /// The spoiled contract; nil when the text to replace is not in the sample just once.
    var contract: String? {
        guard let text = Sample.text, text.ranges(of: old).count == 1 else { return nil }
        return text.replacing(old, with: new)
    }

    /// The case as it stands in the file, with these messages.
    func written(_ messages: [String]) -> String {
        func indented(_ lines: [String]) -> String {
            lines.map { ($0.isEmpty ? "" : "    " + $0) + "\n" }.joined()
        }
        return "\n# \(name)\nreplace\n" + indented(old.components(separatedBy: "\n")) + "by\n"
            + indented(new.components(separatedBy: "\n")) + "gives\n" + indented(messages)
    }
}
