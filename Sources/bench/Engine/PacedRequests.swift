internal import EventLoop

/// Small requests at a steady pace, and how long they take.
struct PacedRequests {
    private static let connections = 16
    /// Requests a second of each connection: so few that a pause of the server delays one request of each, and hides
    /// none behind it.
    private static let rate = 32
    /// How long they go on.
    static let seconds = 4

    private let loop: EventLoop
    private let connections: [Connection]

    init(_ client: Client) throws(BenchFailure) {
        loop = client.loop
        var connections: [Connection] = []
        for _ in 0..<PacedRequests.connections { connections.append(try Connection(client)) }
        self.connections = connections
    }

    /// Each connection at a steady pace of its own, all spread evenly; a time counts from the sending.
    func times() async throws -> Times {
        let request = Request.make("GET", RequestRows.path)
        let interval = UInt64(1_000_000_000 / PacedRequests.rate)
        let begin = EventLoop.monotonicNow() + 100_000_000
        let loop = loop
        let count = connections.count
        return try await withThrowingTaskGroup(of: [Int64].self) { group in
            for (index, connection) in connections.enumerated() {
                group.addTask {
                    var times: [Int64] = []
                    for turn in 0..<UInt64(PacedRequests.seconds * PacedRequests.rate) {
                        let due = begin + turn * interval + interval * UInt64(index) / UInt64(count)
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

    static func describe(_ times: Times) -> String {
        "p50 \(Report.milliseconds(times.percentile(50))), p99 \(Report.milliseconds(times.percentile(99))) ms"
    }

    /// Requires that the p99 of the rounds beside something is at most 1.5 times that of those without, and 1 ms.
    static func judge(_ what: String, _ alone: [Times], _ beside: [Times], _ report: inout Report) {
        // Of the rounds, not of all times together: one bad moment of the machine is one round's.
        let few = RequestRows.median(alone.map { Double($0.percentile(99)) / 1e6 })
        let many = RequestRows.median(beside.map { Double($0.percentile(99)) / 1e6 })
        report.require(
            "\(what): at most 1.5 times that without, and 1 ms", isMet: many <= 1.5 * few + 1,
            "\(Report.decimal(many)) ms, \(Report.decimal(few)) ms without")
    }
}
