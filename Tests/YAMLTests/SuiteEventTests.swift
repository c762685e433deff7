import Foundation
import Testing

@testable import YAML

/// Where we differ from yaml-test-suite it is libyaml that does: its events, before we make anything of them.
@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct SuiteEventTests {
    /// The events in the notation of the suite's `test.event`, without the styles of scalars and collections; nil
    /// when libyaml refuses the text.
    private func events(_ bytes: [UInt8]) -> [String]? {
        let parser = EventParser(bytes)
        var lines: [String] = []
        func properties(_ anchor: String?, _ tag: String?) -> String {
            (anchor.map { " &" + $0 } ?? "") + (tag.map { " <\($0)>" } ?? "")
        }
        while let event = try? parser.next() {
            switch event.kind {
            case .streamStart: lines.append("+STR")
            case .streamEnd: return lines + ["-STR"]
            case .documentStart: lines.append("+DOC")
            case .documentEnd: lines.append("-DOC")
            case .sequenceEnd: lines.append("-SEQ")
            case .mappingEnd: lines.append("-MAP")
            case .alias(let name): lines.append("=ALI *" + name)
            case .scalar(let text, let isPlain, let anchor, let tag):
                lines.append("=VAL\(properties(anchor, tag)) \(isPlain ? ":" : "\"")\(escaped(text))")
            case .sequenceStart(let anchor, let tag): lines.append("+SEQ" + properties(anchor, tag))
            case .mappingStart(let anchor, let tag): lines.append("+MAP" + properties(anchor, tag))
            }
        }
        return nil
    }

    private func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\n", with: "\\n")
            .replacingOccurrences(of: "\t", with: "\\t").replacingOccurrences(of: "\r", with: "\\r")
            .replacingOccurrences(of: "\u{8}", with: "\\b")
    }

    private func expected(_ name: String) throws -> [String] {
        let file = try #require(Vectors.folder).appendingPathComponent(name).appendingPathComponent("test.event")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            var line = String(line)
            line.replace(/^(\+DOC|-DOC) (---|\.\.\.)/) { $0.1 }
            line.replace(/^(\+MAP|\+SEQ) (\{\}|\[\])/) { $0.1 }
            line.replace(/^(=VAL(?: &\S+)?(?: <\S+>)?) ['|>]/) { $0.1 + " \"" }
            return line
        }
    }

    private func text(_ name: String) throws -> [UInt8] {
        let folder = try #require(Vectors.folder).appendingPathComponent(name)
        return [UInt8](try Data(contentsOf: folder.appendingPathComponent("in.yaml")))
    }

    @Test(arguments: KnownDifferences.valid.sorted())
    func libyamlReadsOtherwise(_ name: String) throws {
        #expect(try events(text(name)) != expected(name))
    }

    @Test(arguments: KnownDifferences.invalid.sorted())
    func libyamlReadsWhatIsAnError(_ name: String) throws {
        #expect(try events(text(name)) != nil)
    }
}
