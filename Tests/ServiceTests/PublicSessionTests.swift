import ContractTesting
import Foundation
import Redis
import Testing

/// Sessions without an owner, as existing clients use them.
@Suite struct PublicSessionTests {
    private func text(_ exchange: Exchange, _ name: String) throws -> String? { try exchange.json[name]?.string }

    @Test func lifetimesAreUnderstoodAsOldAndNewClientsWriteThem() async throws {
        let server = try await VellumServer.start()
        let redis = try await server.redis()
        let cases = [
            ("", 86_400), (#","expire_seconds":7"#, 7), (#","expire":"90s""#, 90), (#","expire":"15m""#, 900),
            (#","expire":"1h 30m""#, 5_400), (#","expire":"1d""#, 86_400), (#","expire":"1d2h""#, 93_600),
            (#","expire":"30d""#, 2_592_000), (#","expire":"2m","expire_seconds":7"#, 120),
        ]
        for (index, (more, seconds)) in cases.enumerated() {
            let made = try await PublicSessionCases.create("life-\(index)", more: more, on: server)
            #expect(made.status == 201, "\(more): \(made.text)")
            #expect(made.response["Location"] == "/api/session/life-\(index)")
            let left = try await redis.command("TTL", "session:{life-\(index)}").integerValue
            #expect((Int64(seconds) - 3...Int64(seconds)).contains(left ?? -1), "\(more): \(left ?? -1)")
        }
        for wrong in ["0s", "31d", "30d 1s", "9999999d", "1h 30", "h", "-1s", "1w", "", "1h  2m", " 1h"] {
            let refused = try await PublicSessionCases.create("never", more: #","expire":"\#(wrong)""#, on: server)
            #expect(refused.status == 400, "\(wrong)")
            #expect(refused.text.contains(#""pointer":"/expire""#), "\(wrong): \(refused.text)")
        }
        #expect(try await redis.command("EXISTS", "session:{never}").integerValue == 0)
        await redis.close()
        await server.stop()
    }

    @Test func whatOldClientsSendBesidesIsIgnoredAndCounted() async throws {
        let server = try await VellumServer.start()
        let made = try await PublicSessionCases.create("old", more: #","theme":"dark","tags":[1,{"a":2}]"#, on: server)
        #expect(made.status == 201)
        let put = try await server.client.send(
            "PUT", "/api/session/old", json: #"{"session_id":"other","args":{"value":"two"},"force":true}"#)
        #expect(put.status == 200)
        #expect(try text(put, "session_id") == "old", "an ignored property changes nothing")
        let metrics = try await server.client.send("GET", "/metrics", judge: false).text
        #expect(metrics.contains(#"vellum_ignored_properties_total{operation="createSession"} 2"#))
        #expect(metrics.contains(#"vellum_ignored_properties_total{operation="updateSession"} 2"#))
        await server.stop()
    }

    @Test func aViewerSeesEveryChange() async throws {
        let server = try await VellumServer.start()
        try await PublicSessionCases.create("seen", on: server)
        let stream = try await server.client.openStream("/stream/seen")
        #expect(try await String(decoding: stream.nextPart()?.body ?? [], as: UTF8.self).contains("one"))
        _ = try await server.client.send("PUT", "/api/session/seen", json: #"{"args":{"value":"two"}}"#)
        #expect(try await String(decoding: stream.nextPart()?.body ?? [], as: UTF8.self).contains("two"))
        await stream.close()
        await server.stop()
    }

    @Test func oneBeyondTheLimitIsRefused() async throws {
        let server = try await VellumServer.start(["--max-public-sessions", "1"])
        #expect(try await PublicSessionCases.create("one", on: server).status == 201)
        let refused = try await PublicSessionCases.create("two", on: server)
        #expect(refused.status == 409)
        #expect(try text(refused, "code") == "session_limit_reached")
        #expect(try text(await PublicSessionCases.create("one", on: server), "code") == "session_exists")
        #expect(server.logLines("event=public_session_created", "session=one", "request=").count == 1)
        await server.stop()
    }

    @Test func publicSessionsCanBeSwitchedOff() async throws {
        let server = try await VellumServer.start(["--no-public-sessions"])
        for call in PublicSessionCases.calls("public-main") {
            #expect(try await call.send(to: server).status == 404, "\(call.operationID)")
        }
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        #expect(try await server.client.send("GET", "/image/alice/main").status == 200)
        await server.stop()
    }

    /// Whatever is sent as an ID, no public operation reads or changes what belongs to a user.
    @Test func noIDLetsAPublicOperationTouchAUsersSession() async throws {
        let server = try await VellumServer.start(["--public-writes-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("secret", value: "hidden", on: server)
        let redis = try await server.redis()
        let before = try await redis.command("DUMP", "user:{alice}:session:secret")
        let ids = [
            "alice/secret", "alice%2Fsecret", "alice%2fsecret", "alice%252Fsecret",
            "..%2Fuser%2Falice%2Fsession%2Fsecret",
            "user:{alice}:session:secret", "user%3A%7Balice%7D%3Asession%3Asecret", "%7Balice%7D%3Asession%3Asecret",
            "{alice}:session:secret", "}user:{alice}:session:secret", "sec%72et", "secret.svg", "secret", "alice",
            "alice%00/secret",
            "secret%00",
            "*", "%2A", "alice:secret", "alice%0d%0asecret", "../alice/secret", "..", "%2e%2e", "SECRET",
            "alice\\secret", "session:{x}}user:{alice}:session:secret", "\u{ff0e}\u{ff0e}", "secret%20",
        ]
        for id in ids {
            let encoded = String(decoding: id.utf8.filter { (0x21...0x7E).contains($0) }, as: UTF8.self)
            for (method, path) in [
                ("GET", "/api/session/"), ("PUT", "/api/session/"), ("GET", "/image/"), ("GET", "/stream/"),
            ] {
                // That is the user's own address, and public to read.
                if id == "alice/secret" && path != "/api/session/" { continue }
                let body = method == "PUT" ? #"{"args":{"value":"stolen"}}"# : nil
                let exchange = try await server.client.send(
                    method, path + encoded, headers: body == nil ? [] : [("Content-Type", "application/json")],
                    body: Array((body ?? "").utf8), judge: false)
                #expect([400, 404].contains(exchange.status), "\(method) \(path)\(encoded): \(exchange.status)")
                #expect(!exchange.text.contains("hidden"), "\(method) \(path)\(encoded)")
            }
            let quoted = try String(decoding: JSONEncoder().encode(id), as: UTF8.self)
            let made = try await server.client.send(
                "POST", "/api/session",
                json: #"{"session_id":\#(quoted),"template":"<svg/>","args":{"value":"stolen"}}"#, judge: false)
            let isValid =
                id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._~-".contains($0)) }
                && id != ".." && !id.hasSuffix(".svg")
            #expect(made.status == (isValid ? 201 : 400), "\(id): \(made.status)")
            #expect(try await redis.command("DUMP", "user:{alice}:session:secret") == before, "\(id)")
        }
        let keys = try await redis.command("KEYS", "session:*").elements?.compactMap(\.text) ?? []
        #expect(Set(keys) == ["session:{secret}", "session:{alice}", "session:{SECRET}"])
        #expect(try await server.client.send("GET", "/image/alice/secret").text.contains("hidden"))
        await redis.close()
        await server.stop()
    }
}
