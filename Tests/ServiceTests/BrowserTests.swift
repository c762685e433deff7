import ContractTesting
import Foundation
import Testing

/// The main job, seen by a real browser.
@Suite struct BrowserTests {
    @Test func anImageChangesItsPixelsAfterEachUpdate() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        let svg =
            #"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"240\" height=\"60\">"#
            + #"<rect width=\"240\" height=\"60\" fill=\"{{ colour }}\"/></svg>"#
        _ = try await server.client.send(
            "POST", "/api/user/alice/session", headers: alice.bearer,
            json: #"{"session_id":"dashboard-1","template":"\#(svg)","args":{"colour":"red"}}"#)

        let browser = try await Browser()
        let blank = try await browser.screenshot()
        try await browser.show(image: "http://127.0.0.1:\(server.port)/stream/alice/dashboard-1")
        var picture = try #require(try await browser.screenshot(differingFrom: blank))
        for colour in ["green", "blue", "orange"] {
            // Nothing moves by itself.
            #expect(try await browser.screenshot() == picture)
            _ = try await server.client.send(
                "PUT", "/api/user/alice/session/dashboard-1", headers: alice.bearer,
                json: #"{"args":{"colour":"\#(colour)"}}"#)
            picture = try #require(try await browser.screenshot(differingFrom: picture), "no change to \(colour)")
        }
        await browser.quit()
        await server.stop()
    }
}
