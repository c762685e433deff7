import ContractTesting
import Testing

/// A colour of CSS, by its bytes as a browser draws it.
enum Colour: String {
    case red = "255,0,0,255"
    case green = "0,128,0,255"
    case blue = "0,0,255,255"
    case orange = "255,165,0,255"
    case purple = "128,0,128,255"
}

/// A server with some users, and a browser that looks at their pictures.
struct LivePictures {
    let server: VellumServer
    let browser: Browser
    let people: [String: Person]

    /// Opens everything, does something with it, and closes it, whatever came of it.
    static func open(_ users: [String], _ body: (LivePictures) async throws -> Void) async throws {
        let server = try await VellumServer.start()
        let browser = try await Browser()
        do {
            var people: [String: Person] = [:]
            for user in users { people[user] = try await Person.register(user, on: server) }
            try await body(LivePictures(server: server, browser: browser, people: people))
        } catch {
            Issue.record(error)
        }
        await browser.quit()
        await server.stop()
    }

    func stream(_ user: String) -> String { "http://127.0.0.1:\(server.port)/stream/\(user)/picture" }

    /// Creates a user's session `picture`, which is red all over.
    ///
    /// - Parameters:
    ///   - seconds: how long it lives.
    ///   - filling: bytes that make a frame larger than it need be.
    func create(_ user: String, seconds: Int = 3600, filling: Int = 0) async throws {
        let lines = String(repeating: "-", count: 99)
        let filler = filling > 0 ? "{% for i in range(end=\(filling / 100)) %}<g>\(lines)</g>{% endfor %}" : ""
        let template =
            #"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"60\">\#(filler)"#
            + #"<rect width=\"240\" height=\"60\" fill=\"{{ colour }}\"/></svg>"#
        let exchange = try await server.client.send(
            "POST", "/api/user/\(user)/session", headers: people[user]?.bearer ?? [],
            json: #"{"session_id":"picture","template":"\#(template)","args":{"colour":"red"},"#
                + #""expire_seconds":\#(seconds)}"#)
        #expect(exchange.status == 201, "\(exchange.text)")
    }

    func update(_ user: String, to colour: Colour) async throws {
        let exchange = try await server.client.send(
            "PUT", "/api/user/\(user)/session/picture", headers: people[user]?.bearer ?? [],
            json: #"{"args":{"colour":"\#(colour)"}}"#)
        #expect(exchange.status == 204, "\(exchange.text)")
    }

    /// The browser shows this colour within the bound.
    func sees(_ colour: Colour, in image: Int = 0) async throws {
        let deadline = ContinuousClock.now + BrowserTests.bound
        while try await browser.colour(ofImage: image) != colour.rawValue {
            guard ContinuousClock.now < deadline else {
                let seen = try await browser.colour(ofImage: image) ?? "nothing"
                throw ChildFailure(what: "picture \(image) is not \(colour) in time, but \(seen)")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// The stream has ended, the browser has all it gets, and the picture is still there.
    func isOver(showing colour: Colour) async throws {
        #expect(try await browser.sees("document.images[0].complete"))
        #expect(try await browser.colour() == colour.rawValue)
        for path in ["/stream/alice/picture", "/image/alice/picture", "/image/alice/picture.svg"] {
            #expect(try await server.client.send("GET", path).status == 404, "\(path)")
        }
    }
}
