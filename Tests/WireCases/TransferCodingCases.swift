extension RequestCase {
    /// RFC 9112 §6.1 and §7: chunked, once and last, and nothing else.
    static let transferCodings: [RequestCase] = [
        RequestCase(200, "9112 §7 coding names in any case", chunked("0\r\n\r\n", coding: "ChunKED")),
        RequestCase(
            200, "9110 §5.1 Transfer-Encoding in any case",
            "POST /echo HTTP/1.1\r\nhost: a\r\ntRANSFER-eNCODING: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", content: "a"),
        RequestCase(
            200, "9110 §5.6.1 empty list members", chunked("1\r\na\r\n0\r\n\r\n", coding: ", chunked ,"), content: "a"),
        RequestCase(
            200, "9112 §6.1 chunked with GET", get("/echo", "Transfer-Encoding: chunked\r\n") + "1\r\na\r\n0\r\n\r\n",
            content: "a"),
        RequestCase(
            400, "9112 §6.1 a line that names no coding", chunked("0\r\n\r\n", coding: "chunked\r\nTransfer-Encoding:")),
        RequestCase(
            400, "9112 §6.1 a line that names no coding, first",
            chunked("0\r\n\r\n", coding: "\r\nTransfer-Encoding: chunked")),
        RequestCase(400, "9112 §6.1 both framings", chunked("0\r\n\r\n", coding: "chunked\r\nContent-Length: 5")),
        RequestCase(
            400, "9112 §6.1 both framings, a bad coding", chunked("0\r\n\r\n", coding: "xchunked\r\nContent-Length: 5")),
        RequestCase(
            400, "9112 §6.1 Transfer-Encoding in HTTP/1.0",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        RequestCase(
            400, "9112 §6.1 Transfer-Encoding in HTTP/1.0 with keep-alive",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n"),
        RequestCase(400, "9112 §6.3 chunked is not the last coding", chunked("0\r\n\r\n", coding: "chunked, gzip")),
        RequestCase(400, "9112 §6.3 chunked before identity", chunked("0\r\n\r\n", coding: "chunked, identity")),
        RequestCase(
            400, "9112 §6.3 chunked in an earlier line", chunked("", coding: "chunked\r\nTransfer-Encoding: gzip")),
        RequestCase(400, "9112 §6.3 a coding without chunked", chunked("0\r\n\r\n", coding: "gzip")),
        RequestCase(400, "9112 §6.3 identity", chunked("0\r\n\r\n", coding: "identity")),
        RequestCase(400, "9112 §6.1 an empty Transfer-Encoding", chunked("0\r\n\r\n", coding: "")),
        RequestCase(400, "9112 §6.1 commas alone", chunked("0\r\n\r\n", coding: ", ,")),
        RequestCase(400, "9112 §6.1 chunked twice", chunked("0\r\n\r\n", coding: "chunked, chunked")),
        RequestCase(
            400, "9112 §6.1 chunked twice, two lines", chunked("", coding: "chunked\r\nTransfer-Encoding: chunked")),
        RequestCase(400, "9112 §6.1 chunked around another", chunked("", coding: "chunked, gzip, chunked")),
        RequestCase(400, "9112 §7 chunked with a parameter", chunked("0\r\n\r\n", coding: "chunked;a=b")),
        RequestCase(400, "9112 §7 chunked in quotes", chunked("0\r\n\r\n", coding: "\"chunked\"")),
        RequestCase(400, "9112 §7 chunked in a quoted list", chunked("0\r\n\r\n", coding: "x;a=\", chunked\"")),
        RequestCase(400, "9112 §7 a name that contains chunked", chunked("0\r\n\r\n", coding: "xchunked")),
        RequestCase(400, "9112 §7 a name that begins with chunked", chunked("0\r\n\r\n", coding: "chunkedx")),
        RequestCase(400, "9112 §7 chunked without its end", chunked("0\r\n\r\n", coding: "chunke")),
        RequestCase(400, "9112 §7 two words", chunked("0\r\n\r\n", coding: "chunked chunked")),
        RequestCase(400, "9110 §5.5 a vertical tab before chunked", chunked("0\r\n\r\n", coding: "\u{b}chunked")),
        RequestCase(400, "9110 §5.5 NUL after chunked", chunked("0\r\n\r\n", coding: "chunked\0")),
        RequestCase(400, "9112 §7 a no-break space after chunked", chunked("0\r\n\r\n", coding: "chunked\u{a0}")),
        RequestCase(501, "9112 §6.1 an unknown coding before chunked", chunked("0\r\n\r\n", coding: "gzip, chunked")),
        RequestCase(
            501, "9112 §6.1 an unknown coding in an earlier line",
            chunked("0\r\n\r\n", coding: "x\r\nTransfer-Encoding: chunked")),
        RequestCase(501, "9112 §6.1 identity before chunked", chunked("0\r\n\r\n", coding: "identity, chunked")),
    ]
}
