import ContractTesting
import Foundation
import Testing

/// Pictures that anybody may make, shown by a real browser: they run nothing in our origin, and fetch nothing.
@Suite struct PictureSafetyTests {
    /// How long an unguarded picture needs at most, from drawn to done with all that it tries, on a busy machine.
    private static let settles = Duration.milliseconds(1_500)
    static let kinds = ["stream", "image"]

    /// Without this the rest would prove nothing: the same picture, served without a policy, does all that it tries.
    @Test func withoutAPolicyThePictureRunsAndFetchesAll() async throws {
        let (listener, port, stop) = try Listener.start()
        let origin = "http://127.0.0.1:\(port)"
        let picture = HostilePicture(listener: origin)
        listener.serve(picture.svg, as: "image/svg+xml", at: "/picture.svg")
        for name in HostilePicture.scriptFiles {
            listener.serve(picture.script(name), as: "text/javascript", at: "/reached/\(name)")
        }
        let browser = try await Browser(waitingForPages: false)
        try await browser.open("\(origin)/picture.svg")
        #expect(try await browser.sees("document.documentElement?.nodeName === 'svg'"))
        #expect(try await browser.sees("document.title.includes('root-onload')"))
        try await browser.clickBothHalves()
        let all = HostilePicture.scripts.union(HostilePicture.requests)
        #expect(try await eventually { listener.reached == all }, "\(all.subtracting(listener.reached))")
        let left = try await browser.traces()
        #expect(left.title == HostilePicture.scripts)
        #expect(left.cookies == HostilePicture.scripts)
        #expect(left.storage == HostilePicture.scripts)

        try await browser.open("\(origin)/")
        listener.serve(picture.refreshing, as: "image/svg+xml", at: "/refreshing.svg")
        try await browser.open("\(origin)/refreshing.svg")
        #expect(try await eventually { listener.reached.contains("refresh") })
        await browser.quit()
        await stop()
    }

    @Test(arguments: kinds) func inAnImageElement(_ kind: String) async throws {
        try await Self.visit { browser, origin in
            try await browser.write("<img src=/\(kind)/alice/evil>")
        }
    }

    @Test(arguments: kinds) func openedDirectly(_ kind: String) async throws {
        try await Self.visit { browser, origin in
            try await browser.open("\(origin)/\(kind)/alice/evil")
            #expect(try await browser.sees("self.origin === 'null'"), "it has an origin of its own")
        }
    }

    @Test(arguments: ["iframe src", "object data", "embed src"], kinds)
    func inAnotherDocumentOfOurOrigin(_ element: String, _ kind: String) async throws {
        try await Self.visit { browser, origin in
            try await browser.write("<\(element)=/\(kind)/alice/evil width=200 height=100>")
        }
    }

    @Test func thePictureDoesNotSendItsDocumentElsewhere() async throws {
        try await Self.visit { browser, origin in
            try await browser.open("\(origin)/image/alice/refreshing")
        }
    }

    /// Lets a browser that stands on a document of our origin without a policy of its own show a picture, which is
    /// clicked, and looks for traces in that origin and for whom the picture asked.
    private static func visit(_ show: (Browser, String) async throws -> Void) async throws {
        let server = try await VellumServer.start()
        let (listener, port, stop) = try Listener.start()
        let alice = try await Person.register("alice", on: server)
        let picture = HostilePicture(listener: "http://127.0.0.1:\(port)")
        try await alice.create("evil", picture: picture.svg, on: server)
        try await alice.create("refreshing", picture: picture.refreshing, on: server)
        let origin = "http://127.0.0.1:\(server.port)"
        let browser = try await Browser(waitingForPages: false)
        do {
            try await browser.open("\(origin)/healthz")
            #expect(try await browser.sees("document.body?.innerText.includes('ok')"))
            try await show(browser, origin)
            try await Task.sleep(for: settles)
            let place = try await browser.clickBothHalves()
            try await Task.sleep(for: settles)
            let shown = try await browser.screenshot()
            #expect(try await browser.traces().all == [], "where it is shown")
            #expect(listener.reached == [])

            try await browser.open("\(origin)/healthz?again")
            #expect(try await browser.sees("location.search === '?again'"))
            #expect(try await browser.traces().all == [], "in the origin")
            let colour = try await browser.colour(of: shown, x: place.x, y: place.y)
            #expect(colour == HostilePicture.colour, "it was drawn")
        } catch {
            Issue.record(error)
        }
        await browser.quit()
        await stop()
        await server.stop()
    }
}

extension Browser {
    /// What hostile pictures have left in the origin of the document that is shown.
    fileprivate struct Traces {
        let title: Set<String>
        let cookies: Set<String>
        let storage: Set<String>
        var all: Set<String> { title.union(cookies).union(storage) }
    }

    /// A document in a sandbox has neither cookies nor storage, and says so by an error.
    fileprivate func traces() async throws -> Traces {
        func names(_ expression: String) async throws -> Set<String> {
            let read = "(() => { try { return \(expression) } catch { return '' } })()"
            let text = try await value(of: read)?.string ?? "no text"
            return Set(text.split(separator: " ").map(String.init))
        }
        return Traces(
            title: try await names("document.title"),
            cookies: try await names("document.cookie.replaceAll('=1', '').replaceAll(';', '')"),
            storage: try await names("Object.keys(localStorage).join(' ')"))
    }

    /// Replaces what the document shows.
    fileprivate func write(_ markup: String) async throws {
        try await value(of: "document.body.innerHTML = '\(markup)'")
    }

    /// Clicks left and right in the picture, wherever it is shown.
    /// - Returns: a place in the picture where nothing but its ground is.
    @discardableResult
    fileprivate func clickBothHalves() async throws -> (x: Int, y: Int) {
        let element = "document.querySelector('svg:root, :root:not(svg) :is(img, iframe, object, embed)')"
        let middle = "(box => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round).join())"
        let text = try await value(of: "\(middle)(\(element).getBoundingClientRect())")?.string ?? ""
        let numbers = text.split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 2 else { throw ChildFailure(what: "no picture: \(text)") }
        try await click(x: numbers[0] - 40, y: numbers[1])
        try await click(x: numbers[0] + 40, y: numbers[1])
        return (numbers[0] + 20, numbers[1])
    }
}

extension Person {
    /// Creates a session whose template is a picture without arguments.
    fileprivate func create(_ session: String, picture: String, on server: VellumServer) async throws {
        let fields = try JSONEncoder().encode(["session_id": session, "template": picture])
        let exchange = try await server.client.send(
            "POST", "/api/user/\(id)/session", headers: bearer, json: String(decoding: fields, as: UTF8.self))
        #expect(exchange.status == 201, "\(exchange.text)")
    }
}
