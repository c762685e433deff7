import ContractTesting
import Testing

/// The table of `PathRules`, asked of a real responder behind a real socket.
@Suite struct PathTests {
    /// A hall as it stands in the path, and as the handler must understand it.
    @Test(arguments: [
        ("east", "east"), ("%65ast", "east"), ("e%2Ft", "e/t"), ("e%2ft", "e/t"), ("%2F", "/"), ("e%252Ft", "e%2Ft"),
        ("a+b", "a+b"), ("a%2Bb", "a+b"), ("a%20b", "a b"), ("a;b=c", "a;b=c"), ("a%3Bb", "a;b"), ("a,b", "a,b"),
        ("%C3%A9", "é"), ("%c3%a9", "é"), ("%F0%9F%A6%89", "🦉"), ("...", "..."), (".a", ".a"), ("a.", "a."),
        ("%2e%2e%2e", "..."), ("%252e%252e", "%2e%2e"), ("~", "~"), ("%7E", "~"), ("a:b@c", "a:b@c"), ("%09", "\\t"),
    ])
    func aValueIsDecodedOnce(_ raw: String, _ hall: String) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send("GET", "/guide/plain/\(raw)/2/5/row,4", judge: false)
            #expect(exchange.status == 200, "\(exchange.text)")
            #expect(exchange.text.contains(#""hall":"\#(hall)""#), "\(exchange.text)")
        }
    }

    @Test(arguments: [
        ".", "..", "%2e", "%2E", "%2e%2e", "%2E%2e", ".%2e", "%2e.", "", "%00", "a%00", "%FF", "%80", "%C3", "%C0%AF",
        "%C0%AE%C0%AE", "%E0%80%AF", "%F0%80%80%AF", "%ED%A0%80", "%F4%90%80%80", "%C3(",
        "%u0041"
            .replacing("%u", with: "%25u") + "/x",
    ])
    func aValueThatCannotBeIsNotFound(_ raw: String) async throws {
        try await expect(404, "/guide/plain/\(raw)/2/5/row,4")
    }

    @Test(arguments: [
        "/books/./978-0-13-110362-7", "/./books", "/../books", "/books/..", "/books/.", "/books/../books",
        "/%2e%2e/books", "/%2e/books", "//books", "/books/", "/books//", "/Books", "/%62ooks", "/book%73", "/books%2F",
        "/books%00", "/books;a=b", "/books,a", "/books+", "/books%20", "/guide%2Fplain/east/2/5/row,4",
        "/guide/plain/east%2F2/5/row,4", "/guide/plain/east/2/5/row,4/", "/guide//plain/east/2/5/row,4", "/.", "/..",
        "http://library/../books", "http://library//books", "/readers/..", "/readers/%00", "/readers/%C0%AF",
    ])
    func anotherSpellingIsNotFound(_ target: String) async throws { try await expect(404, target) }

    @Test(arguments: [
        "/books%", "/books%2", "/books%zz", "/books\\..", "/books/#a", "/bo\u{e9}ks", "/books/<a>", "/books/\"",
        "/books|",
        "/books/%u0041",
    ])
    func whatIsNoPathIsRefused(_ target: String) async throws { try await expect(400, target) }

    @Test(arguments: ["/books", "http://library/books", "/books?..", "/books?/../%2e%2e/%2F&"])
    func whatTheOthersAreNearToIsThere(_ target: String) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send("GET", target, judge: false)
            // The query may be another matter: the path was found.
            #expect(exchange.status == (target.contains("?") ? 400 : 200), "\(exchange.text)")
        }
    }

    private func expect(_ status: Int, _ target: String) async throws {
        try await LibraryServer.use { library in
            let exchange = try await library.client.send("GET", target, judge: false)
            #expect(exchange.status == status, "\(exchange.text)")
        }
    }
}
