import HTTPCore
import Testing

@testable import ContractRuntime

/// The grammar of RFC 9110 §8.3.1 and §5.6.
@Suite struct ContentTypeTests {
    @Test(
        arguments: [
            ("text/plain", "text/plain", []), (" Text/PLAIN ", "text/plain", []),
            ("text/plain;charset=utf-8", "text/plain", ["charset=utf-8"]),
            ("text/plain \t;\t Charset=UTF-8 ", "text/plain", ["charset=UTF-8"]),
            ("a/b;x=1;y=2", "a/b", ["x=1", "y=2"]), ("a/b;x=\"\"", "a/b", ["x="]),
            ("a/b;x=\"a;b=c,d\"", "a/b", ["x=a;b=c,d"]),
            (#"a/b;x="a\"b\\c\d""#, "a/b", [#"x=a"b\cd"#]), ("a/b; x=\"é\" ; y=z", "a/b", ["x=é", "y=z"]),
            // A mark that combines with the quote is the first of the value.
            ("a/b;x=\"\u{301}\"", "a/b", ["x=\u{301}"]), ("a/b;x=\"\\\"\u{301}\"", "a/b", ["x=\"\u{301}"]),
            // Empty parameters (§5.6.6).
            ("a/b;", "a/b", []), ("a/b; ; x=1;;", "a/b", ["x=1"]),
            ("application/vnd.a+json;v=1", "application/vnd.a+json", ["v=1"]), ("!#$&-^_.+/x", "!#$&-^_.+/x", []),
        ] as [(String, String, [String])])
    func fields(_ field: String, _ mediaType: String, _ parameters: [String]) {
        let type = ContentType(field)
        #expect(type?.mediaType == mediaType)
        #expect(type?.parameters.map { "\($0.name)=\($0.value)" } == parameters)
    }

    @Test(arguments: [
        "", "text", "text/", "/plain", "/", "a/b/c", "a b/c", "a/b c", "a/b, c/d", "a/b x=1", "text /plain",
        "text/ plain",
        "a/b;x", "a/b;=1", "a/b;x=", "a/b;x =1", "a/b;x= 1", "a/b;x=a b", "a/b;x=a,b", "a/b;x=\"a", "a/b;x=\"a\\",
        "a/b;x=\"a\\\"", "a/b;x=\"a\"b", "a/b;x=a\"b\"", "a/b;x=1;X=2", "a/b;x=1;x=1", "a/b;x y=1", "a/b;x=é", "é/b",
        "a/b;x=a=b", "a/b\u{301};x=1", "*/*;x=\u{7F}",
    ]) func brokenFields(_ field: String) { #expect(ContentType(field) == nil) }

    @Test(arguments: [
        ("application/json", true), ("application/json; charset=utf-8", true),
        ("application/json; charset=\"UTF-8\"", true),
        ("application/json; charset=us-ascii", false), ("application/json; charset=utf-16", false),
        ("application/json; version=1", false), ("application/problem+json; charset=utf-8", true),
        ("application/problem+json; x=1", false), ("text/plain", true), ("text/plain; charset=us-ascii", true),
        ("text/plain; charset=US-ASCII; format=flowed", true), ("text/plain; charset=iso-8859-1", false),
        ("application/x-www-form-urlencoded; charset=UTF-8", true),
        ("application/x-www-form-urlencoded; charset=latin1", false), ("image/png; charset=us-ascii", false),
    ]) func charsets(_ field: String, _ isKnown: Bool) { #expect(ContentType(field)?.hasKnownCharset == isKnown) }

    /// RFC 2046 §5.1.1: 1 to 70 of its characters, the last no space.
    @Test(
        arguments: [
            ("----WebKitFormBoundary7MA4YWxkTrZu0gW", "----WebKitFormBoundary7MA4YWxkTrZu0gW"), ("0", "0"),
            ("\"gc0pJq0M:08jU534c0p\"", "gc0pJq0M:08jU534c0p"), ("\"a b\"", "a b"),
            ("\"'()+_,-./:=?\"", "'()+_,-./:=?"),
            ("\" a\"", " a"), ("\"=_x\"", "=_x"),
            ("\"\"", nil), ("\"a \"", nil), ("\" \"", nil), ("\"a;b\"", nil), ("\"a\tb\"", nil), ("\"é\"", nil),
            ("\"a\\\"b\"", nil),
            ("\"a[b]\"", nil), ("a*b", nil), ("a&b", nil), ("\"\\a\"", "a"), ("a=b", nil), ("a:b", nil), ("", nil),
        ] as [(String, String?)]) func boundaries(_ parameter: String, _ boundary: String?)
    {
        #expect(ContentType("multipart/form-data; boundary=\(parameter)")?.boundary == boundary)
    }

    @Test func aBoundaryIsAtMostSeventyLong() {
        func boundary(_ count: Int) -> String? {
            ContentType("multipart/form-data; boundary=" + String(repeating: "x", count: count))?.boundary
        }
        #expect(boundary(70)?.count == 70)
        #expect(boundary(71) == nil)
        #expect(ContentType("multipart/form-data")?.boundary == nil)
    }

    // MARK: Which of several

    private func content(_ fields: HTTPFields, _ body: HTTPBody = .bytes([1])) -> String {
        let request = HTTPRequest(
            method: "POST", path: "/", fields: fields, body: body,
            context: RequestContext(clientAddress: "-", requestID: "-"))
        do throws(Rejection) {
            return try Exchange(request: request, pathValues: []).content(of: ["application/json", "text/csv"])
        } catch {
            return "\(error.status) \(error.fields["Accept"] ?? "-")"
        }
    }

    @Test(arguments: [
        ("application/json", "application/json"), ("Text/CSV; charset=utf-8; header=present", "text/csv"),
        ("text/plain", "415 application/json, text/csv"),
        ("text/csv; charset=latin1", "415 application/json, text/csv"),
        ("*/*", "415 application/json, text/csv"), ("text/*", "415 application/json, text/csv"),
        ("", "415 application/json, text/csv"), ("text/csv, text/csv", "415 application/json, text/csv"),
        ("application/json;", "application/json"),
    ]) func theContentIsOneOfThoseOffered(_ field: String, _ expected: String) {
        #expect(content(["Content-Type": field]) == expected)
    }

    @Test func bodiesThatSayTooLittleOrTooMuch() {
        #expect(content([:]) == "415 application/json, text/csv")
        #expect(content(["Content-Type": "text/csv"], .bytes([])) == "411 -")
        #expect(content(["Content-Type": "text/csv", "Content-Length": "0"], .bytes([])) == "text/csv")
        // Nothing is not of any type.
        #expect(content(["Content-Length": "0"], .bytes([])) == "400 -")
        let twice: HTTPFields = ["Content-Type": "text/csv", "content-type": "text/csv"]
        #expect(content(twice) == "415 application/json, text/csv")
        #expect(content(["Content-Type": "text/csv", "Content-Encoding": "gzip"]) == "415 application/json, text/csv")
    }
}
