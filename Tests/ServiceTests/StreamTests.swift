import ContractTesting
import Foundation
import Redis
import Testing

/// Live pictures over the wire.
@Suite struct StreamTests {
    @Test func anUpdateReachesEveryOpenStream() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let plain = try await server.client.openStream("/stream/alice/main")
        let early = try await server.client.openStream(
            "/stream/alice/main", headers: [("User-Agent", "Mozilla/5.0 Chrome/156.0 Safari/537.36")])
        #expect(try await plain.nextPart()?.text.contains("one") == true)
        #expect(try await early.nextPart()?.text.contains("one") == true)
        for value in ["two", "three", "four"] {
            #expect(try await alice.update("main", value: value, on: server).status == 204)
            _ = try await plain.part { $0.text.contains(value) }
            _ = try await early.part { $0.text.contains(value) }
        }
        await plain.close()
        await early.close()
        await server.stop()
    }

    @Test func doubleFrameSendsEachFrameTwice() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let stream = try await server.client.openStream("/stream/alice/main?double_frame=true")
        for value in ["one", "two", "three"] {
            if value != "one" { #expect(try await alice.update("main", value: value, on: server).status == 204) }
            for _ in 0..<2 { #expect(try await stream.nextPart()?.text.contains(value) == true, "\(value)") }
        }
        await stream.close()
        await server.stop()
    }

    /// The picture is the one of then, not of the beginning.
    @Test func aDelayedStartWaitsBeforeTheFirstFrame() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let start = ContinuousClock.now
        let stream = try await server.client.openStream("/stream/alice/main?delayed_start=1500")
        #expect(ContinuousClock.now - start < .milliseconds(1_500))
        #expect(try await alice.update("main", value: "two", on: server).status == 204)
        #expect(try await stream.nextPart()?.text.contains("two") == true)
        #expect(ContinuousClock.now - start >= .milliseconds(1_500))
        await stream.close()
        await server.stop()
    }

    /// Chromium would take it for the end of a frame.
    @Test func aBoundaryInAPictureTearsNothing() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", value: "--frame\\r\\n--frame--", on: server)
        let stream = try await server.client.openStream("/stream/alice/main")
        let part = try await stream.nextPart()
        #expect(part?.text.contains("-&#45;frame") == true && part?.text.contains("--frame") == false)
        #expect(part?.text.hasSuffix("</svg>") == true)
        let refused = try await server.client.send(
            "POST", "/api/user/alice/session", headers: alice.bearer,
            json: #"{"session_id":"named","template":"<svg data--frame='1'/>"}"#)
        #expect(refused.status == 400 && refused.text.contains("--frame"))
        await stream.close()
        await server.stop()
    }

    @Test func keepAliveRepeatsTheFrame() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let stream = try await server.client.openStream("/stream/alice/main?keep_alive=1000")
        let first = try await stream.nextPart()
        #expect(try await stream.nextPart() == first)
        await stream.close()
        await server.stop()
    }

    @Test func deletionExpiryAndStopEndAStreamWithItsLastBoundary() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("doomed", on: server)
        try await alice.create("brief", on: server, expire: 1)
        try await alice.create("open", on: server)
        let doomed = try await server.client.openStream("/stream/alice/doomed")
        let brief = try await server.client.openStream("/stream/alice/brief")
        let open = try await server.client.openStream("/stream/alice/open")
        for stream in [doomed, brief, open] { #expect(try await stream.nextPart() != nil) }
        _ = try await server.client.send("DELETE", "/api/user/alice/session/doomed", headers: alice.bearer)
        #expect(try await doomed.nextPart() == nil)
        #expect(try await brief.nextPart() == nil)
        #expect(try await server.client.send("GET", "/image/alice/brief").status == 404)
        server.child.send(SIGTERM)
        #expect(try await open.nextPart() == nil)
        await server.stop()
    }

    @Test func aBadTemplateIsRefusedAtItsPlaceAndNothingIsStored() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        let refused = try await server.client.send(
            "POST", "/api/user/alice/session", headers: alice.bearer,
            json: #"{"session_id":"bad","template":"<svg>\n{{ open"}"#)
        #expect(refused.status == 400)
        let detail = try refused.json["details"]?.elements?.first
        #expect(detail?["pointer"]?.string == "/template")
        #expect(detail?["message"]?.string?.contains("line 2") == true)
        #expect(try await server.client.send("GET", "/image/alice/bad").status == 404)
        await server.stop()
    }

    @Test func argumentsThatDoNotRenderLeaveTheLastGoodFrame() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let refused = try await server.client.send(
            "PUT", "/api/user/alice/session/main", headers: alice.bearer, json: #"{"args":{}}"#)
        #expect(refused.status == 400)
        #expect(try refused.json["details"]?.elements?.first?["pointer"]?.string == "/args")
        #expect(try await server.client.send("GET", "/image/alice/main").text.contains("one"))
        await server.stop()
    }

    @Test func valuesAreEscapedInThePicture() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", value: "<script>", on: server)
        let image = try await server.client.send("GET", "/image/alice/main")
        #expect(image.text.contains("&lt;script&gt;"))
        #expect(image.response["Content-Security-Policy"]?.contains("sandbox") == true)
        await server.stop()
    }

    @Test func aStoredSessionThatNoLongerRendersIsOurFaultNotTheReaders() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let redis = try await server.redis()
        _ = try await redis.command("HSET", "user:{alice}:session:main", "args", "{}")
        let image = try await server.client.send("GET", "/image/alice/main")
        #expect(image.status == 500)
        #expect(!image.text.contains("value"))
        #expect(try await server.waitForLog("event=request_failed", "status=500") == 1)
        await redis.close()
        await server.stop()
    }

    @Test func aSmallPictureIsFilledUpForChromiumOnly() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let chromium = try await server.client.openStream(
            "/stream/alice/main", headers: [("sec-ch-ua", #""Chromium";v="156""#)])
        let first = try await chromium.nextPart()
        #expect(first?.body.count == 1_536)
        let plain = try await server.client.openStream("/stream/alice/main")
        #expect(try await plain.nextPart()?.text.hasSuffix("</svg>") == true)
        await chromium.close()
        await plain.close()
        await server.stop()
    }
}
