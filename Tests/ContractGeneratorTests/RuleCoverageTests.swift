import Foundation
import Testing

/// Every message that the reader of contracts and the generator can give stands in `bad-contracts.golden`.
@Suite struct RuleCoverageTests {
    /// The constant parts of a message, and where it is reported.
    private struct Message {
        let place: String
        let parts: [String]

        func fits(_ text: String) -> Bool {
            var rest = text[...]
            for part in parts {
                guard let range = rest.range(of: part) else { return false }
                rest = rest[range.upperBound...]
            }
            return true
        }
    }

    private static func sources() throws -> [URL] {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
        let reader = root.appendingPathComponent("OpenAPI")
        let files = try FileManager.default.contentsOfDirectory(at: reader, includingPropertiesForKeys: nil)
        return files.filter { $0.pathExtension == "swift" }
            + [root.appendingPathComponent("ContractGenerator/NameProblems.swift")]
    }

    /// The messages of the calls of `report` and of the diagnostics made by hand in a file.
    private func messages(_ file: URL) throws -> [Message] {
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.matches(of: /\b(?:report\(|message: )/).compactMap { call in
            let line = text[..<call.range.lowerBound].count { $0 == "\n" } + 1
            var scanner = CallScanner(text[call.range.upperBound...])
            let parts = scanner.constants()
            return parts.isEmpty ? nil : Message(place: "\(file.lastPathComponent):\(line)", parts: parts)
        }
    }

    @Test func everyRuleHasABadContract() throws {
        let golden = BadContract.all.flatMap(\.messages) + BadContractTests.fileNames.map(\.1)
        let messages = try Self.sources().flatMap(messages)
        #expect(messages.count > 100)
        let untold = messages.filter { message in !golden.contains(where: message.fits) }
        #expect(untold.map { "\($0.place): \($0.parts.joined(separator: "…"))" } == [])
    }
}

/// Reads the arguments of a call of Swift as far as string literals go.
private struct CallScanner {
    private var rest: Substring

    init(_ rest: Substring) { self.rest = rest }

    /// The texts between the interpolations of the literals that are arguments themselves.
    mutating func constants() -> [String] {
        var parts: [String] = []
        var depth = 0
        while let character = rest.popFirst() {
            switch character {
            case "(", "[", "{": depth += 1
            case ")" where depth == 0: return parts
            case ")", "]", "}": depth -= 1
            case "\"":
                let literal = self.literal()
                if depth == 0 { parts += literal }
            default: break
            }
        }
        return parts
    }

    private mutating func literal() -> [String] {
        var parts: [String] = []
        var part = ""
        while let character = rest.popFirst(), character != "\"" {
            guard character == "\\", let escaped = rest.popFirst() else {
                part.append(character)
                continue
            }
            if escaped == "(" {
                _ = constants()
                parts.append(part)
                part = ""
            } else {
                part.append(escaped)
            }
        }
        return (parts + [part]).filter { !$0.isEmpty }
    }
}
