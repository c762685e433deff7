internal import EventLoop

/// How long small requests take, alone and beside as many signatures as the server can make.
struct SigningLatency {
    private let rig: TokensRig

    init(_ rig: TokensRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        // As by default on two cores, and on both.
        let server = try rig.vellum(Issuing.switches + ["--loops", "2"], tool: TokensRig.onBothCores)
        let script = try Issuing.script(rig)
        let url = "http://127.0.0.1:\(server.port)\(Issuing.path)"
        let client = Client(rig.loop, port: server.port)
        let requests = try PacedRequests(client)
        var (alone, beside): ([Times], [Times]) = ([], [])
        for round in 1...rig.options.rounds {
            let few = try await requests.times()
            // Half a second of it before and after.
            let load = Load(seconds: PacedRequests.seconds + 1, connections: rig.options.connections)
            let job = try Spawn.begin(load.words(url, script))
            await rig.loop.sleep(nanoseconds: 500_000_000)
            let many = try await requests.times()
            let count = try Load.answered(job.finish())
            alone.append(few)
            beside.append(many)
            EngineBench.say("round \(round)  alone             \(PacedRequests.describe(few))")
            let rate = count / load.seconds
            EngineBench.say("         beside issueToken \(PacedRequests.describe(many)), \(rate) tokens a second")
        }
        PacedRequests.judge("p99 of getJwks beside a full load of issueToken, two loops", alone, beside, &report)
    }
}
