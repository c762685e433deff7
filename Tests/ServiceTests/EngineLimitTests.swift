import ContractTesting
import Foundation
import Testing

/// Limits of the engine, as options of the command, at a running server.
@Suite struct EngineLimitTests {
    private func status(_ server: VellumServer, fields: Int) async throws -> Int {
        let lines = ["Host: a", "Connection: close"] + Array(repeating: "A: b", count: fields - 2)
        let request = "GET /healthz HTTP/1.1\r\n\(lines.joined(separator: "\r\n"))\r\n\r\n"
        let answer = String(decoding: try await server.client.sendRaw([UInt8](request.utf8)), as: UTF8.self)
        return Int(answer.dropFirst(9).prefix(3)) ?? 0
    }

    @Test func anOptionReachesTheEngine() async throws {
        let server = try await VellumServer.start(["--field-count", "5"])
        #expect(try await status(server, fields: 5) == 200)
        #expect(try await status(server, fields: 6) == 431)
        await server.stop()
    }

    @Test func anEnvironmentVariableReachesTheEngine() async throws {
        let server = try await VellumServer.start(environment: ["VELLUM_FIELD_COUNT": "5"])
        #expect(try await status(server, fields: 6) == 431)
        await server.stop()
    }

    @Test func oneMoreStreamIsAnsweredInTheDocumentedShape() async throws {
        let server = try await VellumServer.start(["--max-streams", "1", "--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let stream = try await server.client.openStream("/stream/alice/main")
        _ = try await stream.nextPart()
        let refused = await #expect(throws: StreamRefused.self) {
            try await server.client.openStream("/stream/alice/main")
        }
        #expect(refused?.exchange.response.status == 503)
        #expect(refused?.exchange.response.fields.contains { $0.name == "Retry-After" } == true)
        await stream.close()
        await server.stop()
    }

    @Test func oneMoreConnectionOfAnAddressIsAnsweredInTheDocumentedShape() async throws {
        let server = try await VellumServer.start([
            "--max-connections-per-address", "1", "--auth-attempts-per-minute", "0",
        ])
        let alice = try await eventually { try await Person.register("alice", on: server) }
        try await eventually { try await alice.create("main", on: server) }
        let stream = try await eventually { try await server.client.openStream("/stream/alice/main") }
        let refused = try await server.client.send("GET", "/image/alice/main")
        #expect(refused.response.status == 503)
        #expect(refused.text.contains("too_many_connections"))
        await stream.close()
        await server.stop()
    }

    /// The server notices a moment later that the connection before has gone, and until then that one counts.
    private func eventually<Value: Sendable>(_ step: () async throws -> Value) async throws -> Value {
        for _ in 0..<500 {
            if let value = try? await step() { return value }
            try await Task.sleep(for: .milliseconds(10))
        }
        return try await step()
    }

    /// A request that lacks its body is in flight for thirty seconds, and a stop waits ten, unless it is told otherwise.
    @Test func aStopWaitsNoLongerThanItIsTold() async throws {
        let server = try await VellumServer.start(["--stop-timeout", "100ms"])
        let request =
            "POST /api/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n"
        async let answer = server.client.sendRaw([UInt8](request.utf8), timeout: .seconds(60))
        while try await server.openConnections < 2 { try await Task.sleep(for: .milliseconds(10)) }
        let start = ContinuousClock.now
        await server.stop()
        #expect(ContinuousClock.now - start < .seconds(8))
        #expect(try await answer.isEmpty)
    }
}

extension VellumServer {
    /// With that which asks.
    fileprivate var openConnections: Int {
        get async throws {
            let text = try await client.send("GET", "/metrics", judge: false).text
            return text.firstMatch(of: /\nvellum_http_connections (\d+)/).flatMap { Int($0.1) } ?? 0
        }
    }
}
