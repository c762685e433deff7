internal import EventLoop

/// Ten thousand viewers, a hundred sessions, one update of each a second.
struct CrowdedSessions {
    /// Milliseconds.
    private static let bound = 150.0
    /// KiB.
    private static let memoryBound = 100_000_000 / 1_024
    /// KiB that RssAnon may gain from a sixth of the time to its end: less than what a leak of 4 bytes a frame would add.
    private static let growthBound = 2_048

    private let rig: StreamsRig

    init(_ rig: StreamsRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let (viewers, sessions, seconds) = (rig.options.viewers, rig.options.sessions, rig.options.seconds)
        let server = try rig.vellum(viewers: viewers)
        let client = Client(rig.loop, port: server.port)
        let owner = try await User.register("owner", Connection(client))
        let names = (1...sessions).map { "session-\($0)" }
        var owners: [User] = []
        for name in names {
            try await owner.create(name, template: SessionCrowd.template)
            owners.append(owner.on(try Connection(client)))
        }
        let crowd = try SessionCrowd(owner: owner.name, port: server.port)
        try await crowd.open(names, viewersEach: viewers / sessions, updates: seconds)
        EngineBench.say("\(viewers) viewers have their first frame; RssAnon \(server.anonymousMemory) KiB")
        async let memory = watch(server, seconds: seconds)
        let (answered, use) = try await server.measure { try await update(owners, names, seconds: seconds) }
        let samples = await memory
        let arrivals = try await crowd.finish(last: seconds)

        let delays = CrowdedSessions.delays(answered, arrivals)
        report.add(
            "\(viewers) viewers, \(sessions) sessions, answered PUT to frame", delays, seconds: Double(seconds), use)
        report.require("crowd: p99 at most 150 ms", delays, percentile: 99, below: CrowdedSessions.bound)
        let expected = viewers / sessions * sessions * seconds
        // Else `finish` had thrown.
        report.require(
            "crowd: every viewer has the last frame, nothing is malformed", isMet: delays.count > 0,
            "\(delays.count) of \(expected) frames came; the others were overtaken by newer ones")
        let (early, late, most) = (samples[samples.count / 6], samples.last ?? 0, samples.max() ?? 0)
        report.require(
            "crowd: RssAnon at most 100 MB", isMet: most <= CrowdedSessions.memoryBound, "\(most) KiB at most")
        report.require(
            "crowd: RssAnon does not grow", isMet: late - early <= CrowdedSessions.growthBound,
            "\(early) KiB after \(seconds / 6) s, \(late) KiB at the end")
    }

    /// How long each frame took to each viewer, from the answer to its PUT.
    static func delays(_ answered: [[UInt64]], _ arrivals: [[[UInt64]]]) -> Times {
        var delays: [Int64] = []
        for (answers, frames) in zip(answered, arrivals) {
            // The first frame was there before.
            for (answer, times) in zip(answers, frames.dropFirst()) {
                delays += times.map { Int64($0) - Int64(answer) }
            }
        }
        return Times(delays)
    }

    /// - Returns: for each session, when each update was answered.
    private func update(_ owners: [User], _ names: [String], seconds: Int) async throws -> [[UInt64]] {
        let begin = EventLoop.monotonicNow() + 100_000_000
        let loop = rig.loop
        return try await withThrowingTaskGroup(of: (Int, [UInt64]).self) { group in
            for (index, owner) in owners.enumerated() {
                group.addTask {
                    // All spread evenly over the second.
                    let shift = 1_000_000_000 * UInt64(index) / UInt64(owners.count)
                    var answered: [UInt64] = []
                    for turn in 1...seconds {
                        let due = begin + UInt64(turn - 1) * 1_000_000_000 + shift
                        let now = EventLoop.monotonicNow()
                        if due > now { await loop.sleep(nanoseconds: due - now) }
                        try await owner.put(names[index], turn)
                        answered.append(EventLoop.monotonicNow())
                    }
                    return (index, answered)
                }
            }
            var answered = Array(repeating: [UInt64](), count: owners.count)
            for try await (index, times) in group { answered[index] = times }
            return answered
        }
    }

    /// RssAnon once a second, KiB.
    private func watch(_ server: Server, seconds: Int) async -> [Int] {
        var samples: [Int] = []
        for _ in 0..<seconds {
            await rig.loop.sleep(nanoseconds: 1_000_000_000)
            samples.append(server.anonymousMemory)
        }
        return samples
    }
}
