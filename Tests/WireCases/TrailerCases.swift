extension RequestCase {
    /// RFC 9112 §7.1.2 and RFC 9110 §6.5: trailers are checked and dropped.
    static let trailers: [RequestCase] = [
        RequestCase(200, "9112 §7.1.2 trailers", trailer("X: y\r\nZ:\r\n"), content: "a"),
        RequestCase(
            200, "9110 §6.5.1 names like those of framing", trailer("Hos: a\r\nHosts: a\r\nContent-Lengths: 5\r\n"),
            content: "a"),
        RequestCase(400, "9110 §6.5.1 Content-Length in a trailer", trailer("Content-Length: 5\r\n")),
        RequestCase(400, "9110 §6.5.1 Content-Length in any case", trailer("X: y\r\ncONTENT-lENGTH: 5\r\n")),
        RequestCase(400, "9110 §6.5.1 Transfer-Encoding in a trailer", trailer("Transfer-Encoding: chunked\r\n")),
        RequestCase(400, "9110 §6.5.1 Host in a trailer", trailer("Host: b\r\n")),
        RequestCase(400, "9110 §6.5.1 Connection in a trailer", trailer("Connection: close\r\n")),
        RequestCase(400, "9112 §5.1 a space before a trailer's colon", trailer("X : y\r\n")),
        RequestCase(400, "9112 §5.1 a trailer without name", trailer(": y\r\n")),
        RequestCase(400, "9112 §5.1 a trailer without colon", trailer("X\r\n")),
        RequestCase(400, "9112 §5.2 a folded trailer", trailer("X: y\r\n z\r\n")),
        RequestCase(400, "9112 §5.2 a trailer that begins with a space", trailer(" X: y\r\n")),
        RequestCase(400, "9110 §5.5 NUL in a trailer", trailer("X: \0\r\n")),
        RequestCase(400, "9110 §5.5 a bare CR in a trailer", trailer("X: y\rz\r\n")),
        RequestCase(400, "9112 §2.2 a trailer ended by a bare LF", trailer("X: y\n")),
        RequestCase(200, "limit: 100 trailers", trailer(fields(100)), content: "a"),
        RequestCase(400, "limit: 101 trailers", trailer(fields(101))),
        RequestCase(200, "limit: trailers of 16 KiB", trailer("X: " + letters(16_384 - 7) + "\r\n"), content: "a"),
        RequestCase(400, "limit: trailers beyond 16 KiB", trailer("X: " + letters(16_384 - 6) + "\r\n")),
    ]

    private static func trailer(_ lines: String) -> String { chunked("1\r\na\r\n0\r\n\(lines)\r\n") }
}
