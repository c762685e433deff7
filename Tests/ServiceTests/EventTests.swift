import ContractTesting
import Foundation
import Testing

/// Live pictures as server-sent events.
@Suite struct EventTests {
    private func started(
        _ options: [String] = [], value: String = "one"
    ) async throws -> (server: VellumServer, alice: Person) {
        let server = try await VellumServer.start(options)
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", value: value, on: server)
        return (server, alice)
    }

    private func id(_ item: EventStreamItem?) -> String? { if case .event(let id, _)? = item { id } else { nil } }

    @Test func eachChangeIsAnEventWithAnIDOfItsOwn() async throws {
        let (server, alice) = try await started()
        let events = try await server.client.openEvents("/stream/alice/main?double_frame=true")
        let first = try await events.next()
        #expect(first == .event(id: id(first) ?? "", data: Self.picture("one")))
        #expect(await events.retry == 2_000)
        var ids = [id(first)]
        for value in ["two", "three"] {
            #expect(try await alice.update("main", value: value, on: server).status == 204)
            let event = try await events.next()
            #expect(event == .event(id: id(event) ?? "", data: Self.picture(value)), "none is doubled or lost")
            ids.append(id(event))
        }
        #expect(Set(ids).count == 3)
        // The same policy, caching and CORS as the frames have; the contract fixes their values.
        let frames = try await server.client.openStream("/stream/alice/main")
        for field in [
            "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Access-Control-Allow-Origin", "Vary",
        ] {
            #expect(events.head[field] == frames.head[field] && events.head[field] != nil, "\(field)")
        }
        #expect(events.head["Content-Type"] == "text/event-stream")
        await frames.close()
        await events.close()
        await server.stop()
    }

    private static func picture(_ value: String) -> String {
        #"<svg xmlns="http://www.w3.org/2000/svg"><text>\#(value)</text></svg>"#
    }

    @Test func whoComesBackIsSentOnlyWhatIsNewer() async throws {
        let (server, alice) = try await started()
        let events = try await server.client.openEvents("/stream/alice/main")
        let seen = try await events.event(with: "one")
        await events.close()

        let back = try await server.client.openEvents(
            "/stream/alice/main?keep_alive=1000", headers: [("Last-Event-ID", seen)])
        #expect(try await back.next() == .comment, "the picture that is known does not come again")
        #expect(await back.retry == 2_000)
        #expect(try await alice.update("main", value: "two", on: server).status == 204)
        let newer = try await back.event(with: "two")
        #expect(newer != seen)
        await back.close()

        let late = try await server.client.openEvents("/stream/alice/main", headers: [("Last-Event-ID", seen)])
        #expect(try await late.next() == .event(id: newer, data: Self.picture("two")), "at once")
        await late.close()
        await server.stop()
    }

    @Test(arguments: [
        "", "0", "-1", "\"", "W/\"1-1\"", "data: x", "id: 1-1", "é", "\u{FEFF}1-1",
        String(repeating: "9", count: 8_000), "1-1\tretry: 1",
    ]) func anIDThatIsNoneOfOursIsNeitherBelievedNorSentBack(id: String) async throws {
        let (server, _) = try await started()
        let events = try await server.client.openEvents("/stream/alice/main", headers: [("Last-Event-ID", id)])
        guard case .event(let own, let data)? = try await events.next() else {
            Issue.record("no picture comes")
            return
        }
        #expect(own != id && data == Self.picture("one"))
        #expect(await events.retry == 2_000)
        await events.close()
        await server.stop()
    }

