import HTTPCore
import Testing

@testable import ContractRuntime

@Suite struct MediaRangeTests {
    @Test(arguments: [
        "*/*", "application/*", "application/json", "APPLICATION/JSON", "text/html, */*;q=0.1",
        "application/json;q=0.001",
        "text/html,application/json", " application/json ; q=1", "*/*;q=0, application/json",
        "application/json;charset=utf-8",
        "text/html;q=0, */*", ",,application/json,", "application/*;q=0.5, text/*;q=0",
    ]) func whatAClientTakes(_ accept: String) { #expect(MediaRange.weight(of: "application/json", in: accept) > 0) }

    @Test(arguments: [
        "text/html", "image/*", "application/json;q=0", "application/json;q=0, */*", "application/*;q=0, */*;q=1",
        "*/*;q=0",
        "application/xml", "application/jsonx", "application/json;Q=0", "json", "application", "*/json",
        "application/json; q=0.0",
    ]) func whatAClientDoesNotTake(_ accept: String) {
        #expect(MediaRange.weight(of: "application/json", in: accept) == 0)
    }

    @Test(arguments: ["text/plain", "text/*", "*/*", "text/plain;charset=utf-8"])
    func parametersOfTheContractsTypeDoNotMatter(_ accept: String) {
        #expect(MediaRange.weight(of: "Text/Plain; charset=utf-8", in: accept) > 0)
        #expect(MediaRange.weight(of: "text/plain; charset=utf-8", in: "text/html") == 0)
    }

    @Test(arguments: [
        "application/json", "Application/JSON", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"",
        " application/json ",
    ]) func jsonBodies(_ type: String) { #expect(isJSON(type)) }

    @Test(arguments: [
        "", "text/json", "application/jsonp", "application/json; charset=latin1", "application/merge-patch+json",
        "application/*",
        "application/json;x=1", "application/json, text/plain", "text/plain; application/json",
    ]) func otherBodies(_ type: String) { #expect(!isJSON(type)) }

    private func isJSON(_ field: String) -> Bool {
        guard let type = ContentType(field) else { return false }
        return type.mediaType == "application/json" && type.hasKnownCharset
    }
}

@Suite struct ResponseFieldTests {
    private func breach(_ name: String, _ value: String, _ rule: StringRule = StringRule(line: 3)) -> [String] {
        var builder = ResponseBuilder(200)
        builder.header(name, value, rule)
        do throws(ContractBreach) {
            _ = try builder.finish()
            return []
        } catch {
            return error.violations.map { "\($0.pointer) \($0.keyword)" }
        }
    }

    @Test func aFieldIsWrittenAsItIs() throws {
        var builder = ResponseBuilder(204)
        builder.header("ETag", "\"é\t1\"", StringRule(line: 1))
        builder.header("Retry-After", 5, IntegerRule(minimum: 0, line: 1))
        let response = try builder.finish()
        #expect(response.status == 204)
        #expect(response.fields["ETag"] == "\"é\t1\"")
        #expect(response.fields["Retry-After"] == "5")
    }

    @Test(arguments: ["a\r\nSet-Cookie: x=1", "a\nb", "a\rb", "\r\n", "a\u{0}b", "\u{7F}", "\u{1B}[0m"])
    func aValueThatCouldEndItsFieldIsRefused(_ value: String) {
        #expect(breach("ETag", value) == ["header/ETag header"])
    }

    @Test func aValueIsCheckedAgainstItsSchema() {
        #expect(breach("Location", "a b", StringRule(format: .uriReference, line: 3)) == ["header/Location format"])
        var builder = ResponseBuilder(200)
        builder.header("Retry-After", -1, IntegerRule(minimum: 0, line: 1))
        #expect(throws: ContractBreach.self) { try builder.finish() }
    }
}

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("abc", "abc"), ("a%20b", "a b"), ("a+b", "a+b"), ("%41", "A"), ("%c3%A9", "é"), ("%2525", "%25"), ("", ""),
    ])
    func pathsAreDecodedOnce(_ text: String, _ expected: String) {
        #expect(PercentEncoding.decode(Substring(text)) == expected)
    }

    @Test(arguments: ["%", "%1", "%g1", "%1g", "%FF", "%C0%80", "%ED%A0%80", "% 41", "%+41"])
    func badEscapesAreRefused(_ text: String) { #expect(PercentEncoding.decode(Substring(text)) == nil) }
}
