internal import EventLoop
internal import Glibc

/// Instructions in user space per request: they hardly vary, where times would.
///
/// What a loop does by the clock, such as a look at Redis twice a second, is counted for as long without requests, and
/// taken off: under callgrind the clock goes fast, and it would be many times what it is.
struct Instructions {
    private static let bound = 3_000.0
    /// How much the log of requests may add, percent.
    private static let moreBound = 10.0
    private static let warmUp = 200
    private static let requests = 1_000

    private let rig: Rig

    init(_ rig: Rig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let (constant, answer) = try await published()
        tell("GET keys", constant)
        report.require(
            "a constant in at most 3,000 instructions", isMet: constant.instructions <= Instructions.bound,
            "\(Int(constant.instructions))")
        let more = rig.more
        let (other, _) = try await published(more)
        tell("GET keys, with more", other)
        for (name, manner) in [("plain handler", BareEngine.Manner.now), ("async handler", .later)] {
            tell(name, try await bare(manner, answer))
        }
        let plain = try await list()
        tell("GET 10 sessions", plain)
        let full = try await list(more)
        tell("GET 10 sessions, with more", full)
        let share = 100 * (full.instructions / plain.instructions - 1)
        report.require(
            "at most 10 % more instructions of GET 10 sessions with \(more.joined(separator: " "))",
            isMet: share <= Instructions.moreBound, "\(Report.decimal(share)) %")
    }

    private func tell(_ name: String, _ count: Callgrind.Count) {
        let blanks = String(repeating: " ", count: max(0, 28 - name.count))
        EngineBench.say(
            "\(name)\(blanks)\(Int(count.instructions)) instructions, \(Report.decimal(count.allocations)) allocations")
    }

    // MARK: The servers

    private func published(_ more: [String] = []) async throws -> (Callgrind.Count, SampleAnswer) {
        let name = more.isEmpty ? "keys" : "keys-more"
        let request = Request.make("GET", RequestRows.path)
        var answer: SampleAnswer?
        let count = try await vellum(name, more) { server in
            answer = try await SampleAnswer.of(RequestRows.path, rig.loop, server.port)
            let connection = try Connection(Client(rig.loop, port: server.port))
            return { _ = try await connection.exchange(request) }
        }
        guard let answer else { throw BenchFailure("there was no answer to GET \(RequestRows.path)") }
        return (count, answer)
    }

    /// Counts requests to a server, and takes off what another does in as long without any.
    ///
    /// - Parameter prepare: gives the request.
    private func vellum(
        _ name: String, _ more: [String], _ prepare: (Server) async throws -> () async throws -> Void
    ) async throws -> Callgrind.Count {
        var nanoseconds: UInt64 = 0
        func run(_ callgrind: Callgrind, _ body: (() async throws -> Void) async throws -> Void) async throws {
            let server = try rig.vellum(more, tool: callgrind.tool)
            defer { server.stop() }
            let request = try await prepare(server)
            // What is made at the first request only is not counted.
            for _ in 0..<Instructions.warmUp { try await request() }
            try await callgrind.counting(server.pid) { try await body(request) }
        }
        let busy = Callgrind(in: rig.folder, name)
        try await run(busy) { request in
            let began = EventLoop.monotonicNow()
            for _ in 0..<Instructions.requests { try await request() }
            nanoseconds = EventLoop.monotonicNow() - began
        }
        let idle = Callgrind(in: rig.folder, name + "-idle")
        try await run(idle) { _ in await rig.loop.sleep(nanoseconds: nanoseconds) }
        let (all, background) = (
            try busy.result(per: Instructions.requests), try idle.result(per: Instructions.requests)
        )
        return Callgrind.Count(
            instructions: all.instructions - background.instructions,
            allocations: all.allocations - background.allocations)
    }

    private func bare(_ manner: BareEngine.Manner, _ answer: SampleAnswer) async throws -> Callgrind.Count {
        let callgrind = Callgrind(in: rig.folder, manner.rawValue)
        let child = try rig.engine(manner, answering: answer, tool: callgrind.tool)
        defer { child.stop() }
        let connection = try Connection(Client(rig.loop, port: child.port))
        let request = Request.make("GET", RequestRows.path)
        try await count(callgrind, child.pid) { _ = try await connection.exchange(request) }
        child.stop()
        return try callgrind.result(per: Instructions.requests)
    }

    private func list(_ more: [String] = []) async throws -> Callgrind.Count {
        try await vellum(more.isEmpty ? "list" : "list-more", more) { server in
            let user = try await User.register("lister", Connection(Client(rig.loop, port: server.port)))
            for number in 1...10 { try await user.create("session-\(number)", template: "<svg/>") }
            let path = "/api/user/\(user.name)/sessions"
            return { try await user.send("GET", path, expecting: 200) }
        }
    }

    private func count(_ callgrind: Callgrind, _ pid: pid_t, _ request: () async throws -> Void) async throws {
        // What is made at the first request only is not counted.
        for _ in 0..<Instructions.warmUp { try await request() }
        try await callgrind.counting(pid) { for _ in 0..<Instructions.requests { try await request() } }
    }
}
