import Testing

@testable import JSON

/// Strings are read and written by blocks of sixteen and words of eight bytes: what is odd at any place of any of them
/// is found.
@Suite struct ScanTests {
    private static let lengths = Array(0...40)

    private func read(_ inside: [UInt8]) -> String? {
        guard case .string(let text)? = try? JSONReader.parse([0x22] + inside + [0x22]) else { return nil }
        return text
    }

    @Test(arguments: lengths) func plainTextsOfEveryLengthAreReadAndWritten(_ length: Int) {
        let text = String((0..<length).map { Character(Unicode.Scalar(UInt8(0x23 + $0 % 0x38))) })
        #expect(read(Array(text.utf8)) == text)
        #expect(JSONValue.string(text).encoded == Array("\"\(text)\"".utf8))
    }

    @Test(arguments: lengths) func whatIsOddIsFoundAtEveryPlace(_ length: Int) {
        for place in 0...length {
            let before = [UInt8](repeating: 0x61, count: place)
            let after = [UInt8](repeating: 0x7A, count: length - place)
            let start = String(decoding: before, as: UTF8.self)
            let end = String(decoding: after, as: UTF8.self)
            #expect(read(before + Array(#"\""#.utf8) + after) == start + "\"" + end)
            #expect(read(before + Array(#"\u00e9"#.utf8) + after) == start + "é" + end)
            #expect(read(before + Array("😀".utf8) + after) == start + "😀" + end)
            #expect(read(before + [0x7F] + after) == start + "\u{7F}" + end)
            for bad in [[0x00], [0x1F], [0x22], [0x80], [0xFF], [0xC3], [0x5C]] as [[UInt8]] {
                #expect(read(before + bad + after) == nil, "\(bad) at \(place) of \(length)")
            }
        }
    }

    @Test(arguments: lengths) func whatMustBeEscapedIsEscapedAtEveryPlace(_ length: Int) {
        for place in 0...length {
            let start = String(repeating: "a", count: place)
            let end = String(repeating: "é", count: length - place)
            for (odd, escaped) in [
                ("\"", "\\\""), ("\\", "\\\\"), ("\n", "\\n"), ("\u{1F}", "\\u001f"), ("\0", "\\u0000"),
            ] {
                let written = JSONValue.string(start + odd + end + odd).encoded
                #expect(String(decoding: written, as: UTF8.self) == "\"\(start)\(escaped)\(end)\(escaped)\"")
            }
        }
    }

    @Test(arguments: lengths) func aTextThatIsBrokenOffIsRefused(_ length: Int) {
        #expect(throws: JSONSyntaxError.self) { try JSONReader.parse([0x22] + [UInt8](repeating: 0x61, count: length)) }
    }

    @Test func allThatGrowsTheWriterArrives() throws {
        let strings = (0..<300).map { JSONValue.string(String(repeating: "x", count: $0)) }
        #expect(try JSONReader.parse(JSONValue.array(strings).encoded) == .array(strings))
        var writer = JSONWriter(reserving: 1)
        for _ in 0..<40 { writer.beginArray() }
        writer.name(written: "a_rather_long_name_that_does_not_fit_into_what_is_left")
        #expect(writer.bytes == Array((String(repeating: "[", count: 40) + text(writer).dropFirst(40)).utf8))
    }

    private func text(_ writer: JSONWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }

    @Test func aWriterGivesItsTextOnceAndBeginsAnew() {
        var writer = JSONWriter()
        writer.string("a")
        #expect(writer.takeBytes() == Array("\"a\"".utf8))
        writer.integer(1)
        #expect(writer.takeBytes() == Array("1".utf8))
    }

    @Test(arguments: [
        "", "a", "abc", "abcd", "abcdefg", "12345678", "123456789", "0123456789abcdef", "0123456789abcdefg",
    ])
    func knownNamesAreWrittenLikeOthers(_ name: String) {
        var known = JSONWriter()
        known.beginObject()
        known.integer(0)
        switch name {
        case "": known.name(written: "")
        case "a": known.name(written: "a")
        case "abc": known.name(written: "abc")
        case "abcd": known.name(written: "abcd")
        case "abcdefg": known.name(written: "abcdefg")
        case "12345678": known.name(written: "12345678")
        case "123456789": known.name(written: "123456789")
        case "0123456789abcdef": known.name(written: "0123456789abcdef")
        default: known.name(written: "0123456789abcdefg")
        }
        var other = JSONWriter()
        other.beginObject()
        other.integer(0)
        other.name(name)
        #expect(known.bytes == other.bytes)
    }
}

/// Names that are known beforehand.
@Suite struct NamesTests {
    private let names = JSONNames(["a", "ab", "a_longer_name", "é", "q\"uote", "back\\n", "\u{1}"])

    /// The places of the members of an object, each of which has a number; -1 where the text is refused.
    private func places(_ text: String) -> [Int] {
        var reader = JSONReader(Array(text.utf8))
        var places: [Int] = []
        guard reader.beginObject() else { return [-1] }
        var last = -1
        while let index = reader.nextName(of: names, after: last) {
            places.append(index)
            if index < names.names.count { last = index }
            guard reader.readNumber() != nil else { break }
        }
        reader.finish()
        return reader.failure == nil ? places : [-1]
    }

    @Test func namesAreFoundInAnyOrder() {
        #expect(places(#"{"a":1,"ab":2,"a_longer_name":3,"é":4}"#) == [0, 1, 2, 3])
        #expect(places(#"{ "é" :1, "a_longer_name" : 2 ,"ab":3,"a":4}"#) == [3, 2, 1, 0])
        #expect(places("{}") == [])
    }

    @Test func onlyTheWholeNameCounts() {
        #expect(
            places(#"{"abc":1,"":2,"a_longer_nam":3,"a_longer_namf":4,"A":5,"e\#u{301}":6}"#) == [7, 7, 7, 7, 7, 7])
    }

    @Test func escapedNamesAreTheSame() {
        #expect(places(#"{"\u0061":1,"a\u0062":2,"\u00e9":3,"q\"uote":4}"#) == [0, 1, 3, 4])
        #expect(places(#"{"q\u0022uote":1,"back\\n":2,"back\u005cn":3,"\u0001":4}"#) == [4, 5, 5, 6])
        #expect(places(#"{"back\n":1}"#) == [7])
    }

    @Test(arguments: [
        #"{"q"uote":1}"#, "{\"\u{1}\":1}", #"{"a"#, #"{"a""#, #"{"a":"#, #"{"a":1"#, #"{"a" 1}"#, #"{"a":1,}"#,
        #"{a:1}"#, #"{"a\":1}"#,
    ])
    func whatIsBrokenIsRefused(_ text: String) { #expect(places(text) == [-1]) }
}
