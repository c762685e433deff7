import HTTPCore
import Testing

@testable import ContractRuntime

@Suite struct CookieTests {
    @Test(
        arguments: [
            ("a=1", ["1"]), ("b=2; a=1", ["1"]), ("a=1;b=2", ["1"]), (" a=1 ; b=2", ["1"]), ("a=1;\tb=2", ["1"]),
            ("a=", [""]), ("a", []), ("", []), (";", []), ("=1", []), ("A=1", []), ("aa=1; ba=2", []), ("a =1", []),
            // Everything behind the first equals sign, commas too: they separate cookies in no request.
            ("a=b=c", ["b=c"]), ("a=1,2, b=3", ["1,2, b=3"]), ("a==", ["="]),
            // Quotes around a whole value are no part of it (RFC 6265 §4.1.1), others are.
            ("a=\"x y\"", ["x y"]), ("a=\"\"", [""]), ("a=\"", ["\""]), ("a=\"x", ["\"x"]), ("a=x\"y\"", ["x\"y\""]),
            // Attributes of RFC 2965 are cookies like any other, and nobody asks for them.
            ("$Version=1; a=1; $Path=\"/\"", ["1"]),
            // Repeated.
            ("a=1; a=2", ["1", "2"]), ("a=1;; a=1", ["1", "1"]),
            // A mark that combines hides no separator.
            ("b=2;\u{301}x=1; a=1", ["1"]), ("a=\u{301}", ["\u{301}"]), ("a=\"\u{301}\"", ["\u{301}"]),
        ] as [(String, [String])]) func cookiesOfAName(_ field: String, _ values: [String])
    {
        #expect(Cookies.raw("a", in: ["Cookie": field]).map(String.init) == values)
    }

    @Test func cookiesOfSeveralLinesAreTakenInTheirOrder() {
        let fields: RequestFields = ["Cookie": "a=1; b=x", "X-Cookie": "a=0", "cookie": "a=2"]
        #expect(Cookies.raw("a", in: fields) == ["1", "2"])
        #expect(Cookies.raw("$Version", in: ["Cookie": "$Version=1"]) == ["1"])
    }

    private func reader(_ cookie: String) -> ParameterReader {
        ParameterReader(query: nil, fields: ["Cookie": cookie], declared: .init())
    }

    @Test func valuesAreDecodedOnce() {
        var reader = reader("a=%C3%A9%2525+; b=\"%22\"")
        #expect(reader.string(.cookie("a"), StringRule(line: 1)) == "é%25+")
        #expect(reader.string(.cookie("b"), StringRule(line: 1)) == "\"")
        #expect(reader.violations.isEmpty)
    }

    @Test(arguments: [
        ("a=%", "cookie/a format"), ("a=%FF", "cookie/a format"), ("a=1; a=1", "cookie/a parameters"),
        ("b=1", "cookie/a required"), ("a=xyz", "cookie/a maxLength"),
    ]) func badCookiesAreRefused(_ cookie: String, _ place: String) {
        var reader = reader(cookie)
        #expect(reader.string(.cookie("a"), StringRule(maxLength: 2, line: 1), isRequired: true) == nil)
        #expect(reader.violations.map { "\($0.pointer) \($0.keyword)" } == [place])
    }
}
