internal import EventLoop

/// How long small requests take, alone and beside streams.
struct Latency {
    private static let streams = 1_000
    private static let connections = 16
    /// Requests a second of each connection: so few that a pause of the server delays one request of each, and hides
    /// none behind it.
    private static let rate = 32
    private static let seconds = 4

    private let rig: Rig

    init(_ rig: Rig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let server = try rig.vellum()
        defer { server.stop() }
        let client = Client(rig.loop, port: server.port)
        let owner = try await User.register("owner", Connection(client))
        try await owner.create("watched", template: WatchedSession.template)
        let session = try WatchedSession(owner, port: server.port)
        let connections = try (0..<Latency.connections).map { _ in try Connection(client) }
        var alone: [Times] = []
        var beside: [Times] = []
        for round in 0..<rig.options.rounds {
            alone.append(try await requests(connections))
            let number = round * Latency.seconds
            try await session.watch(Latency.streams, from: number, updates: Latency.seconds)
            async let updates: Void = update(owner, from: number)
            beside.append(try await requests(connections))
            try await updates
            if let failure = await session.close() { throw failure }
            EngineBench.say("round \(round + 1)  alone          \(describe(alone[round]))")
            EngineBench.say("         beside streams \(describe(beside[round]))")
        }
        // Of the rounds, not of all times together: one bad moment of the machine is one round's.
        let few = RequestRows.median(alone.map { Double($0.percentile(99)) / 1e6 })
        let many = RequestRows.median(beside.map { Double($0.percentile(99)) / 1e6 })
        report.require(
            "p99 beside 1,000 streams at most 1.5 times that without, and 1 ms", isMet: many <= 1.5 * few + 1,
            "\(Report.decimal(many)) ms, \(Report.decimal(few)) ms without")
    }

    private func describe(_ times: Times) -> String {
        "p50 \(Report.milliseconds(times.percentile(50))), p99 \(Report.milliseconds(times.percentile(99))) ms"
    }

    /// Each connection at a steady pace of its own, all spread evenly; a time counts from the sending.
    private func requests(_ connections: [Connection]) async throws -> Times {
        let request = Request.make("GET", RequestRows.path)
        let interval = UInt64(1_000_000_000 / Latency.rate)
        let begin = EventLoop.monotonicNow() + 100_000_000
        let loop = rig.loop
        return try await withThrowingTaskGroup(of: [Int64].self) { group in
            for (index, connection) in connections.enumerated() {
                group.addTask {
                    var times: [Int64] = []
                    for turn in 0..<UInt64(Latency.seconds * Latency.rate) {
                        let due = begin + turn * interval + interval * UInt64(index) / UInt64(connections.count)
                        let now = EventLoop.monotonicNow()
                        if due > now { await loop.sleep(nanoseconds: due - now) }
                        let sent = EventLoop.monotonicNow()
                        let answer = try await connection.exchange(request)
                        guard answer.status == 200 else { throw BenchFailure("the answer was \(answer.status)") }
                        times.append(Int64(EventLoop.monotonicNow() - sent))
                    }
                    return times
                }
            }
            var times: [Int64] = []
            for try await some in group { times += some }
            return Times(times)
        }
    }

    /// A message for every stream once a second.
    private func update(_ owner: User, from number: Int) async throws {
        for turn in 1...Latency.seconds {
            try await owner.put("watched", number + turn)
            if turn < Latency.seconds { await rig.loop.sleep(nanoseconds: 1_000_000_000) }
        }
    }
}
