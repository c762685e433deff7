/// What `bench streams` measures, and how long.
struct StreamsOptions: Sendable {
    enum Part: String, CaseIterable { case crowd, fanout, stalled, sessions }

    var parts = Part.allCases
    /// Alternating rounds of stalled and sessions.
    var rounds = 9
    /// Length of crowd.
    var seconds = 60
    /// Of crowd, all together.
    var viewers = 10_000
    /// Of crowd.
    var sessions = 100
    /// Of the loads of sessions.
    var connections = 64
    var server: String?
    var peer: TokensOptions.Peer?

    static let usage = """
        Usage: bench streams [options]

        Measures live pictures over loopback: the server and the viewers share both cores. Needs redis-server, wrk and
        taskset; `bash .ci/bench streams` installs them. Exits with 1 when a requirement is not met.

          crowd     10,000 viewers over 100 sessions, one update of each session a second, 60 s: every viewer gets the last
                    frame, no part is malformed, p99 from the answered PUT to the frame at most 150 ms, RssAnon of the
                    server at most 100 MB and not growing
          fanout    one session with 2,000 viewers, 40 updates: p99 from the answered PUT to the frame at most 50 ms
          stalled   1,000 viewers with one more that reads nothing, and without it: its p99 at most 1.5 times the other,
                    and 1 ms
          sessions  processor time of the server, one loop on core 0, the load on core 1, for the list of 10 sessions (at
                    most 0.7 of the peer's) and for PUT (at most 0.9); a list of 100 in under 10 ms

          --parts LIST          crowd,fanout,stalled,sessions or some of them (all)
          --rounds NUMBER       alternating rounds of the last two (9)
          --seconds NUMBER      length of crowd (60)
          --viewers NUMBER      viewers of crowd (10000)
          --sessions NUMBER     sessions of crowd, 1 to 100 (100)
          --connections NUMBER  connections of the loads of sessions (64)
          --server FILE         another vellum than the one beside this program
          --peer URL            sessions: a server of yours with POST URL/api/auth/token, GET URL/api/user/alice/sessions
                                and PUT URL/api/user/alice/session/session-03, such as http://127.0.0.1:8080; pin it to
                                core 0
          --peer-pid NUMBER     its process, whose processor time counts
        """

    /// Nil when help was asked for.
    static func parse(_ words: [String]) throws(BenchFailure) -> StreamsOptions? {
        if words.contains("--help") { return nil }
        var options = StreamsOptions()
        var (url, pid): (String?, Int?)
        var rest = words[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else {
                throw BenchFailure("\(option) lacks its value; see bench streams --help")
            }
            switch option {
            case "--parts":
                options.parts = []
                for name in value.split(separator: ",") {
                    guard let part = Part(rawValue: String(name)) else {
                        let all = Part.allCases.map(\.rawValue).joined(separator: ", ")
                        throw BenchFailure("there is no part \(name): write some of \(all)")
                    }
                    options.parts.append(part)
                }
            case "--rounds": options.rounds = try Options.number(option, value, 1...1_000)
            case "--seconds": options.seconds = try Options.number(option, value, 2...3_600)
            case "--viewers": options.viewers = try Options.number(option, value, 1...50_000)
            case "--sessions": options.sessions = try Options.number(option, value, 1...100)
            case "--connections": options.connections = try Options.number(option, value, 1...500)
            case "--server": options.server = value
            case "--peer":
                guard value.hasPrefix("http://") else { throw BenchFailure("--peer: write http://127.0.0.1:PORT") }
                url = value.hasSuffix("/") ? String(value.dropLast()) : value
            case "--peer-pid": pid = try Options.number(option, value, 1...Int(Int32.max))
            default: throw BenchFailure("there is no option \(option); see bench streams --help")
            }
        }
        guard (url == nil) == (pid == nil) else { throw BenchFailure("--peer and --peer-pid belong together") }
        if let url, let pid { options.peer = TokensOptions.Peer(url: url, pid: Int32(pid)) }
        return options
    }
}
