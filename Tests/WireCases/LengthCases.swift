extension RequestCase {
    /// RFC 9110 §8.6 and RFC 9112 §6: Content-Length, once and in digits.
    static let lengths: [RequestCase] = [
        RequestCase(200, "9112 §6.2 Content-Length", length("3"), content: "abc"),
        RequestCase(200, "9112 §6.2 Content-Length 0", length("0", ""), content: ""),
        RequestCase(200, "9110 §8.6 leading zeros", length("003"), content: "abc"),
        RequestCase(200, "9112 §6.3 neither framing: no body", "POST /echo HTTP/1.1\r\nHost: a\r\n\r\n", content: ""),
        RequestCase(200, "9110 §9.3.1 a GET with content", get("/echo", "Content-Length: 1\r\n") + "a", content: "a"),
        RequestCase(
            200, "9112 §6.2 a body like a request", length("35", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
            content: "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        RequestCase(
            200, "9112 §6.2 a body like a request, unread",
            "POST /ignore HTTP/1.1\r\nHost: a\r\nContent-Length: 35\r\n\r\n"
                + "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n", content: "ignored"),
        RequestCase(
            200, "9112 §6.2 Content-Length in HTTP/1.0",
            "POST /echo HTTP/1.0\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\nabc", content: "abc"),
        RequestCase(400, "9112 §6.3 two lengths", length("3\r\nContent-Length: 4")),
        RequestCase(400, "9112 §6.3 the same length twice", length("3\r\nContent-Length: 3")),
        RequestCase(400, "9112 §6.3 a length after none", length("0\r\nContent-Length: 3")),
        RequestCase(400, "9112 §6.3 two lengths in two cases", length("0\r\ncontent-length: 3")),
        RequestCase(
            400, "9112 §6.3 two lengths in HTTP/1.0",
            "POST / HTTP/1.0\r\nContent-Length: 0\r\nContent-Length: 3\r\n\r\nabc"),
        RequestCase(400, "9110 §8.6 a list of lengths", length("3, 3")),
        RequestCase(400, "9110 §8.6 a list with an empty member", length("3,")),
        RequestCase(400, "9110 §8.6 a signed length", length("+3")),
        RequestCase(400, "9110 §8.6 a negative length", length("-3")),
        RequestCase(400, "9110 §8.6 minus nothing", length("-0")),
        RequestCase(400, "9110 §8.6 a hexadecimal length", length("0x3")),
        RequestCase(400, "9110 §8.6 an exponent", length("3e0")),
        RequestCase(400, "9110 §8.6 a fraction", length("3.0")),
        RequestCase(400, "9110 §8.6 a quoted length", length("\"3\"")),
        RequestCase(400, "9110 §8.6 a parameter", length("3;x")),
        RequestCase(400, "9110 §8.6 an underscore", length("1_0")),
        RequestCase(400, "9110 §8.6 digits beyond ASCII", length("\u{ff13}")),
        RequestCase(400, "9110 §8.6 an empty length", length("")),
        RequestCase(400, "9110 §8.6 a length of blanks", length(" \t ")),
        RequestCase(400, "9110 §8.6 a space inside", length("3 3")),
        RequestCase(400, "9110 §8.6 a vertical tab before", length("\u{b}3")),
        RequestCase(413, "9110 §8.6 a length beyond 63 bits", length("9223372036854775808")),
        RequestCase(413, "9110 §8.6 a length that wraps around to 3", length("18446744073709551619")),
        RequestCase(413, "9110 §8.6 a length of many digits", length(String(repeating: "9", count: 1000))),
        RequestCase(
            400, "9112 §6.1 both framings, the length first", length("5\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
        RequestCase(
            400, "9112 §6.1 both framings, the length 0", length("0\r\nTransfer-Encoding: chunked", "0\r\n\r\n")),
        RequestCase(400, "9112 §6.1 a length with identity", length("3\r\nTransfer-Encoding: identity")),
        RequestCase(400, "9112 §6.1 a length with an empty coding", length("3\r\nTransfer-Encoding:")),
    ]
}
