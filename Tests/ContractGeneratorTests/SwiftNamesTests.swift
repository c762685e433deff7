import Testing

@testable import ContractGenerator

@Suite struct SwiftNamesTests {
    @Test(arguments: [
        ("user_id", "userID"), ("id", "id"), ("ID", "id"), ("ETag", "eTag"), ("WWW-Authenticate", "wwwAuthenticate"),
        ("If-None-Match", "ifNoneMatch"), ("X-Request-Id", "xRequestID"), ("kid", "kid"), ("n", "n"),
        ("SVGImage", "svgImage"),
        ("api_url", "apiURL"), ("date-time", "dateTime"), ("3-ring", "_3Ring"), ("hard cover", "hardCover"),
        ("userID", "userID"),
        ("isObject", "isObject"), ("a__b", "aB"), ("", "_"), ("---", "_"), ("é", "_"), ("naïve", "naVe"),
        ("self", "self_"), ("Let", "let_"), ("in-out", "inOut"), ("inout", "inout_"), ("init", "init_"),
        ("self_id", "selfID"),
    ]) func valuesAreLowerCamelCase(_ name: String, _ expected: String) { #expect(SwiftNames.value(name) == expected) }

    @Test(arguments: [
        ("user-session-api", "UserSessionAPI"), ("User Sessions", "UserSessions"), ("Loan desk", "LoanDesk"),
        ("svg", "SVG"),
        ("ip_address", "IPAddress"), ("Things", "Things"),
    ]) func typesAreUpperCamelCase(_ name: String, _ expected: String) { #expect(SwiftNames.type(name) == expected) }

    @Test(arguments: [
        ("default", "`default`"), ("for", "`for`"), ("in", "`in`"), ("class", "`class`"),
        ("fileprivate", "`fileprivate`"),
        ("name", "name"), ("type", "type"), ("user_id", "userID"),
    ]) func keywordsAreDeclaredInBackticks(_ name: String, _ expected: String) {
        #expect(SwiftNames.declared(name) == expected)
    }

    @Test func localsStepAsideForTheNamesOfGeneratedCode() {
        #expect(SwiftNames.local("input", besides: ["input"]) == "_input")
        #expect(SwiftNames.local("in", besides: ["input"]) == "`in`")
        #expect(SwiftNames.local("user_id", besides: ["input"]) == "userID")
    }

    @Test(arguments: [
        ("plain", #""plain""#), (#"say "hi""#, #""say \"hi\"""#), (#"\(inject)"#, #""\\(inject)""#),
        ("a\nb\r\tc", #""a\nb\r\tc""#),
        ("\u{0}\u{7F}", #""\u{0}\u{7f}""#), ("é😀", #""é😀""#),
    ]) func literalsAreEscaped(_ text: String, _ expected: String) { #expect(SwiftNames.literal(text) == expected) }

    @Test func statusesHaveNames() {
        #expect(StatusNames.name(200) == "ok")
        #expect(StatusNames.name(503) == "serviceUnavailable")
        #expect(StatusNames.name(418) == "status418")
    }
}
