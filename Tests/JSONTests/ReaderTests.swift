import Testing

@testable import JSON

@Suite struct ReaderTests {
    static func parse(_ text: String, depth: Int = 32) throws(JSONSyntaxError) -> JSONValue {
        try JSONReader.parse(Array(text.utf8), limits: JSONLimits(depth: depth))
    }

    static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test func theDepthLimitIsExact() throws {
        #expect(throws: Never.self) { try Self.parse(Self.nested(32)) }
        #expect(throws: JSONSyntaxError(message: "values are nested more than 32 deep", offset: 32)) {
            try Self.parse(Self.nested(33))
        }
    }

    @Test func theDeepestLimitIsSixtyFourWhateverIsAsked() throws {
        #expect(throws: Never.self) { try Self.parse(Self.nested(64), depth: 1000) }
        #expect(throws: JSONSyntaxError.self) { try Self.parse(Self.nested(65), depth: 1000) }
        #expect(throws: JSONSyntaxError.self) { try Self.parse("[]", depth: 0) }
        #expect(throws: JSONSyntaxError.self) { try Self.parse("[]", depth: -1) }
    }

    @Test func depthCountsNestingAndNotNumberOfContainers() throws {
        let wide = "[" + Array(repeating: "[{}]", count: 200).joined(separator: ",") + "]"
        #expect(throws: Never.self) { try Self.parse(wide, depth: 3) }
    }

    @Test func aVeryDeepTextDoesNotExhaustTheStack() {
        #expect(throws: JSONSyntaxError.self) { try Self.parse(Self.nested(200_000)) }
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, #"[{"b":{"a":1,"c":0,"a":1}}]"#, #"{"":0,"":0}"#,
    ]) func repeatedMembersAreRefused(_ text: String) {
        #expect { try Self.parse(text) } throws: {
            ($0 as? JSONSyntaxError)?.message == "an object has the same member twice"
        }
    }

    @Test(arguments: 1...20) func aRepeatedMemberIsFoundInObjectsOfEverySize(_ count: Int) {
        let members = (0..<count).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
        #expect(throws: Never.self) { try Self.parse("{\(members)}") }
        for repeated in 0..<count {
            #expect(throws: JSONSyntaxError.self) { try Self.parse("{\(members),\"m\(repeated)\":0}") }
        }
    }

    @Test func repeatedMembersInSkippedValuesAreRefusedToo() {
        var reader = JSONReader(Array(#"{"a":1,"a":2}"#.utf8))
        reader.skipValue()
        #expect(reader.failure?.message == "an object has the same member twice")
    }

    @Test(arguments: [
        (#""\uD83D\uDE00""#, "😀"), (#""\ud83d\ude00""#, "😀"), (#""\u0000""#, "\0"), (#""\/\"\\""#, "/\"\\"),
        (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"), (#""é\u00E9""#, "éé"), (#""\uFFFF""#, "\u{FFFF}"),
        (#""\uDBFF\uDFFF""#, "\u{10FFFF}"), ("\"\u{7F}\"", "\u{7F}"),
    ]) func escapesAreDecoded(_ text: String, _ expected: String) throws {
        #expect(try Self.parse(text) == .string(expected))
    }

    @Test(arguments: [
        #""\uD83D""#, #""\uDE00""#, #""\uD83D\uD83D""#, #""\uD83Dx""#, #""\uD83D\n""#, #""\uD83D\u0041""#,
        #""\uD83D\"#, #""\uD83D\u"#, #""\uDE00\uD83D""#,
    ]) func loneSurrogatesAreRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try Self.parse(text) }
    }

    @Test(arguments: [#""\u12""#, #""\u+123""#, #""\u 123""#, #""\x41""#, #""\a""#, #""\'""#, #""\"#, #""\u123"#, "\""])
    func badEscapesAreRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try Self.parse(text) }
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
            [0x22, 0xE2, 0x82, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0xEF, 0xBB, 0xBF, 0x30],
        ] as [[UInt8]]) func bytesThatAreNotUTF8AreRefused(_ bytes: [UInt8])
    {
        #expect(throws: JSONSyntaxError.self) { try JSONReader.parse(bytes) }
    }

    @Test func rawControlCharactersAreRefused() {
        for byte in UInt8(0)..<0x20 {
            #expect(throws: JSONSyntaxError.self) { try JSONReader.parse([0x22, byte, 0x22]) }
            #expect(throws: JSONSyntaxError.self) { try JSONReader.parse([0x22, 0x5C, 0x6E, byte, 0x22]) }
        }
    }

    @Test(arguments: ["", " ", "{", "[", "[1", "[1,", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "tru", "nul", "-"])
    func brokenOffTextsAreRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try Self.parse(text) }
    }

    @Test(arguments: ["1 2", "{}{}", "[]]", "null,", "truefalse", "\"a\"b", "0 x"])
    func nothingMayFollowTheValue(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try Self.parse(text) }
    }

    @Test(arguments: ["[1,]", "[,1]", "[1,,2]", "{\"a\":1,}", "{,}", "{a:1}", "{'a':1}", "{1:2}", "[1}", "{\"a\" 1}"])
    func looseStructureIsRefused(_ text: String) {
        #expect(throws: JSONSyntaxError.self) { try Self.parse(text) }
    }

    @Test func errorsNameTheByte() {
        #expect(throws: JSONSyntaxError(message: "this byte cannot begin a value", offset: 6)) {
            try Self.parse(#"{"a": x}"#)
        }
    }

    @Test func theFirstErrorIsKept() {
        var reader = JSONReader(Array("[x".utf8))
        let began = reader.beginArray() && reader.nextElement()
        _ = reader.readBool()
        let first = reader.failure
        _ = reader.readString()
        _ = reader.nextElement()
        _ = reader.nextName()
        _ = reader.readValue()
        reader.finish()
        #expect(began)
        #expect(reader.failure == first)
        #expect(first?.offset == 1)
    }

    @Test func membersKeepTheirOrder() throws {
        guard case .object(let object) = try Self.parse(#"{"z":1,"a":{"q":0},"m":[]}"#) else {
            Issue.record("not an object")
            return
        }
        #expect(object.members.map(\.name) == ["z", "a", "m"])
        #expect(object["a"] == .object(["q": 0]))
        #expect(object["b"] == nil)
    }
}
