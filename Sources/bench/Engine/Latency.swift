internal import EventLoop

/// How long small requests take, alone and beside streams.
struct Latency {
    private static let streams = 1_000

    private let rig: Rig

    init(_ rig: Rig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let server = try rig.vellum()
        defer { server.stop() }
        let client = Client(rig.loop, port: server.port)
        let owner = try await User.register("owner", Connection(client))
        try await owner.create("watched", template: WatchedSession.template)
        let session = try WatchedSession(owner, port: server.port)
        let requests = try PacedRequests(client)
        var alone: [Times] = []
        var beside: [Times] = []
        for round in 0..<rig.options.rounds {
            alone.append(try await requests.times())
            let number = round * PacedRequests.seconds
            try await session.watch(Latency.streams, from: number, updates: PacedRequests.seconds)
            async let updates: Void = update(owner, from: number)
            beside.append(try await requests.times())
            try await updates
            if let failure = await session.close() { throw failure }
            EngineBench.say("round \(round + 1)  alone          \(PacedRequests.describe(alone[round]))")
            EngineBench.say("         beside streams \(PacedRequests.describe(beside[round]))")
        }
        PacedRequests.judge("p99 beside 1,000 streams", alone, beside, &report)
    }

    /// A message for every stream once a second.
    private func update(_ owner: User, from number: Int) async throws {
        for turn in 1...PacedRequests.seconds {
            try await owner.put("watched", number + turn)
            if turn < PacedRequests.seconds { await rig.loop.sleep(nanoseconds: 1_000_000_000) }
        }
    }
}
