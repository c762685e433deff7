import Foundation
import OpenAPI
import Testing

@testable import ContractDiff

enum Sample {
    /// Symbolic links are resolved, so that the sources may also be built from another folder.
    static let folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("Golden")
    static let isUpdate = ProcessInfo.processInfo.environment["VELLUM_UPDATE_GOLDENS"] == "1"
    static let text: String? = try? String(
        contentsOf: folder.appendingPathComponent("sample.yaml"), encoding: .utf8)

    static func contract(_ text: String, file: String = "sample.yaml") throws -> Contract {
        try Contract(parsing: Array(text.utf8), file: file)
    }

    /// From the sample to an edited one.
    static func diff(_ edit: (String) -> String) throws -> ContractDiff {
        let text = try #require(Sample.text)
        let edited = edit(text)
        try #require(edited != text, "the edit must change the sample")
        return ContractDiff(from: try contract(text), to: try contract(edited, file: "edited.yaml"))
    }
}

/// A case of `changes.golden`: an edit of the sample, and what is told of it in either direction.
struct ChangeCase: Sendable, CustomTestStringConvertible {
    let name: String
    let edits: [(old: String, new: String)]
    let forward: [String]
    let backward: [String]

    var testDescription: String { name }

    static let file = Sample.folder.appendingPathComponent("changes.golden")
    static let preface: String = read().preface
    static let all: [ChangeCase] = read().cases

    private static func read() -> (preface: String, cases: [ChangeCase]) {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return ("", []) }
        let parts = ("\n" + text).components(separatedBy: "\n# ")
        return (String(parts[0].dropFirst()), parts.dropFirst().map(ChangeCase.init(part:)))
    }

    private init(part: String) {
        var lines = part.components(separatedBy: "\n")
        name = lines.removeFirst()
        var sections: [(name: String, lines: [String])] = []
        for line in lines {
            if ["replace", "by", "forward", "backward"].contains(line) {
                sections.append((line, []))
            } else if line.hasPrefix("    ") {
                sections[sections.count - 1].lines.append(String(line.dropFirst(4)))
            } else if sections.last?.name == "replace" || sections.last?.name == "by" {
                sections[sections.count - 1].lines.append(line)
            }
        }
        func texts(_ name: String) -> [String] {
            sections.filter { $0.name == name }.map { $0.lines.joined(separator: "\n") }
        }
        edits = zip(texts("replace"), texts("by")).map { ($0, $1) }
        forward = sections.first { $0.name == "forward" }?.lines ?? []
        backward = sections.first { $0.name == "backward" }?.lines ?? []
    }

    /// The edited sample.
    func text() throws -> String {
        var text = try #require(Sample.text)
        for edit in edits {
            try #require(text.ranges(of: edit.old).count == 1, "the text to replace must be there just once")
            text = text.replacing(edit.old, with: edit.new)
        }
        return text
    }

    func contract() throws -> Contract { try Sample.contract(try text(), file: "edited.yaml") }

    /// From the sample to the edited one, and back.
    struct Diffs: Sendable {
        let forward: ContractDiff
        let backward: ContractDiff

        init(_ change: ChangeCase) throws {
            let sample = try Sample.contract(try #require(Sample.text))
            let edited = try change.contract()
            forward = ContractDiff(from: sample, to: edited)
            backward = ContractDiff(from: edited, to: sample)
        }
    }

    /// Many tests look at them.
    private static let allDiffs = Dictionary(
        all.map { change in (change.name, Result { try Diffs(change) }) }
    ) { first, _ in first }

    func diffs() throws -> Diffs { try #require(Self.allDiffs[name]).get() }

    static func lines(_ diff: ContractDiff) -> [String] {
        TextReport.of(diff).split(separator: "\n").dropLast().map(String.init)
    }

    /// The case as it stands in the file, with these changes.
    func written(_ diffs: Diffs) -> String {
        func indented(_ lines: [String]) -> String { lines.map { ($0.isEmpty ? "" : "    " + $0) + "\n" }.joined() }
        let edits = edits.map { edit in
            "replace\n" + indented(edit.old.components(separatedBy: "\n"))
                + "by\n" + indented(edit.new.components(separatedBy: "\n"))
        }
        return "\n# \(name)\n" + edits.joined() + "forward\n" + indented(Self.lines(diffs.forward))
            + "backward\n" + indented(Self.lines(diffs.backward))
    }
}
