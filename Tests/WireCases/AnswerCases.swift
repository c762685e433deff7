extension RequestCase {
    /// RFC 9110 §10.1.1: what a client may expect. That 100 comes when it must, and never else, is tested apart.
    static let expectations: [RequestCase] = [
        RequestCase(200, "9110 §10.1.1 Expect with its body", length("3\r\nExpect: 100-continue"), content: "abc"),
        RequestCase(200, "9110 §10.1.1 Expect in any case", length("3\r\nExpect: 100-Continue"), content: "abc"),
        RequestCase(200, "9110 §10.1.1 Expect without a body", get("/", "Expect: 100-continue\r\n"), content: "GET /"),
        RequestCase(200, "9110 §10.1.1 Expect with length 0", length("0\r\nExpect: 100-continue", ""), content: ""),
        RequestCase(200, "9110 §10.1.1 Expect twice", length("3\r\nExpect: 100-continue,100-continue"), content: "abc"),
        RequestCase(200, "9110 §5.6.1 an empty Expect", get("/", "Expect: ,\r\n")),
        RequestCase(
            200, "9110 §10.1.1 Expect with chunks",
            chunked("1\r\na\r\n0\r\n\r\n", coding: "chunked\r\nExpect: 100-continue"), content: "a"),
        RequestCase(
            200, "9110 §10.1.1 Expect in HTTP/1.0 is ignored", "GET / HTTP/1.0\r\nExpect: x\r\n\r\n", keeps: false),
        RequestCase(417, "9110 §10.1.1 another expectation", get("/", "Expect: magic\r\n"), isOfParser: false),
        RequestCase(
            417, "9110 §10.1.1 another beside the known", get("/", "Expect: 100-continue, magic\r\n"), isOfParser: false
        ),
        RequestCase(
            417, "9110 §10.1.1 the known in a later line", get("/", "Expect: magic\r\nExpect: 100-continue\r\n"),
            isOfParser: false),
        RequestCase(
            417, "9110 §10.1.1 an expectation with value", get("/", "Expect: 100-continue=1\r\n"), isOfParser: false),
    ]

    /// RFC 9110 §6.4, §9.3.2 and §15: what answers hold.
    static let answers: [RequestCase] = [
        RequestCase(
            200, "9110 §9.3.2 HEAD: the fields of GET", "HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n", content: "",
            fields: ["Content-Length": "9", "Content-Type": "text/plain"]),
        RequestCase(
            200, "9110 §9.3.2 HEAD with content", "HEAD /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
            content: "", fields: ["Content-Length": "3"]),
        RequestCase(
            200, "9110 §9.3.2 HEAD in HTTP/1.0", "HEAD /abc HTTP/1.0\r\n\r\n", keeps: false, content: "",
            fields: ["Content-Length": "9"]),
        RequestCase(200, "9110 §9.1 head is not HEAD", "head /a HTTP/1.1\r\nHost: a\r\n\r\n", content: "head /a"),
        RequestCase(
            400, "9110 §9.3.2 HEAD refused has no content", "HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", content: ""
        ),
        RequestCase(
            414, "9110 §9.3.2 HEAD with a long target", "HEAD /" + letters(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
            content: ""),
        RequestCase(
            204, "9112 §6.2 no framing with 204", get("/204"), content: "",
            fields: ["Content-Length": nil, "Transfer-Encoding": nil], isOfParser: false),
        RequestCase(
            304, "9110 §15.4.5 no content with 304", get("/304"), content: "",
            fields: ["Content-Length": nil, "Transfer-Encoding": nil, "ETag": "\"a\""], isOfParser: false),
        RequestCase(
            401, "9112 §9.3 an error keeps the connection", get("/reject"), keeps: true,
            fields: ["Content-Length": "0"], isOfParser: false),
        RequestCase(
            401, "9112 §9.3 an error before the body keeps the connection",
            "POST /reject HTTP/1.1\r\nHost: a\r\nContent-Length: 35\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
            keeps: true, isOfParser: false),
        RequestCase(
            413, "9110 §15.5.14 a body beyond its limit",
            "POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 35\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n",
            keeps: true, isOfParser: false),
        RequestCase(500, "9110 §15 a status that is none", get("/999"), isOfParser: false),
    ]

    /// Messages that never end: the client stops sending, and nothing may be made of what it sent.
    static let unfinished: [RequestCase] = [
        RequestCase(nil, "9112 §8 half a request line", "GET / HT"),
        RequestCase(nil, "9112 §8 no fields", "GET / HTTP/1.1\r\n"),
        RequestCase(nil, "9112 §8 half a field", "GET / HTTP/1.1\r\nHost: a"),
        RequestCase(nil, "9112 §8 no empty line", "GET / HTTP/1.1\r\nHost: a\r\n"),
        RequestCase(nil, "9112 §8 half a line end", "GET / HTTP/1.1\r\nHost: a\r\n\r"),
        RequestCase(nil, "9112 §2.2 an empty line alone", "\r\n"),
        RequestCase(499, "9112 §8 half a body", length("4"), isOfParser: false),
        RequestCase(499, "9112 §8 half a chunk", chunked("4\r\nabc"), isOfParser: false),
        RequestCase(499, "9112 §8 no last chunk", chunked("3\r\nabc\r\n"), isOfParser: false),
        RequestCase(499, "9112 §8 no end of the trailers", chunked("0\r\nX: y\r\n"), isOfParser: false),
    ]
}
