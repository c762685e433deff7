internal import EventLoop
internal import Glibc
internal import HTTPServer

/// What a connection costs that only waits, and one with an open stream: growth of RssAnon between two counts, so that
/// what the server has anyway is no part of it.
struct ConnectionMemory {
    private static let connectionBound = 256.0
    private static let streamBound = 2_048.0

    private let rig: Rig

    init(_ rig: Rig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let server = try rig.vellum()
        let nginx = try rig.nginx(answering: try await SampleAnswer.of(RequestRows.path, rig.loop, server.port))
        let each = try await idle(server.pid, server.port)
        report.note("an idle kept connection of nginx: \(Int(try await idle(nginx.pid, nginx.port))) bytes")
        server.stop()
        nginx.stop()
        // A loop's tables have a place for every descriptor. Those of one loop, even where there are more: which loops
        // accepted how many is not known, and what is left counts as the connection's.
        let table = Double(HTTPServer.tableBytesPerConnection)
        report.require(
            "an idle kept connection at most 256 bytes beyond the tables",
            isMet: each - table <= ConnectionMemory.connectionBound,
            "\(Int(each - table)) bytes, with the tables \(Int(each))")
        let stream = try await streams()
        report.require(
            "an open stream at most 2 KiB", isMet: stream <= ConnectionMemory.streamBound, "\(Int(stream)) bytes")
    }

    /// Bytes of a connection, from 2,000 to 10,000 that have had an answer each.
    private func idle(_ pid: pid_t, _ port: UInt16) async throws -> Double {
        let client = Client(rig.loop, port: port)
        let request = Request.make("GET", RequestRows.path)
        var connections: [Connection] = []
        defer { for connection in connections { connection.close() } }
        func open(_ count: Int) async throws -> Int {
            while connections.count < count {
                let connection = try Connection(client)
                connections.append(connection)
                _ = try await connection.exchange(request)
            }
            return Server.anonymousMemory(of: pid)
        }
        let few = try await open(2_000)
        let many = try await open(10_000)
        // None was closed meanwhile.
        for connection in connections { _ = try await connection.exchange(request) }
        return Double((many - few) * 1_024) / 8_000
    }

    /// Bytes of a stream, from 200 to 2,200 of one session.
    private func streams() async throws -> Double {
        let server = try rig.vellum()
        defer { server.stop() }
        let owner = try await User.register("owner", Connection(Client(rig.loop, port: server.port)))
        try await owner.create("watched", template: WatchedSession.template)
        let session = try WatchedSession(owner, port: server.port)
        try await session.watch(200, from: 0, updates: 0)
        let few = server.anonymousMemory
        try await session.watch(2_000, from: 0, updates: 0)
        let many = server.anonymousMemory
        await session.close()
        return Double((many - few) * 1_024) / 2_000
    }
}
