import Testing

/// One message and what strict HTTP says to it.
struct RequestCase: Sendable, CustomTestStringConvertible {
    /// The clause that decides, and what the case shows.
    let clause: String
    let message: String
    /// 200 when it is accepted.
    let status: Int

    init(_ status: Int, _ clause: String, _ message: String) {
        self.status = status
        self.clause = clause
        self.message = message
    }

    var testDescription: String { clause }

    static let accepted: [RequestCase] = [
        RequestCase(200, "9112 §3 request line", "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9110 §5.1 any case of names", "GET / HTTP/1.1\r\nhOsT: a\r\n\r\n"),
        RequestCase(200, "9112 §5 no space before the value", "GET / HTTP/1.1\r\nHost:a\r\n\r\n"),
        RequestCase(200, "9112 §5 space and tab around the value", "GET / HTTP/1.1\r\nHost: \t a \t\r\n\r\n"),
        RequestCase(200, "9110 §5.5 an empty value", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\n\r\n"),
        RequestCase(200, "9110 §5.5 obs-text", "GET / HTTP/1.1\r\nHost: a\r\nX: \u{e9}\r\n\r\n"),
        RequestCase(200, "9110 §5.5 a tab inside a value", "GET / HTTP/1.1\r\nHost: a\r\nX: 12345678\t9\r\n\r\n"),
        RequestCase(
            200, "9110 §5.6.2 all token characters",
            "GET / HTTP/1.1\r\nHost: a\r\n!#$%&'*+-.^_`|~9Az: x\r\n\r\n"),
        RequestCase(200, "9110 §9.1 any token is a method", "BREW-2 / HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §2.2 one empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §2.3 HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n"),
        RequestCase(200, "9110 §2.5 a higher minor version", "GET / HTTP/1.9\r\nHost: a\r\n\r\n"),
        RequestCase(200, "3986 §3.3 path characters", "GET /a-._~!$&'()*+,;=:@%2F/b HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "3986 §3.4 query characters", "GET /?a=/?:@%20&b HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "WHATWG URL: brackets in a query", "GET /?f[x]=|y| HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §3.2.1 an empty query", "GET /? HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §3.2.2 absolute-form", "GET http://b:80/c?d HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §3.2.2 absolute-form, https", "GET HTTPS://b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9110 §4.2.3 absolute-form without path", "GET http://b HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9110 §4.2.3 absolute-form with query only", "GET http://b?c HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §3.2.4 OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §3.2.4 OPTIONS for a server's URL", "OPTIONS http://b HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9110 §7.2 Host with port", "GET / HTTP/1.1\r\nHost: a.example:8080\r\n\r\n"),
        RequestCase(200, "3986 §3.2.3 an empty port", "GET / HTTP/1.1\r\nHost: a:\r\n\r\n"),
        RequestCase(200, "3986 §3.2.2 IPv6", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"),
        RequestCase(200, "3986 §3.2.2 an escape in the host", "GET / HTTP/1.1\r\nHost: a%41\r\n\r\n"),
        RequestCase(200, "9112 §6.2 Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"),
        RequestCase(200, "9112 §6.2 Content-Length 0", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        RequestCase(200, "9110 §8.6 leading zeros", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 003\r\n\r\nabc"),
        RequestCase(200, "9110 §9.3.1 a GET with content", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na"),
        RequestCase(200, "9112 §7.1 chunked", chunked("3\r\nabc\r\n0\r\n\r\n")),
        RequestCase(200, "9112 §7 coding names in any case", chunked("0\r\n\r\n", coding: "ChunKED")),
        RequestCase(200, "9110 §5.6.1 empty list members", chunked("0\r\n\r\n", coding: ", chunked ,")),
        RequestCase(200, "9112 §7.1 sizes in any case", chunked("a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n")),
        RequestCase(200, "9112 §7.1 sixteen digits", chunked("0000000000000001\r\na\r\n0\r\n\r\n")),
        RequestCase(200, "9112 §7.1.1 extensions", chunked("1;a;b=c;d=\"e;\\\"\"\r\na\r\n0\r\n\r\n")),
        RequestCase(200, "9112 §7.1.1 blanks around extensions", chunked("1 ; a = b ;c\r\na\r\n0;z\r\n\r\n")),
        RequestCase(200, "9112 §7.1.2 trailers", chunked("0\r\nX: y\r\nZ:\r\n\r\n")),
        RequestCase(200, "9112 §7.1.2 framing in a trailer means nothing", chunked("0\r\nContent-Length: 5\r\n\r\n")),
        RequestCase(200, "9110 §7.8 Upgrade is ignored", "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n"),
        RequestCase(200, "9110 §10.1.1 Expect in HTTP/1.0 is ignored", "GET / HTTP/1.0\r\nExpect: x\r\n\r\n"),
        RequestCase(200, "limit: 100 fields", "GET / HTTP/1.1\r\nHost: a\r\n" + fields(99) + "\r\n"),
        RequestCase(
            200, "limit: a request line of 8 KiB",
            "GET /" + letters(8192 - 16) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(
            200, "limit: fields of 16 KiB",
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + letters(16_384 - 16) + "\r\n\r\n"),
    ]

    static func chunked(_ body: String, coding: String = "chunked") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \(coding)\r\n\r\n\(body)"
    }

    static func fields(_ count: Int) -> String { String(repeating: "A: b\r\n", count: count) }
    static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }
}
