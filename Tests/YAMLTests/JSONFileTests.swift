import Foundation
import Testing
import YAML

/// Contracts in JSON (RFC 8259).
@Suite struct JSONFileTests {
    private func read(_ text: String) -> Reading { Node.read(Array(text.utf8), as: .json) }

    @Test func everyKindIsReadWithItsMark() throws {
        let text = """
            {
              "s": "x\\u00e9\\uD83D\\uDE00\\n", "i": -12, "d": 1.50e1,
              "é": [true, false, null , {}, []],
              "no": "no"
            }
            """
        let reading = read(text)
        #expect(reading.problems.isEmpty)
        let node = try #require(reading.node)
        #expect(node.mark == Mark(line: 1, column: 1))
        #expect(node.members?.map(\.name) == ["s", "i", "d", "é", "no"])
        #expect(node["s"]?.scalar == .string("xé😀\n"))
        #expect(node["i"]?.scalar == .integer(-12))
        #expect(node["d"]?.scalar == .number(15))
        #expect(node["é"]?.elements?.map(\.scalar) == [.bool(true), .bool(false), .null, nil, nil])
        #expect(node["no"]?.scalar == .string("no"))
        #expect(node["d"]?.mark == Mark(line: 2, column: 48))
        #expect(node.members?[3].key.mark == Mark(line: 3, column: 3))
        #expect(node["é"]?.mark == Mark(line: 3, column: 8))
        #expect(node["é"]?.elements?.map(\.mark.column) == [9, 15, 22, 29, 33])
    }

    @Test func aKeyStandsBehindItsComma() {
        let reading = read("{\"a\":1\n  ,\t\"b\" : 2 , \"c\"\n:3}")
        #expect(
            reading.node?.members?.map(\.key.mark) == [
                Mark(line: 1, column: 2), Mark(line: 2, column: 5), Mark(line: 2, column: 15),
            ])
        #expect(reading.node?["c"]?.mark == Mark(line: 3, column: 2))
    }

    @Test(
        arguments: [
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("-0", .integer(0)), ("1E2", .number(100)), ("1.0", .number(1)),
            ("633825300114114700748351602688", .number(0x1p99)),
        ] as [(String, Scalar)]) func numbersKeepTheirText(_ text: String, _ expected: Scalar) throws
    {
        let node = try #require(read("[ \(text) ]").node?.elements?.first)
        #expect(node.text == text)
        #expect(node.scalar == expected)
    }

    @Test(arguments: ["\"5\"", "\"true\"", "\"~\"", "\"\"", "\"<<\""]) func aStringIsNothingElse(_ text: String) throws
    {
        #expect(read(text).node?.string == String(text.dropFirst().dropLast()))
        #expect(read("{\(text): 1}").problems.isEmpty)
    }

    @Test func everyRepeatedNameIsTold() throws {
        let reading = read("{\"a\": {\"b\": 1, \"\\u0062\": 2},\n \"a\": [],\n \"a\": 1}")
        #expect(reading.node?["a"]?["b"]?.integer == 1)
        #expect(
            reading.problems.map(\.told) == [
                "1:16 the key \"b\" stands already on line 1: remove one, or rename it (#/a/b)",
                "2:2 the key \"a\" stands already on line 1: remove one, or rename it (#/a)",
                "3:2 the key \"a\" stands already on line 1: remove one, or rename it (#/a)",
            ])
    }

    @Test(arguments: [
        ("", "1:1 the file is empty (#)"), (" \n", "2:1 the file is empty (#)"),
        ("{'a': 1}", "1:2 a member's name in double quotes is expected, found ''': write strings in double quotes (#)"),
        (
            "{\"a\": 1, // b\n}",
            "1:10 a member's name in double quotes is expected, found '/': JSON has no comments, remove it (#)"
        ),
        (
            "[1, 2,]",
            "1:7 a value is expected after a comma, found ']': remove the comma before it, or write what is missing (#/2)"
        ),
        ("[\n1 2]", "2:3 a comma or the end of the object or array is expected, found '2' (#/1)"),
        ("{\"a\" 1}", "1:6 a colon is expected after a member's name, found '1' (#)"),
        ("{\"a\": yes}", "1:7 this byte cannot begin a value, found 'y': put texts and names in double quotes (#/a)"),
        (
            "{\"a\": True}",
            "1:7 this byte cannot begin a value, found 'T': write null, true and false in small letters (#/a)"
        ),
        ("[1", "1:3 the text ends inside an object or array (#/1)"),
        ("[\"\\ud800\"]", "1:9 a lone surrogate in a string (#/0)"),
        ("[1e999]", "1:7 a number is out of range (#/0)"),
        ("{} {}", "1:4 nothing may follow the value (#)"),
    ]) func whatIsNoJSONIsRefused(_ text: String, _ message: String) {
        let reading = read(text)
        #expect(reading.node == nil)
        #expect(reading.problems.map(\.told) == [message])
    }

    @Test func limitsAreAlike() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        for format in TextFormat.allCases {
            var limits = YAMLLimits.standard
            #expect(Node.read(Array(nested(64).utf8), as: format).problems.isEmpty)
            for depth in [65, 100_000] {
                #expect(
                    Node.read(Array(nested(depth).utf8), as: format).problems.map(\.message) == [
                        "collections are nested more than 64 deep: nest them less"
                    ])
            }
            limits.nodes = 4
            #expect(Node.read(Array("[\"a\", [1, {}]]".utf8), as: format, limits: limits).node == nil)
            limits.nodes = 5
            #expect(Node.read(Array("[\"a\", [1, {}]]".utf8), as: format, limits: limits).node != nil)
        }
    }

    @Test(arguments: [("a.json", TextFormat.json), ("A.JSON", .json), ("a.yaml", .yaml), ("json", .yaml), ("", .yaml)])
    func theNameOfTheFileSaysWhatItIs(_ name: String, _ format: TextFormat) {
        #expect(TextFormat(file: name) == format)
    }
}

/// nst/JSONTestSuite: `y_` must be read, `n_` must not, and nothing may crash.
@Suite(.enabled(if: Vectors.json != nil, Vectors.missing))
struct JSONVectorTests {
    @Test func everyVectorIsReadOrRefusedWithItsPlace() throws {
        let folder = try #require(Vectors.json)
        var counts = [0, 0]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
            let reading = Node.read(bytes, as: .json)
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).count
            for problem in reading.problems {
                #expect(!problem.message.isEmpty && problem.mark.line <= lines, "\(name)")
            }
            // Repeated names and a byte order mark are ours to refuse; everything else is as the suite says.
            let isRefused = reading.problems.contains { !$0.message.contains("stands already") }
            if name.hasPrefix("y_") {
                #expect(!isRefused && reading.node != nil, "\(name): \(reading.problems.map(\.told))")
                counts[0] += 1
            } else if name.hasPrefix("n_") {
                #expect(isRefused, "\(name)")
                counts[1] += 1
            }
            _ = Node.read(bytes, as: .yaml)
        }
        #expect(counts[0] > 90 && counts[1] > 180)
    }
}
