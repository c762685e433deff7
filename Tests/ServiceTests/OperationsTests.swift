import ContractTesting
import Foundation
import Glibc
import Redis
import Testing

/// What operators and their machines ask of a running server.
@Suite struct ServerOperationsTests {
    private func metrics(_ server: VellumServer) async throws -> String {
        try await server.client.send("GET", "/metrics", judge: false).text
    }

    @Test func promtoolFindsNothingToComplainOf() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "1"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        _ = try? await Person.register("bob", on: server)
        let stream = try await server.client.openStream("/stream/alice/main")
        _ = try await stream.nextPart()
        _ = try await server.client.send("GET", "/nowhere", judge: false)

        let text = try await metrics(server)
        for line in [
            #"vellum_http_requests_total{method="POST",route="/api/v1/auth/register",status="201"} 1"#,
            #"vellum_http_requests_total{method="POST",route="/api/v1/auth/register",status="429"} 1"#,
            #"vellum_http_requests_total{method="",route="",status="404"} 1"#,
            #"vellum_http_request_duration_seconds_count{method="GET",route="/stream/{user_id}/{session_id}"} 1"#,
            "vellum_streams 1", "vellum_watched_sessions 1", "vellum_redis_up 1",
            #"vellum_pool_queue_length{pool="passwords"} 0"#, #"vellum_rate_limited_total{action="register"} 1"#,
            #"vellum_audit_events_total{event="registered"} 1"#,
            #"vellum_token_verifications_total{outcome="accepted"} 1"#,
            #"vellum_ignored_properties_total{operation="createSession"} 0"#, "vellum_audit_failures_total 0",
        ] {
            #expect(text.contains("\n\(line)\n"), "\(line)")
        }
        let file = server.folder + "/metrics"
        try text.write(toFile: file, atomically: true, encoding: .utf8)
        let promtool = try ChildProcess(
            ["sh", "-c", "promtool check metrics < \(file)"], directory: server.folder, output: file + ".check")
        #expect(await promtool.exitStatus() == 0)
        #expect(promtool.text == "")
        await stream.close()
        await server.stop()
    }

    @Test func readinessNamesItsReasonWhileRedisHangsAndReturns() async throws {
        let server = try await VellumServer.start()
        let ready = try await server.client.send("GET", "/readyz", judge: false)
        #expect(ready.status == 200)
        #expect(try ready.json["status"]?.string == "ready")
        let pid = try #require(server.redisPID)
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        let hanging = try await server.client.send("GET", "/readyz", judge: false)
        #expect(hanging.status == 503)
        #expect(hanging.response["Retry-After"] == "1")
        #expect(hanging.text.contains(#"{"name":"redis","status":"failed","reason":"Redis does not answer"}"#))
        #expect(try await server.client.send("GET", "/healthz", judge: false).status == 200)
        kill(pid, SIGCONT)
        #expect(
            try await eventually { try await server.client.send("GET", "/readyz", judge: false).status == 200 })
        await server.stop()
    }

    @Test func theLogOfRevocationsThatFallsSilentIsAReason() async throws {
        let server = try await VellumServer.start()
        let redis = try await server.redis()
        // A key of another type: the follower gets errors, while everything else goes on.
        _ = try await redis.command("SET", "{revocations}:log", "broken")
        var answer = try await server.client.send("GET", "/readyz", judge: false)
        for _ in 0..<500 where answer.status == 200 {
            try await Task.sleep(for: .milliseconds(20))
            answer = try await server.client.send("GET", "/readyz", judge: false)
        }
        #expect(answer.status == 503)
        #expect(answer.text.contains(#""name":"revocations","status":"failed","reason":"the log of revocations"#))
        await redis.close()
        await server.stop()
    }
}
