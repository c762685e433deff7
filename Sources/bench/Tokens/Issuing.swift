internal import EventLoop
internal import Glibc

/// What a token costs the server that issues it, beside the signature in it.
struct Issuing {
    private static let bound = 1.1
    static let path = "/api/auth/token"
    static let body = #"{"user_id":"alice","ttl_seconds":86400}"#
    /// What the servers of this part and of latency are told: no password, and nothing but the token.
    static let switches = ["--open-tokens", "--audit-entries", "0"]

    private let rig: TokensRig

    init(_ rig: TokensRig) { self.rig = rig }

    func run(_ report: inout Report) async throws {
        let server = try rig.vellum(Issuing.switches + ["--loops", "1"], tool: Rig.onFirstCore)
        let script = try Issuing.script(rig)
        let load = Load(seconds: rig.options.seconds, connections: rig.options.connections)
        var (own, signatures, others): ([Load.Cost], [Double], [Load.Cost]) = ([], [], [])
        for round in 1...rig.options.rounds {
            signatures.append(try OpenSSLSpeed.rsa(Rig.onFirstCore).sign)
            let url = "http://127.0.0.1:\(server.port)\(Issuing.path)"
            let cost = try load.cost(of: server.pid, url: url, script: script)
            own.append(cost)
            var line = "round \(round)  openssl \(Report.decimal(signatures[round - 1])) µs, vellum \(describe(cost))"
            if let peer = rig.options.peer {
                let cost = try load.cost(of: peer.pid, url: peer.url + Issuing.path, script: script)
                others.append(cost)
                line += ", peer \(describe(cost))"
            }
            EngineBench.say(line)
        }
        // Of each round by itself: what the machine did meanwhile, it did to both.
        let ratio = RequestRows.median(zip(own, signatures).map { $0.total / $1 })
        let time = RequestRows.median(own.map(\.total))
        report.require(
            "issue: at most 1.10 of openssl's RSA-2048 signature", isMet: ratio <= Issuing.bound,
            "\(Report.decimal(ratio)), \(Report.decimal(time)) µs of CPU a request")
        guard !others.isEmpty else { return report.note("issue: no peer was named (--peer, --peer-pid)") }
        let share = RequestRows.median(zip(own, others).map { $0.total / $1.total })
        report.require(
            "issue: less than the peer", isMet: share < 1,
            "\(Report.decimal(share)), \(Report.decimal(RequestRows.median(others.map(\.total)))) µs of the peer")
    }

    private func describe(_ cost: Load.Cost) -> String {
        "\(Report.decimal(cost.total)) µs (\(Report.decimal(cost.user)) user, \(Report.decimal(cost.system)) system)"
    }

    /// A file that has wrk ask for tokens.
    static func script(_ rig: TokensRig) throws(BenchFailure) -> String {
        let file = "\(rig.folder)/issue.lua"
        let text = """
            wrk.method = "POST"
            wrk.body = '\(body)'
            wrk.headers["Content-Type"] = "application/json"

            """
        try Spawn.write(Array(text.utf8), to: file)
        return file
    }
}
