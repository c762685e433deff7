import ContractTesting
import Foundation
import Redis
import Synchronization
import Testing

/// A server whose whole log is read once it has stopped, and no secret that was ever seen may stand in it.
final class LogWatch: Sendable {
    let server: VellumServer
    let redis: Redis
    private let secrets = Mutex(Secrets())

    /// What every request says it is.
    static let agent = #"tests/1.0 (log; "watch")"#
    /// Has to be escaped in URLs, forms, JSON and logfmt alike.
    static let password = #"Sw0rd/fish & \"100%\" = Ü+"#

    private init(server: VellumServer, redis: Redis) {
        self.server = server
        self.redis = redis
    }

    static func start(_ options: [String] = ["--auth-attempts-per-minute", "0"]) async throws -> LogWatch {
        let server = try await VellumServer.start(options)
        let watch = LogWatch(server: server, redis: try await server.redis())
        for user in ["alice", "bob"] {
            let typed = password.replacing("\\\"", with: "\"")
            watch.secrets.withLock { $0.add(password: typed, of: user) }
        }
        return watch
    }

    /// Sends a request under an ID of its own.
    @discardableResult
    func send(
        _ method: String, _ path: String, as id: String, headers: [(String, String)] = [], json: String? = nil
    ) async throws -> Exchange {
        let fields = headers + [("X-Request-Id", id), ("User-Agent", Self.agent)]
        let exchange =
            if let json {
                try await server.client.send(method, path, headers: fields, json: json)
            } else {
                try await server.client.send(method, path, headers: fields)
            }
        #expect(exchange.response["X-Request-Id"] == id)
        secrets.withLock { $0.collect(exchange) }
        return exchange
    }

    func register(_ user: String, as id: String = "setup") async throws -> Person {
        let exchange = try await send(
            "POST", "/api/v1/auth/register", as: id,
            json: #"{"user_id":"\#(user)","email":"\#(user)@example.com","password":"\#(Self.password)"}"#)
        return try Self.person(user, exchange.status == 201 ? exchange.json["tokens"] : nil)
    }

    @discardableResult
    func login(_ identifier: String, password: String = LogWatch.password, as id: String) async throws -> Exchange {
        try await send(
            "POST", "/api/v1/auth/login", as: id, json: #"{"identifier":"\#(identifier)","password":"\#(password)"}"#)
    }

    @discardableResult
    func refresh(_ token: String, as id: String) async throws -> Exchange {
        try await send("POST", "/api/v1/auth/refresh", as: id, json: #"{"refresh_token":"\#(token)"}"#)
    }

    private static func person(_ user: String, _ tokens: JSONTree?) throws -> Person {
        guard let access = tokens?["access_token"]?.string, let refresh = tokens?["refresh_token"]?.string else {
            throw ChildFailure(what: "\(user) got no tokens")
        }
        return Person(id: user, access: access, refresh: refresh)
    }

    /// The entries of the audit stream, oldest first.
    func audited() async throws -> [[String: String]] {
        try await redis.command("XRANGE", "audit", "-", "+").elements?.map { entry in
            let words = entry.elements?.last?.elements?.map { $0.text ?? "" } ?? []
            var fields: [String: String] = [:]
            for index in stride(from: 0, to: words.count - 1, by: 2) { fields[words[index]] = words[index + 1] }
            return fields
        } ?? []
    }

    func secrets(in text: String) -> [String] { secrets.withLock { $0.found(in: text) } }

    /// Stops the server; all lines of its log of events. Those of the access log must keep secrets too.
    /// - Parameter keepsFolder: for a server that starts again on the same data.
    func finish(keepsFolder: Bool = false) async throws -> [LogLine] {
        var all = secrets.withLock { $0 }
        try await all.collect(redis)
        await redis.close()
        server.child.send(SIGTERM)
        #expect(await server.child.exitStatus() == 0)
        let log = server.log
        #expect(all.texts.count > 5)
        #expect(all.found(in: log).isEmpty)
        if !keepsFolder { try FileManager.default.removeItem(atPath: server.folder) }
        let events = log.split(separator: "\n").filter { !$0.contains(" event=request request=") }
        return try events.map { try #require(LogLine($0), "no line of a log: \($0)") }
    }
}
