extension RequestCase {
    /// RFC 9112 §9 and RFC 9110 §7.6 and §7.8: whether the connection goes on.
    static let connections: [RequestCase] = [
        RequestCase(200, "9112 §9.3 HTTP/1.1 persists", get("/"), fields: ["Connection": nil]),
        RequestCase(200, "9112 §9.6 close", get("/", "Connection: close\r\n"), keeps: false),
        RequestCase(200, "9110 §7.6.1 options in any case", get("/", "cONNECTION: cLOSE\r\n"), keeps: false),
        RequestCase(200, "9110 §7.6.1 close in a list", get("/", "Connection: x,\t close ,y\r\n"), keeps: false),
        RequestCase(
            200, "9110 §7.6.1 close in the second line", get("/", "Connection: x\r\nConnection: close\r\n"),
            keeps: false),
        RequestCase(
            200, "9112 §9.3 close beside keep-alive", get("/", "Connection: close, keep-alive\r\n"), keeps: false),
        RequestCase(
            200, "9112 §9.3 close after keep-alive", get("/", "Connection: keep-alive, close\r\n"), keeps: false),
        RequestCase(200, "9110 §7.6.1 closed is not close", get("/", "Connection: closed, unclose\r\n")),
        RequestCase(200, "9110 §7.6.1 an empty Connection", get("/", "Connection:\r\n")),
        RequestCase(
            200, "9112 §9.3 keep-alive in HTTP/1.1", get("/", "Connection: keep-alive\r\n"), fields: ["Connection": nil]
        ),
        RequestCase(200, "9112 §C.2.2 Proxy-Connection means nothing", get("/", "Proxy-Connection: close\r\n")),
        RequestCase(
            200, "9110 §7.6.1 the name of another field", get("/fields", "Connection: host\r\n"),
            content: "Host=a|Connection=host"),
        RequestCase(200, "9112 §9.3 a higher minor version persists", "GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
        RequestCase(200, "9112 §9.3 HTTP/1.0 does not persist", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", keeps: false),
        RequestCase(
            200, "9112 §9.3 HTTP/1.0 with keep-alive", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
            fields: ["Connection": "keep-alive"]),
        RequestCase(
            200, "9112 §9.3 HTTP/1.0 with both", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n",
            keeps: false),
        RequestCase(
            200, "9112 §9.6 close after a body", length("3\r\nConnection: close"), keeps: false, content: "abc"),
        RequestCase(
            200, "9110 §7.8 Upgrade to h2c is ignored",
            get("/", "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"),
            fields: ["Upgrade": nil]),
        RequestCase(
            200, "9110 §7.8 Upgrade to WebSocket is ignored", get("/", "Connection: upgrade\r\nUpgrade: websocket\r\n"),
            fields: ["Upgrade": nil]),
        RequestCase(
            200, "9110 §7.8 Upgrade in HTTP/1.0 is ignored",
            "GET / HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n", keeps: false),
        RequestCase(200, "9110 §10.1.4 TE is ignored", get("/", "Connection: TE\r\nTE: trailers, gzip\r\n")),
    ]
}
