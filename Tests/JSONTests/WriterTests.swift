import JSON
import Testing

@Suite struct WriterTests {
    private func text(_ value: JSONValue) -> String { String(decoding: value.encoded, as: UTF8.self) }

    @Test func commasStandBetweenValuesOnly() {
        let value = JSONValue.object([
            "a": .array([1, .array([]), .object([:]), .null, true]), "b": "x", "c": .object(["d": .number(1.5)]),
        ])
        #expect(text(value) == #"{"a":[1,[],{},null,true],"b":"x","c":{"d":1.5}}"#)
    }

    @Test func controlCharactersAreEscaped() {
        #expect(text("\u{0}\u{1}\u{8}\u{B}\u{C}\u{1F}") == #""\u0000\u0001\u0008\u000b\u000c\u001f""#)
        #expect(text("a\n\r\t\"\\/") == #""a\n\r\t\"\\/""#)
    }

    @Test func everyControlCharacterReadsBack() throws {
        let all = String(String.UnicodeScalarView((0..<0x80).compactMap(Unicode.Scalar.init)))
        #expect(try JSONReader.parse(JSONValue.string(all).encoded) == .string(all))
    }

    @Test func memberNamesAreEscapedToo() {
        #expect(text(.object(["a\"\n": 1])) == #"{"a\"\n":1}"#)
    }

    @Test func textBeyondASCIIIsLeftAsItIs() throws {
        let value = JSONValue.string("é😀\u{2028}\u{FFFF}")
        #expect(text(value) == "\"é😀\u{2028}\u{FFFF}\"")
        #expect(try JSONReader.parse(value.encoded) == value)
    }

    @Test func aTreeReadsBack() throws {
        let source = #"{"s":"é","n":[0,-5,2.25,1e300],"o":{"x":null,"y":[[],{}]},"b":[true,false]}"#
        let value = try ReaderTests.parse(source)
        #expect(try JSONReader.parse(value.encoded) == value)
    }

    @Test func objectsCompareWithoutRegardToOrder() throws {
        #expect(try ReaderTests.parse(#"{"a":1,"b":2}"#) == ReaderTests.parse(#"{"b":2,"a":1}"#))
        #expect(try ReaderTests.parse(#"{"a":1}"#) != ReaderTests.parse(#"{"a":1,"b":2}"#))
        #expect(try ReaderTests.parse("[1,2]") != ReaderTests.parse("[2,1]"))
    }

    @Test func membersAreReplacedAppendedAndRemoved() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["a"] = 3
        object["c"] = nil
        object["d"] = 4
        object["b"] = nil
        #expect(object.members.map(\.name) == ["a", "d"])
        #expect(object["a"] == 3)
    }
}
