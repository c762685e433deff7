import Testing
import YAML

/// What a file is made of, before it is YAML or JSON.
@Suite struct CharacterTests {
    private func problems(_ text: String, as format: TextFormat = .yaml) -> [String] {
        Node.read(Array(text.utf8), as: format).problems.map(\.told)
    }

    @Test func everyControlCharacterIsToldAndReadingGoesOn() throws {
        let reading = Node.read(Array("a: 1\nb: é\u{7}\n# \u{0}\u{85}\nc: \"\u{2028}x\"\nd: \u{FEFF}\u{10FFFF}\n".utf8))
        #expect(
            reading.problems.map(\.told) == [
                "2:5 the character U+0007 is not allowed here: remove it, or write \"\\u0007\" in double quotes (#)",
                "3:3 the character U+0000 is not allowed here: remove it, or write \"\\u0000\" in double quotes (#)",
                "3:4 the character U+0085 is not allowed here: remove it, or write \"\\u0085\" in double quotes (#)",
                "4:5 the character U+2028 is not allowed here: remove it, or write \"\\u2028\" in double quotes (#)",
                "5:4 the character U+FEFF is not allowed here: remove it, or write \"\\uFEFF\" in double quotes (#)",
            ])
        #expect(reading.node?.members?.map(\.key.mark.line) == [1, 2, 4, 5])
    }

    @Test(arguments: ["\u{7}", "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "\u{2029}", "\u{FFFE}", "\u{FFFF}"])
    func charactersThatAreNotPrintableAreRefused(_ text: String) {
        #expect(problems("k: \(text)").count == 1)
    }

    @Test(arguments: ["\t", "\u{A0}", "\u{2027}", "\u{202A}", "\u{FFFD}", "\u{1F600}", "\u{D7FF}", "\u{E000}"])
    func otherCharactersAreNot(_ text: String) { #expect(problems("k: 'x\(text)'") == []) }

    @Test func jsonMayHaveLineSeparatorsInStrings() throws {
        let reading = Node.read(Array("{\"a\": \"\u{2028}\u{7F}\",\n\"b\": 1}".utf8), as: .json)
        #expect(reading.problems.isEmpty)
        #expect(reading.node?["b"]?.mark == Mark(line: 2, column: 6))
    }

    @Test(
        arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0x61, 0, 0x3A, 0], [0, 0, 0, 0x7B]] as [[UInt8]],
        TextFormat.allCases)
    func utf16IsRecognised(_ bytes: [UInt8], _ format: TextFormat) {
        let reading = Node.read(bytes, as: format)
        #expect(reading.node == nil)
        #expect(reading.problems.map(\.told) == ["1:1 the file is UTF-16 or UTF-32: save it as UTF-8 (#)"])
    }

    @Test func aByteOrderMarkMovesNoMark() {
        #expect(Node.read(Array("\u{FEFF}a: 1\n".utf8)).node?["a"]?.mark == Mark(line: 1, column: 4))
        #expect(problems("\u{FEFF}a: 1\n") == [])
        #expect(
            problems("\u{FEFF}{\"a\": [}", as: .json) == [
                "1:1 the file begins with a byte order mark, which JSON has not: save it without (#)",
                "1:8 this byte cannot begin a value, found '}': remove the comma before it, or write what is missing "
                    + "(#/a/0)",
            ])
    }

    @Test(arguments: ["\n", "\r\n", "\r"], TextFormat.allCases)
    func linesMayEndInAnyWay(_ end: String, _ format: TextFormat) throws {
        let text = format == .yaml ? "é: 1\(end)\(end)b: 2\(end)" : "{\"é\": 1,\(end)\(end)\"b\": 2}\(end)"
        let node = try Node(parsing: Array(text.utf8), as: format)
        #expect(node.members?.last?.key.mark == Mark(line: 3, column: 1))
        #expect(node["b"]?.mark == Mark(line: 3, column: format == .yaml ? 4 : 6))
    }
}

extension YAMLProblem {
    /// Everything of it in one line.
    var told: String { "\(mark.line):\(mark.column) \(message) (#\(pointer)\(leavesGap ? ", gap" : ""))" }
}
