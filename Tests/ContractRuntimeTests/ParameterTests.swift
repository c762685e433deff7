import HTTPCore
import Testing

@testable import ContractRuntime

@Suite struct ParameterTests {
    private let integer = IntegerRule(minimum: 1, maximum: 100, line: 5)
    private let any = StringRule(line: 6)

    private func reader(_ query: String?, _ fields: RequestFields = [:], declared: [String] = ["a", "b"])
        -> ParameterReader
    {
        ParameterReader(query: query, fields: fields, declared: .init(single: declared))
    }

    private func places(_ reader: ParameterReader) -> [String] {
        reader.violations.map { "\($0.pointer) \($0.keyword)" }
    }

    @Test(arguments: [nil, "", "&", "&&"] as [String?]) func noParametersAreFine(_ query: String?) throws {
        var reader = reader(query)
        #expect(reader.string(.query("a"), any) == nil)
        try reader.finish()
    }

    @Test(arguments: [
        ("a=x", "x"), ("a=", ""), ("a", ""), ("b=1&a=x", "x"), ("a=x%20y", "x y"), ("a=x+y", "x y"), ("a=x%2By", "x+y"),
        ("a=%C3%A9", "é"), ("%61=x", "x"), ("a=x=y", "x=y"), ("a=%26%3D", "&="), ("a=%00", "\0"), ("a=é", "é"),
        ("a=%252F", "%2F"), ("a=x%2fy", "x/y"),
    ]) func valuesAreDecodedOnce(_ query: String, _ expected: String) throws {
        var reader = reader(query)
        #expect(reader.string(.query("a"), any) == expected)
        try reader.finish()
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%C3", "a=%FF", "a=%+1"]) func badEncodingIsRefused(_ query: String) {
        var reader = reader(query)
        #expect(reader.string(.query("a"), any) == nil)
        #expect(places(reader) == ["query/a format"])
        #expect(places(self.reader("%=1")) == ["query format"])
    }

    @Test func unknownAndRepeatedParametersAreRefused() {
        #expect(places(reader("c=1")) == ["query/c parameters"])
        #expect(places(reader("A=1")) == ["query/A parameters"])
        #expect(places(reader("a=1&a=1")) == ["query/a parameters"])
        #expect(places(reader("a=1&%61=2")) == ["query/a parameters"])
        #expect(places(reader("=1")) == ["query/ parameters"])
    }

    @Test func anUnknownNameIsRepeatedInPartOnly() {
        #expect(reader(String(repeating: "x", count: 5000)).violations.first?.pointer.count == 70)
    }

    @Test func violationsAreBoundedInNumber() {
        #expect(
            reader((0..<500).map { "x\($0)" }.joined(separator: "&")).violations.count == BodyReader.maximumViolations)
    }

    @Test(arguments: [("a=1", 1), ("a=100", 100), ("a=007", 7), ("b=1", nil)] as [(String, Int?)])
    func integersAreRead(_ query: String, _ expected: Int?) throws {
        var reader = reader(query)
        #expect(reader.integer(.query("a"), integer) == expected)
        try reader.finish()
    }

    @Test(arguments: [
        ("a=0", "minimum"), ("a=101", "maximum"), ("a=-5", "minimum"), ("a=", "type"), ("a=1.0", "type"),
        ("a=1e1", "type"),
        ("a=%2B1", "type"), ("a=0x1", "type"), ("a=1_0", "type"), ("a=%201", "type"), ("a=١", "type"), ("a=-", "type"),
        ("a=99999999999999999999", "type"),
    ]) func badIntegersAreRefused(_ query: String, _ keyword: String) {
        var reader = reader(query)
        #expect(reader.integer(.query("a"), integer) == nil)
        #expect(places(reader) == ["query/a \(keyword)"])
    }

    @Test(arguments: [("1", 1), ("-2.5", -2.5), ("1e2", 100), ("0.5", 0.5)] as [(String, Double)])
    func numbersAreRead(_ text: String, _ expected: Double) {
        var reader = reader("a=" + text)
        #expect(reader.number(.query("a"), NumberRule(line: 1)) == expected)
    }

    @Test(arguments: ["nan", "inf", "0x10", "%2B1", ".5", "1.", "", "1e999", "01", "\"1\"", "[1]", "true"])
    func badNumbersAreRefused(_ text: String) {
        var reader = reader("a=" + text)
        #expect(reader.number(.query("a"), NumberRule(line: 1)) == nil)
        #expect(places(reader) == ["query/a type"])
    }

    @Test func booleansAreTheTwoWords() {
        var good = reader("a=true&b=false")
        #expect(good.bool(.query("a"), PlainRule(line: 1)) == true)
        #expect(good.bool(.query("b"), PlainRule(line: 1)) == false)
        for text in ["1", "0", "TRUE", "yes", ""] {
            var bad = reader("a=" + text)
            #expect(bad.bool(.query("a"), PlainRule(line: 1)) == nil)
            #expect(places(bad) == ["query/a type"])
        }
    }

    @Test func headerFieldsAreReadWithoutRegardToCase() {
        var reader = reader(nil, ["if-match": "\"1\"", "IF-MATCH": "\"2\""])
        #expect(reader.string(.header("If-Match"), any) == "\"1\", \"2\"")
        #expect(reader.string(.header("If-None-Match"), any) == nil)
        #expect(reader.string(.header("If-Match"), StringRule(maxLength: 2, line: 1)) == nil)
        #expect(places(reader) == ["header/If-Match maxLength"])
    }

    @Test func whatIsRequiredAndMissingIsToldOnce() {
        var absent = reader(nil)
        let first = absent.integer(.query("a"), integer, isRequired: true)
        #expect(places(absent) == ["query/a required"])
        #expect(throws: Rejection.self) { try absent.given(first) }
        var bad = reader("a=x")
        _ = bad.integer(.query("a"), integer, isRequired: true)
        #expect(places(bad) == ["query/a type"])
    }

    @Test func allViolationsComeAtOnce() {
        var reader = reader("a=x&c=1&b=0")
        _ = reader.integer(.query("a"), integer)
        _ = reader.integer(.query("b"), integer)
        #expect { try reader.finish() } throws: {
            ($0 as? Rejection)?.places == ["query/c parameters", "query/a type", "query/b minimum"]
        }
    }
}
