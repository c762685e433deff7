import ContractTesting
import Foundation
import Testing

/// The page of a server of its own in a browser of its own.
struct Page {
    let server: VellumServer
    let browser: Browser
    var url: String { "http://127.0.0.1:\(server.port)" }

    /// Opens the page, does something with it, and closes everything, whatever came of it.
    ///
    /// - Parameters:
    ///   - user: registers through the form first.
    ///   - expected: words of what the console may say at the end; any other line is a failure.
    static func visit(
        _ options: [String] = [], registering user: String? = nil, expecting expected: [String] = [],
        _ body: (Page) async throws -> Void
    ) async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"] + options)
        let browser = try await Browser()
        let page = Page(server: server, browser: browser)
        do {
            try await browser.resize(width: 1200, height: 900)
            try await browser.open(page.url + (user == nil ? "/" : "/#/register"))
            if let user { try await page.register(user) }
            try await body(page)
            for line in try await browser.complaints() where !expected.contains(where: line.contains) {
                Issue.record("the console says: \(line)")
            }
        } catch {
            Issue.record(error)
        }
        await browser.quit()
        await server.stop()
    }

    func register(_ user: String) async throws {
        try await browser.type(user, into: "#register-user-id")
        try await browser.type("\(user)@example.com", into: "#register-email")
        try await browser.type(Person.password, into: "#register-password")
        try await browser.click("#register")
        #expect(try await browser.sees("!document.getElementById('no-sessions').hidden"))
    }

    /// A session that is made beside the page.
    func create(_ session: String, colour: String, more: String = "", inside: String = "") async throws {
        let template =
            #"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"60\">"#
            + #"<rect width=\"240\" height=\"60\" fill=\"{{ colour }}\"/>\#(inside)</svg>"#
        let exchange = try await server.client.send(
            "POST", "/api/user/alice/session", headers: try await bearer(),
            json: #"{"session_id":"\#(session)","template":"\#(template)","args":{"colour":"\#(colour)"\#(more)}}"#)
        #expect(exchange.status == 201)
    }

    /// The IDs of all sessions, drafts too, as the API lists them.
    func sessions(_ user: String) async throws -> [String] {
        let login = try await Person.login(user, on: server)
        let exchange = try await server.client.send("GET", "/api/user/\(user)/sessions", headers: login.bearer)
        return try exchange.json["sessions"]?.elements?.compactMap { $0["session_id"]?.string } ?? []
    }

    /// The access token that the page uses.
    func bearerInTheTab() async throws -> [(String, String)] {
        let token = try await browser.value(of: "JSON.parse(sessionStorage['vellum.sign-in']).access")?.string
        return [("Authorization", "Bearer \(token ?? "none")")]
    }

    func bearer() async throws -> [(String, String)] { try await Person.login("alice", on: server).bearer }
}
