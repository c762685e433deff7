import Testing

@testable import ContractRuntime

@Suite struct StringFormatTests {
    @Test(arguments: [
        "2026-07-30T10:00:00Z", "2026-07-30t10:00:00z", "2026-07-30T10:00:00.5Z", "2026-07-30T10:00:00.123456789+05:30",
        "2024-02-29T00:00:00Z", "2000-02-29T23:59:59-23:59", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        "2016-12-31T23:59:60Z", "2016-12-31T15:59:60-08:00", "2017-01-01T05:29:60+05:30",
    ]) func dateTimes(_ text: String) { #expect(StringFormat.dateTime.accepts(text)) }

    @Test(arguments: [
        "", "2026-07-30", "10:00:00Z", "2026-07-30 10:00:00Z", "2026-07-30T10:00:00", "2026-07-30T10:00Z",
        "2026-7-30T10:00:00Z",
        "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-01-00T00:00:00Z",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-07-30T24:00:00Z", "2026-07-30T10:60:00Z",
        "2026-07-30T10:00:61Z",
        "2026-07-30T10:00:60Z", "2016-12-31T23:59:60+01:00", "2026-07-30T10:00:00.Z", "2026-07-30T10:00:00,5Z",
        "2026-07-30T10:00:00+24:00", "2026-07-30T10:00:00+05:60", "2026-07-30T10:00:00+0530", "2026-07-30T10:00:00+05",
        "2026-07-30T10:00:00ZZ", "2026-07-30T10:00:00Z ", " 2026-07-30T10:00:00Z", "20260730T100000Z",
        "+2026-07-30T10:00:00Z",
        "２026-07-30T10:00:00Z", "2026-07-30T10:00:00−05:00", "2026-07-30T10:00:00.5", "2026-07-30T10:00:00+",
        "202:-07-30T10:00:00Z", "202/-07-30T10:00:00Z", "2026-0:-30T10:00:00Z", "2026-07-3:T10:00:00Z",
        "2026-07-30T1:000:00Z", "2026-07-30T10:0/:00Z", "2026-07-30T10:00:0:Z", "2026-07-30T10;00:00Z",
        "2026-07-30410:00:00Z", "2026-07_30T10:00:00Z", "2026\u{2D9}07-30T10:00:00Z", "20é6-07-30T10:00:00Z",
        "2026-07-éT10:00:00Z",
    ]) func otherDateTimes(_ text: String) { #expect(!StringFormat.dateTime.accepts(text)) }

    @Test(arguments: [
        "a@example.org", "first.last@example.co.uk", "a+tag@example.org", "!#$%&'*+-/=?^_`{|}~@example.org", "a@b",
        "A@EXAMPLE.ORG",
        "1@1.example", "a@xn--exmple-cua.org", "\(String(repeating: "a", count: 64))@example.org",
    ]) func emails(_ text: String) { #expect(StringFormat.email.accepts(text)) }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a@@b", "a@b@c", "a b@example.org", ".a@example.org", "a.@example.org",
        "a..b@example.org",
        "a@-b.org", "a@b-.org", "a@b..org", "a@.org", "a@org.", "a@exa mple.org", "\"a\"@example.org", "a@[127.0.0.1]",
        "é@example.org", "a@exämple.org", "a@b\n", "a\r\n@b", "a@b_c.org",
        "\(String(repeating: "a", count: 65))@example.org",
        "a@\(String(repeating: "b", count: 64)).org",
        "a@\(Array(repeating: "abcdefgh", count: 30).joined(separator: "."))",
    ]) func otherEmails(_ text: String) { #expect(!StringFormat.email.accepts(text)) }

    @Test(arguments: [
        "", "/", "/api/user/alice/session/a", "http://example.org:80/a?b=c#d", "../a", "?q=1", "#f", "a%20b", "%C3%A9",
        "//host/p",
        "http://[::1]/",
    ]) func uriReferences(_ text: String) { #expect(StringFormat.uriReference.accepts(text)) }

    @Test(arguments: ["a b", "é", "a\\b", "<a>", "a\"", "{a}", "a|b", "^", "`", "\n", "%", "%2", "a%zz", "%2g", "%%41"])
    func otherReferences(_ text: String) { #expect(!StringFormat.uriReference.accepts(text)) }
}
