import ContractTesting
import Testing

/// How many may look on, and how often they are shown something new, as options of the command.
@Suite struct StreamLimitTests {
    private func started(_ options: String...) async throws -> (server: VellumServer, alice: Person) {
        let server = try await VellumServer.start(options)
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        return (server, alice)
    }

    private func expectRefusal(
        _ server: VellumServer, _ code: String, headers: [(String, String)] = [], path: String = "/stream/alice/main"
    ) async throws {
        for isEvents in [false, true] {
            let refused = await #expect(throws: StreamRefused.self) {
                if isEvents {
                    _ = try await server.client.openEvents(path, headers: headers)
                } else {
                    _ = try await server.client.openStream(path, headers: headers)
                }
            }
            #expect(refused?.exchange.status == 503)
            #expect(try refused?.exchange.json["code"]?.string == code)
            #expect(refused?.exchange.response["Retry-After"] == "5")
        }
    }

    private func refusals(_ limit: String, _ server: VellumServer) async throws -> Int? {
        let text = try await server.client.send("GET", "/metrics", judge: false).text
        let line = text.split(separator: "\n").first {
            $0.hasPrefix(#"vellum_streams_refused_total{limit="\#(limit)"}"#)
        }
        return line?.split(separator: " ").last.flatMap { Int($0) }
    }

    @Test func aSessionThatIsFullIsToldSo() async throws {
        let (server, alice) = try await started("--max-viewers-per-session", "2")
        try await alice.create("other", on: server)
        let one = try await server.client.openStream("/stream/alice/main")
        let two = try await server.client.openEvents("/stream/alice/main")
        try await expectRefusal(server, "too_many_viewers")
        let other = try await server.client.openStream("/stream/alice/other")
        // A single picture is no viewer.
        #expect(try await server.client.send("GET", "/image/alice/main").status == 200)
        await one.close()
        let again = try await eventually { () -> Bool in
            guard let stream = try? await server.client.openStream("/stream/alice/main") else { return false }
            await stream.close()
            return true
        }
        #expect(again)
        #expect(try await refusals("session", server) ?? 0 >= 2)
        await two.close()
        await other.close()
        await server.stop()
    }

    @Test func anAddressThatHasItsStreamsIsToldSo() async throws {
        let (server, alice) = try await started("--max-streams-per-address", "2")
        try await alice.create("other", on: server)
        let one = try await server.client.openStream("/stream/alice/main")
        let two = try await server.client.openEvents("/stream/alice/other")
        try await expectRefusal(server, "too_many_streams")
        #expect(try await refusals("address", server) == 2)
        let answer = try OtherAddress.send(
            "HEAD /stream/alice/main HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", from: "127.0.0.2",
            to: server.port)
        #expect(answer.hasPrefix("HTTP/1.1 200 "))
        await one.close()
        await two.close()
        await server.stop()
    }

    @Test func aHeadTakesNoPlace() async throws {
        let (server, _) = try await started("--max-streams-per-address", "1", "--max-viewers-per-session", "1")
        for _ in 0..<5 { #expect(try await server.client.send("HEAD", "/stream/alice/main").status == 200) }
        let stream = try await server.client.openStream("/stream/alice/main")
        #expect(try await stream.nextPart() != nil)
        await stream.close()
        await server.stop()
    }

    @Test func theClientIsCountedAndNotItsProxy() async throws {
        let (server, _) = try await started("--max-streams-per-address", "1", "--trusted-proxies", "127.0.0.1")
        let client = [("X-Forwarded-For", "203.0.113.9")]
        let one = try await server.client.openStream("/stream/alice/main", headers: client)
        try await expectRefusal(server, "too_many_streams", headers: client)
        try await expectRefusal(server, "too_many_streams", headers: [("X-Forwarded-For", "198.51.100.1, 203.0.113.9")])
        let two = try await server.client.openStream(
            "/stream/alice/main", headers: [("X-Forwarded-For", "203.0.113.10")])
        await one.close()
        await two.close()
        await server.stop()
    }

    @Test func whoIsNoProxyCannotPretendToBeOthers() async throws {
        let (server, _) = try await started("--max-streams-per-address", "1")
        let one = try await server.client.openStream(
            "/stream/alice/main", headers: [("X-Forwarded-For", "203.0.113.9")])
        try await expectRefusal(server, "too_many_streams", headers: [("X-Forwarded-For", "203.0.113.10")])
        await one.close()
        await server.stop()
    }

    @Test func withoutALimitAnAddressMayHaveMany() async throws {
        let (server, _) = try await started("--max-streams-per-address", "0")
        var streams: [StreamReader] = []
        for _ in 0..<260 { streams.append(try await server.client.openStream("/stream/alice/main")) }
        for stream in streams { await stream.close() }
        await server.stop()
    }

    @Test func theDefaultIs256() async throws {
        let (server, _) = try await started()
        var streams: [StreamReader] = []
        for _ in 0..<256 { streams.append(try await server.client.openStream("/stream/alice/main")) }
        try await expectRefusal(server, "too_many_streams")
        for stream in streams { await stream.close() }
        await server.stop()
    }

    @Test func theRateOfFramesIsAnOption() async throws {
        let (server, alice) = try await started("--frames-per-second", "2")
        let frames = try await server.client.openStream("/stream/alice/main")
        let events = try await server.client.openEvents("/stream/alice/main")
        #expect(try await frames.nextPart() != nil)
        let start = ContinuousClock.now
        for value in 1...40 { #expect(try await alice.update("main", value: "v\(value)", on: server).status == 204) }
        var count = 0
        while let part = try await frames.nextPart() {
            count += 1
            if part.text.contains(">v40<") { break }
        }
        _ = try await events.event(with: ">v40<")
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        #expect(Double(count) <= seconds * 2 + 1, "\(count) frames in \(seconds) s")
        await frames.close()
        await events.close()
        await server.stop()
    }

    @Test func oneMoreStreamThanAllIsCounted() async throws {
        let (server, _) = try await started("--max-streams", "1")
        let one = try await server.client.openStream("/stream/alice/main")
        _ = await #expect(throws: StreamRefused.self) { try await server.client.openStream("/stream/alice/main") }
        #expect(try await refusals("all", server) == 1)
        await one.close()
        await server.stop()
    }

    @Test func aUserWhoHasTheirSessionsIsToldSo() async throws {
        let (server, alice) = try await started("--sessions-per-user", "2")
        try await alice.create("other", on: server)
        let refused = try await server.client.send(
            "POST", "/api/user/alice/session", headers: alice.bearer, json: #"{"session_id":"third","template":"x"}"#)
        #expect(refused.status == 409)
        #expect(try refused.json["code"]?.string == "session_limit_reached")
        await server.stop()
    }

    /// 1 MiB of picture, and one byte more.
    @Test(arguments: [(1_048_576, 201), (1_048_577, 400)]) func aPictureHasAMebibyteAtMost(
        size: Int, status: Int
    ) async throws {
        let (server, alice) = try await started()
        let line = String(repeating: "x", count: 1_024)
        // 1,023 lines by the loop, and the rest as it is.
        let rest = String(repeating: "y", count: size - 1_023 * 1_024)
        let made = try await server.client.send(
            "POST", "/api/user/alice/session", headers: alice.bearer,
            json: #"{"session_id":"large","template":"{% for i in range(end=1023) %}\#(line){% endfor %}\#(rest)"}"#)
        #expect(made.status == status, "\(made.text.prefix(300))")
        if status == 201 {
            #expect(try await server.client.send("GET", "/image/alice/large").response.body.count == size)
        }
        await server.stop()
    }
}
