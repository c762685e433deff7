internal import EventLoop
internal import Glibc

/// What a request costs each server, in alternating rounds.
struct RequestRows {
    /// A server under one kind of load.
    private struct Entry {
        let name: String
        let pid: pid_t
        let port: UInt16
        var script: String?
    }

    /// Two entries by name, and how much the first may cost of the second.
    private struct Contest {
        let what: String
        let subject: String
        let rival: String
        var bound: Double?
        var goal: Double?
    }

    private static let contests = [
        Contest(what: "a constant", subject: "vellum", rival: "nginx", bound: 1.0, goal: 0.85),
        Contest(
            what: "a constant, 16 requests pipelined", subject: "vellum, pipelined", rival: "nginx, pipelined",
            bound: 0.15),
        Contest(what: "an async handler", subject: "engine, async", rival: "nginx", bound: 1.1, goal: 0.95),
        Contest(what: "a plain handler", subject: "engine, plain", rival: "nginx"),
        Contest(what: "a constant with the access log or --with", subject: "vellum, with more", rival: "vellum"),
    ]

    static let path = "/.well-known/jwks.json"

    private let rig: Rig

    init(_ rig: Rig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let entries = try await start()
        var costs: [String: [Load.Cost]] = [:]
        let load = Load(seconds: rig.options.seconds, connections: rig.options.connections)
        for round in 1...rig.options.rounds {
            // There and back: a machine that gets busier or idler favours nobody.
            for entry in round.isMultiple(of: 2) ? entries.reversed() : entries {
                let url = "http://127.0.0.1:\(entry.port)\(RequestRows.path)"
                let cost = try load.cost(of: entry.pid, url: url, script: entry.script)
                costs[entry.name, default: []].append(cost)
                EngineBench.say("round \(round)  \(describe(entry.name, cost)), \(cost.requests) requests")
            }
        }
        EngineBench.say("\nCPU µs per request, medians of \(rig.options.rounds) rounds")
        for entry in entries { EngineBench.say("          " + describe(entry.name, median(costs[entry.name] ?? []))) }
        EngineBench.say("")
        for contest in RequestRows.contests { judge(contest, costs, &report) }
    }

    // MARK: The servers

    /// In the order of a round: each beside what it is compared with.
    private func start() async throws -> [Entry] {
        let vellum = try rig.vellum()
        let answer = try await SampleAnswer.of(RequestRows.path, rig.loop, vellum.port)
        let nginx = try rig.nginx(answering: answer)
        let plain = try rig.engine(.now, answering: answer)
        let async = try rig.engine(.later, answering: answer)
        for (name, port) in [("nginx", nginx.port), ("the engine", plain.port), ("the engine", async.port)] {
            let other = try await SampleAnswer.of(RequestRows.path, rig.loop, port)
            if let difference = answer.difference(from: other) {
                throw BenchFailure("vellum and \(name) do not answer alike: \(difference)")
            }
            EngineBench.say("an answer has \(answer.length) bytes of vellum, \(other.length) of \(name)")
        }
        let script = "\(rig.folder)/pipelined.lua"
        try Spawn.write(Array(Load.pipeliningScript.utf8), to: script)
        var entries = [
            Entry(name: "engine, async", pid: async.pid, port: async.port),
            Entry(name: "nginx", pid: nginx.pid, port: nginx.port),
            Entry(name: "vellum", pid: vellum.pid, port: vellum.port),
            Entry(name: "engine, plain", pid: plain.pid, port: plain.port),
            Entry(name: "vellum, pipelined", pid: vellum.pid, port: vellum.port, script: script),
            Entry(name: "nginx, pipelined", pid: nginx.pid, port: nginx.port, script: script),
        ]
        let more = rig.more
        if !more.isEmpty {
            let other = try rig.vellum(more)
            entries.insert(Entry(name: "vellum, with more", pid: other.pid, port: other.port), at: 3)
        }
        return entries
    }

    // MARK: The figures

    private func judge(_ contest: Contest, _ costs: [String: [Load.Cost]], _ report: inout Report) {
        guard let subject = costs[contest.subject], let rival = costs[contest.rival] else { return }
        // Of each round by itself: what the machine did meanwhile, it did to both.
        let ratio = RequestRows.median(zip(subject, rival).map { $0.total / $1.total })
        var detail = "\(Report.decimal(ratio)), \(Report.decimal(median(subject).total)) µs of CPU and "
        detail += "\(Report.decimal(median(rival).total)) µs"
        if let goal = contest.goal { detail += "; goal \(Report.decimal(goal))" }
        if let bound = contest.bound {
            let what = "\(contest.what): at most \(Report.decimal(bound)) of \(contest.rival)"
            report.require(what, isMet: ratio <= bound, detail)
        } else {
            report.note("\(contest.what), of \(contest.rival): \(detail)")
        }
    }

    private func median(_ costs: [Load.Cost]) -> Load.Cost {
        Load.Cost(
            user: RequestRows.median(costs.map(\.user)), system: RequestRows.median(costs.map(\.system)),
            requests: costs.count)
    }

    /// Of no values, zero.
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }

    private func describe(_ name: String, _ cost: Load.Cost) -> String {
        let blanks = String(repeating: " ", count: max(0, 18 - name.count))
        let parts = "\(Report.decimal(cost.user)) user, \(Report.decimal(cost.system)) system"
        return "\(name)\(blanks)  \(Report.decimal(cost.total)) µs (\(parts))"
    }
}
