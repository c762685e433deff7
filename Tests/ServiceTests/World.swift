import ContractTesting
import Redis

/// The servers and people that the contract cases need.
struct World: Sendable {
    /// No rate limits, so that cases do not disturb one another.
    let server: VellumServer
    /// One attempt a minute.
    let limited: VellumServer
    /// Issues tokens to whoever asks.
    let open: VellumServer
    /// Room for one connection, which is taken.
    let full: VellumServer
    let occupant: StreamReader
    let alice: Person
    let bob: Person
    /// Whose records get broken.
    let victim: Person
    /// Of the limited server.
    let walker: Person

    /// For introspection.
    static let secret = "a-secret-of-the-tests"

    static func make() async throws -> World {
        let environment = ["VELLUM_INTROSPECTION_SECRET": secret]
        async let server = VellumServer.start(["--auth-attempts-per-minute", "0"], environment: environment)
        async let limited = VellumServer.start(
            ["--auth-attempts-per-minute", "1", "--public-writes-per-minute", "1"], environment: environment)
        async let open = VellumServer.start(["--open-tokens", "--auth-attempts-per-minute", "0"])
        async let full = VellumServer.start(["--max-connections", "1", "--auth-attempts-per-minute", "0"])
        let main = try await server
        let walker = try await Person.register("walker", on: try await limited)
        let alice = try await Person.register("alice", on: main)
        try await alice.create("main", on: main)
        try await PublicSessionCases.create("public-main", on: main)
        let victim = try await Person.register("victim", on: main)
        try await victim.create("main", on: main)
        let busy = try await full
        let guest = try await patiently { try await Person.register("guest", on: busy) }
        try await patiently { try await guest.create("main", on: busy) }
        return World(
            server: main, limited: try await limited, open: try await open, full: busy,
            occupant: try await patiently { try await busy.client.openStream("/stream/guest/main") }, alice: alice,
            bob: try await Person.register("bob", on: main), victim: victim, walker: walker)
    }

    /// The server notices a moment later that the connection before has gone, and until then it is full.
    private static func patiently<Value: Sendable>(_ step: () async throws -> Value) async throws -> Value {
        for _ in 0..<100 {
            if let value = try? await step() { return value }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try await step()
    }

    func openToken() async throws -> [(String, String)] {
        let exchange = try await open.client.send("POST", "/api/auth/token", json: #"{"user_id":"nobody"}"#)
        return [("Authorization", "Bearer \(try exchange.json["token"]?.string ?? "")")]
    }

    func stop() async {
        await occupant.close()
        for server in [server, limited, open, full] { await server.stop() }
    }
}