    @Test func theIDIsTheSameOnAnotherInstance() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        try await alice.create("main", on: two.a)
        let here = try await two.a.client.openEvents("/stream/alice/main")
        let seen = try await here.event(with: "one")
        let there = try await two.b.client.openEvents(
            "/stream/alice/main?keep_alive=1000", headers: [("Last-Event-ID", seen)])
        #expect(try await there.next() == .comment)
        await here.close()
        await there.close()
        await two.stop()
    }

    @Test func linesOfAPictureAreLinesOfData() async throws {
        let (server, alice) = try await started(value: #"a\nb\r\nc\rid: 9-9\n\nevent: end"#)
        let events = try await server.client.openEvents("/stream/alice/main")
        guard case .event(_, let data)? = try await events.next() else {
            Issue.record("no picture comes")
            return
        }
        #expect(data == Self.picture("a\nb\nc\nid: 9-9\n\nevent: end"))
        #expect(try await alice.update("main", value: "two", on: server).status == 204)
        _ = try await events.event(with: "two")
        await events.close()
        await server.stop()
    }

    @Test func aQuietStreamSaysThatItIsAliveInsteadOfRepeatingThePicture() async throws {
        let (server, alice) = try await started()
        let events = try await server.client.openEvents("/stream/alice/main?keep_alive=1000")
        _ = try await events.event(with: "one")
        let start = ContinuousClock.now
        #expect(try await events.next() == .comment)
        #expect(try await events.next() == .comment)
        #expect((.milliseconds(1_800)..<(.milliseconds(4_000))).contains(ContinuousClock.now - start))
        // A change puts it off.
        try await Task.sleep(for: .milliseconds(500))
        #expect(try await alice.update("main", value: "two", on: server).status == 204)
        _ = try await events.event(with: "two")
        let changed = ContinuousClock.now
        #expect(try await events.next() == .comment)
        #expect(ContinuousClock.now - changed > .milliseconds(900))
        await events.close()
        await server.stop()
    }

    @Test func deletionAndExpiryAreTheLastEventAndAStopIsNone() async throws {
        let (server, alice) = try await started()
        try await alice.create("brief", on: server, expire: 1)
        try await alice.create("open", on: server)
        try await alice.create("late", on: server)
        let doomed = try await server.client.openEvents("/stream/alice/main")
        let brief = try await server.client.openEvents("/stream/alice/brief")
        let open = try await server.client.openEvents("/stream/alice/open")
        let late = try await server.client.openEvents("/stream/alice/late?delayed_start=60000")
        for stream in [doomed, brief, open] { #expect(id(try await stream.next()) != nil) }
        for session in ["main", "late"] {
            _ = try await server.client.send("DELETE", "/api/user/alice/session/\(session)", headers: alice.bearer)
        }
        for stream in [doomed, brief, late] {
            #expect(try await stream.next() == .end("session_ended"))
            #expect(try await stream.next() == nil)
        }
        // `EventSource` gives up on any answer but 200.
        #expect(try await server.client.send("GET", "/stream/alice/main").status == 404)
        server.child.send(SIGTERM)
        #expect(try await open.next() == nil)
        await server.stop()
    }

    @Test func aPublicSessionHasEventsToo() async throws {
        let server = try await VellumServer.start()
        try await PublicSessionCases.create("shared", on: server)
        let events = try await server.client.openEvents("/stream/shared")
        let seen = try await events.event(with: "one")
        #expect(
            try await server.client.send("PUT", "/api/session/shared", json: #"{"args":{"value":"two"}}"#).status == 200
        )
        #expect(try await events.event(with: "two") != seen)
        await events.close()
        await server.stop()
    }

    @Test func whatTheClientLikesBetterComes() async throws {
        let (server, _) = try await started()
        let events = [
            "text/event-stream", "TEXT/Event-Stream", "text/*", "text/event-stream, */*;q=0.1",
            "multipart/x-mixed-replace;q=0.5, text/event-stream;q=0.6", "text/event-stream;q=0.001",
            "multipart/*;q=0, */*", "image/*, text/event-stream", "*/*;q=0.2,text/event-stream;q=0.3",
        ]
        for accept in events {
            let stream = try await server.client.openEvents("/stream/alice/main", accept: accept)
            #expect(id(try await stream.next()) != nil, "\(accept)")
            await stream.close()
        }
        let frames: [String?] = [
            nil, "", "*/*", "multipart/x-mixed-replace", "text/event-stream, multipart/x-mixed-replace",
            "text/event-stream;q=0, */*", "text/event-stream;q=0.9, multipart/x-mixed-replace",
            "text/event-streams, */*",
            "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8", "multipart/*, text/*;q=0.9",
        ]
        for accept in frames {
            let stream = try await server.client.openStream(
                "/stream/alice/main", headers: accept.map { [("Accept", $0)] } ?? [])
            #expect(try await stream.nextPart() != nil, "\(accept ?? "none")")
            await stream.close()
        }
        for accept in ["text/event-stream;q=0", "text/html", "image/svg+xml", "*/*;q=0"] {
            let refused = try await server.client.send("GET", "/stream/alice/main", headers: [("Accept", accept)])
            #expect(refused.status == 406, "\(accept)")
        }
        await server.stop()
    }

    @Test(arguments: [nil, "text/event-stream"]) func aHeadOfAStreamIsAnsweredAtOnce(accept: String?) async throws {
        let (server, _) = try await started()
        let fields = accept.map { [("Accept", $0)] } ?? []
        let start = ContinuousClock.now
        for _ in 0..<3 {
            let head = try await server.client.send(
                "HEAD", "/stream/alice/main?delayed_start=60000", headers: fields, keepAlive: true)
            #expect(head.status == 200)
            #expect(head.response.body.isEmpty)
            #expect(
                head.response["Content-Type"] == accept ?? "multipart/x-mixed-replace; boundary=frame")
            #expect(head.response["Cache-Control"] == "no-cache")
        }
        #expect(ContinuousClock.now - start < .seconds(3))
        #expect(try await server.client.send("HEAD", "/stream/alice/none", headers: fields).status == 404)
        // None of them left a viewer behind.
        let metrics = try await server.client.send("GET", "/metrics", judge: false).text
        #expect(metrics.contains("\nvellum_streams 0\n") && metrics.contains("\nvellum_watched_sessions 0\n"))
        await server.stop()
    }
}
