internal import EventLoop
internal import JSON

/// The scenarios, each with its requirement.
struct Scenarios {
    let options: Options
    let server: Server
    let client: Client
    private let crowd = Crowd()

    /// Milliseconds.
    private static let frameLimit = 250.0
    private static let userLimit = 50.0
    private static let listLimit = 100.0

    init(options: Options, server: Server, client: Client) {
        self.options = options
        self.server = server
        self.client = client
    }

    // MARK: Viewers

    /// Many viewers of one session see each update soon and whole.
    func viewers(_ report: inout Report) async throws {
        let owner = try await User.register("owner", Connection(client))
        let space = String(repeating: "~", count: max(0, options.frameBytes - 100))
        let frame = { (value: String) in
            #"<svg xmlns="http://www.w3.org/2000/svg"><desc>\#(space)</desc><text>\#(value)</text></svg>"#
        }
        let frames = (0...options.puts).map { Array(frame(String($0)).utf8) }
        try await owner.create("watched", template: frame("{{ n }}"))
        let audience = Audience(of: options.viewers, frames: frames)
        let (viewers, opening) = try await server.measure {
            var viewers: [Viewer] = []
            for _ in 0..<options.viewers {
                viewers.append(try Viewer(client, "/stream/owner/watched", audience))
                // The server accepts meanwhile: a queue of its listener that is full would cost a second.
                if viewers.count % 50 == 0 { await client.loop.sleep(nanoseconds: 5_000_000) }
            }
            _ = await audience.wait(for: 0, on: client.loop)
            return viewers
        }
        var fromSending: [Int64] = []
        var fromAnswer: [Int64] = []
        let began = EventLoop.monotonicNow()
        let (_, use) = try await server.measure {
            for number in 1...options.puts where audience.failures.isEmpty {
                await client.loop.sleep(nanoseconds: 200_000_000)
                let sent = EventLoop.monotonicNow()
                try await owner.put("watched", number)
                let answered = EventLoop.monotonicNow()
                for time in await audience.wait(for: number, on: client.loop) {
                    fromSending.append(Int64(time) - Int64(sent))
                    fromAnswer.append(Int64(time) - Int64(answered))
                }
            }
        }
        let seconds = Double(EventLoop.monotonicNow() - began) / 1e9
        for viewer in viewers { viewer.close() }
        report.add(
            "frame at \(options.viewers) viewers, from sending PUT", Times(fromSending), seconds: seconds,
            Use(
                processor: use.processor, memoryBefore: opening.memoryBefore, memoryAfter: use.memoryAfter))
        report.add("  from its answer", Times(fromAnswer))
        report.require(
            "every viewer has the frame within 250 ms", Times(fromSending), percentile: 100, below: Self.frameLimit)
        let expected = options.viewers * options.puts
        report.require(
            "every frame came to every viewer, whole and in order",
            isMet: audience.failures.isEmpty && fromSending.count == expected,
            audience.failures.first?.description ?? "\(fromSending.count) of \(expected)")
    }

    // MARK: Users

    /// Many users ask who they are, at a steady pace, then as fast as they can.
    func users(_ report: inout Report) async throws {
        let users = try await crowd.users(options.users, client)
        let (paced, use) = try await server.measure {
            try await steadily(users, seconds: options.seconds)
        }
        report.add("GET me, \(users.count) users, steady", paced, seconds: Double(options.seconds), use)
        let (flat, flatUse) = try await server.measure {
            let end = EventLoop.monotonicNow() + 5_000_000_000
            return try await concurrently(users) { user, _ in
                var times: [Int64] = []
                while EventLoop.monotonicNow() < end { times.append(try await user.askMe()) }
                return times
            }
        }
        report.add("  as fast as they can", flat, seconds: 5, flatUse)
        report.require("p99 of the steady load below 50 ms", paced, percentile: 99, below: Self.userLimit)
        let wanted = users.count * options.rate * options.seconds
        report.require("all 200 with the right user", isMet: paced.count == wanted, "\(paced.count) of \(wanted)")
    }

    /// Each user asks at a rate of their own, all spread evenly. A time counts from when the request was due, so that a
    /// slow answer does not hide the wait of the next one.
    private func steadily(_ users: [User], seconds: Int) async throws -> Times {
        let interval = UInt64(1_000_000_000 / options.rate)
        let begin = EventLoop.monotonicNow() + 100_000_000
        return try await concurrently(users) { user, index in
            var times: [Int64] = []
            for turn in 0..<UInt64(seconds * options.rate) where !Task.isCancelled {
                let due = begin + turn * interval + interval * UInt64(index) / UInt64(users.count)
                await client.sleep(until: due)
                _ = try await user.askMe()
                times.append(Int64(EventLoop.monotonicNow()) - Int64(due))
            }
            return times
        }
    }

    private func concurrently(
        _ users: [User], _ body: @escaping @Sendable (User, Int) async throws -> [Int64]
    ) async throws -> Times {
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            for (index, user) in users.enumerated() { group.addTask { try await body(user, index) } }
            var times: [Int64] = []
            for try await some in group { times += some }
            return Times(times)
        }
    }

    // MARK: List

    /// One user lists a hundred sessions, alone and beside all the others.
    func list(_ report: inout Report) async throws {
        let lister = try await User.register("lister", Connection(client))
        let names = (1...100).map { "session-\($0)" }
        for name in names { try await lister.create(name, template: "<svg/>") }
        let (alone, use) = try await server.measure { try await listed(lister, Set(names)) }
        report.add("GET 100 sessions, alone", alone, use)
        let users = try await crowd.users(options.users, client)
        let beside = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { _ = try await steadily(users, seconds: 3_600) }
            await client.loop.sleep(nanoseconds: 500_000_000)
            let times = try await listed(lister, Set(names))
            group.cancelAll()
            try await group.waitForAll()
            return times
        }
        report.add("  beside \(users.count) users, steady", beside)
        for (name, times) in [("alone", alone), ("beside the users", beside)] {
            report.require("a list \(name) below 100 ms", times, percentile: 100, below: Self.listLimit)
        }
    }

    /// One list after another, each with all the names.
    private func listed(_ user: User, _ names: Set<String>) async throws -> Times {
        var times: [Int64] = []
        for _ in 0..<options.lists {
            await client.loop.sleep(nanoseconds: 5_000_000)
            let began = EventLoop.monotonicNow()
            let answer = try await user.send("GET", "/api/user/\(user.name)/sessions?limit=100", expecting: 200)
            times.append(Int64(EventLoop.monotonicNow() - began))
            let found = try answer.json["sessions"]?.elements?.compactMap { $0["session_id"]?.string } ?? []
            guard found.count == names.count, Set(found) == names else {
                throw BenchFailure("a list has \(found.count) sessions, not the \(names.count) that there are")
            }
        }
        return Times(times)
    }

    // MARK: Writes

    /// What a store's settings cost.
    func writes(_ report: inout Report) async throws {
        let users = try await crowd.users(64, client)
        for user in users { try await user.create("own", template: "<svg>{{ n }}</svg>") }
        let (times, use) = try await server.measure {
            let end = EventLoop.monotonicNow() + UInt64(options.seconds) * 1_000_000_000
            return try await concurrently(users) { user, _ in
                var times: [Int64] = []
                while EventLoop.monotonicNow() < end {
                    let began = EventLoop.monotonicNow()
                    try await user.put("own", times.count)
                    times.append(Int64(EventLoop.monotonicNow() - began))
                }
                return times
            }
        }
        report.add("PUT, 64 users, as fast as they can", times, seconds: Double(options.seconds), use)
    }
}
