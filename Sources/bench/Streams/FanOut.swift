internal import EventLoop

/// One session and all its viewers.
struct FanOut {
    private static let viewers = 2_000
    private static let updates = 40
    /// Nanoseconds between two updates.
    private static let pause: UInt64 = 250_000_000
    /// Milliseconds.
    private static let bound = 50.0

    private let rig: StreamsRig

    init(_ rig: StreamsRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let server = try rig.vellum(viewers: FanOut.viewers)
        let owner = try await User.register("owner", Connection(Client(rig.loop, port: server.port)))
        try await owner.create("watched", template: SessionCrowd.template)
        let crowd = try SessionCrowd(owner: owner.name, port: server.port)
        try await crowd.open(["watched"], viewersEach: FanOut.viewers, updates: FanOut.updates)
        let (answered, use) = try await server.measure {
            try await FanOut.update(owner, FanOut.updates, pause: FanOut.pause, rig.loop)
        }
        let delays = CrowdedSessions.delays([answered], try await crowd.finish(last: FanOut.updates))
        report.add(
            "\(FanOut.viewers) viewers of one session, answered PUT to frame", delays,
            seconds: Double(FanOut.updates) * Double(FanOut.pause) / 1e9, use)
        report.require("fanout: p99 at most 50 ms", delays, percentile: 99, below: FanOut.bound)
        report.require(
            "fanout: every viewer has every frame", isMet: delays.count == FanOut.viewers * FanOut.updates,
            "\(delays.count) of \(FanOut.viewers * FanOut.updates)")
    }

    /// Updates `watched`, one after another.
    ///
    /// - Returns: when each was answered.
    static func update(
        _ owner: User, from number: Int = 0, _ count: Int, pause: UInt64, _ loop: EventLoop
    ) async throws -> [UInt64] {
        var answered: [UInt64] = []
        for turn in 1...count {
            try await owner.put("watched", number + turn)
            answered.append(EventLoop.monotonicNow())
            await loop.sleep(nanoseconds: pause)
        }
        return answered
    }
}
