import Testing

@testable import YAML

/// The core schema of YAML 1.2.2 (§10.3.2), with the traps of YAML 1.1.
@Suite struct ScalarTests {
    private func scalar(_ text: String) throws -> Scalar? { try Node(parsing: Array("k: \(text)".utf8))["k"]?.scalar }

    @Test(arguments: [
        "no", "No", "NO", "yes", "on", "off", "y", "n", "tRUE", "nULL", "12:30:45", "2026-07-30", "1_000", "0b101",
        "0o8", "0o", "0x", "0xG", "-0x1F", "0x-1", "0o+7", "1.2.3", "1e", "e5", ".e5", "+", "-.", "+-5", "-+5",
        "inf", "nan", "1e5.5", "1-2", "+.", "0x1p3", "Infinity", "1 2", "3.0.3", "-.nan", "٣",
    ]) func whatLooksLikeAnotherTypeIsAString(_ text: String) throws {
        #expect(try scalar(text) == .string(text))
    }

    @Test func twoSignsMakeNoNumber() throws { #expect(try scalar("--5") == .string("--5")) }

    @Test(
        arguments: [
            ("0", 0), ("-1", -1), ("+12", 12), ("007", 7), ("0o14", 12), ("0x1F", 31), ("0xabcDEF", 0xABCDEF),
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("-0", 0),
        ] as [(String, Int64)]) func integersAreRead(_ text: String, _ expected: Int64) throws
    {
        #expect(try scalar(text) == .integer(expected))
    }

    @Test(
        arguments: [
            ("1e3", 1000), (".5", 0.5), ("-.5", -0.5), ("+.5", 0.5), ("5.", 5), ("1.e3", 1000), ("-1.5E-2", -0.015),
            ("9223372036854775808", 9_223_372_036_854_775_808), ("1e+2", 100), (".inf", .infinity),
            ("+.INF", .infinity),
            ("-.Inf", -.infinity), ("0.0", 0), ("00.5", 0.5),
        ] as [(String, Double)]) func numbersAreRead(_ text: String, _ expected: Double) throws
    {
        #expect(try scalar(text) == .number(expected))
    }

    @Test func notANumberIsANumber() throws {
        guard case .number(let value) = try scalar(".nan") else {
            Issue.record(".nan is no number")
            return
        }
        #expect(value.isNaN)
    }

    @Test(arguments: ["~", "null", "Null", "NULL", "", "# only a comment"]) func nullsAreRead(_ text: String) throws {
        #expect(try scalar(text) == .null)
    }

    @Test(arguments: [
        ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false),
    ])
    func boolsAreRead(_ text: String, _ expected: Bool) throws { #expect(try scalar(text) == .bool(expected)) }

    @Test(arguments: ["'5'", "\"5\"", "|\n  5", ">\n  5"]) func whatIsQuotedIsAString(_ text: String) throws {
        let value = try #require(try Node(parsing: Array("k: \(text)\n".utf8))["k"])
        #expect(value.string?.hasPrefix("5") == true)
        #expect(value.integer == nil)
        #expect(value.number == nil)
    }

    @Test func accessorsTellTypesApart() throws {
        let node = try Node(parsing: Array("{s: a, i: 3, d: 1.5, b: true, n: ~, l: [1]}".utf8))
        #expect(node["s"]?.string == "a")
        #expect(node["i"]?.integer == 3)
        #expect(node["i"]?.number == 3)
        #expect(node["i"]?.string == nil)
        #expect(node["i"]?.text == "3")
        #expect(node["d"]?.number == 1.5)
        #expect(node["d"]?.integer == nil)
        #expect(node["b"]?.bool == true)
        #expect(node["n"]?.isNull == true)
        #expect(node["n"]?.string == nil)
        #expect(node["l"]?.scalar == nil)
        #expect(node["l"]?.elements?.count == 1)
        #expect(node["l"]?["x"] == nil)
        #expect(node["missing"] == nil)
    }

    @Test func aNumberAsAKeyKeepsItsSpelling() throws {
        let node = try Node(parsing: Array("200: a\n0x10: b\n~: c\ntrue: d\n".utf8))
        #expect(node.members?.map(\.name) == ["200", "0x10", "~", "true"])
        #expect(node["200"]?.string == "a")
    }
}
