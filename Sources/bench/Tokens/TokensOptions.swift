/// What `bench tokens` measures, and how long.
struct TokensOptions: Sendable {
    enum Part: String, CaseIterable { case verify, issue, latency, logout, passwords }

    /// A server that issues tokens too, and its process.
    struct Peer: Sendable {
        let url: String
        let pid: Int32
    }

    var parts = Part.allCases
    var rounds = 9
    /// Of each load of issue.
    var seconds = 3
    /// Of the loads of issue and latency.
    var connections = 64
    var server: String?
    var peer: Peer?

    static let usage = """
        Usage: bench tokens [options]

        Measures what tokens and passwords cost beside what OpenSSL says of itself (`openssl speed`) in the same run. Needs
        openssl, redis-server, wrk and taskset; `bash .ci/bench tokens` installs them. Exits with 1 when a requirement is
        not met.

          verify     processor time of verifying a token in this process, as the server does it: one not seen before at
                     most 1.30 times OpenSSL's RSA-2048 check and SHA-256, one seen before at most 2 µs; no command to
                     Redis either way
          issue      processor time of the server for POST /api/auth/token without a password (RS256), one loop on core 0,
                     the load on core 1: at most 1.10 times OpenSSL's RSA-2048 signature, and less than the peer's
          latency    p99 of GET /.well-known/jwks.json beside as many POST /api/auth/token as the server takes, two loops:
                     at most 1.5 times the p99 without them, and 1 ms
          logout     two instances on one Redis, 300 logouts: refused by the instance that answered at once, by the other
                     within 100 ms at p99
          passwords  200 sign-ins each, in turn, with a user that does not exist, with a wrong password, and with a wrong
                     password of an account whose hash is cheaper: medians within 5 %

          --parts LIST          verify,issue,latency,logout,passwords or some of them (all)
          --rounds NUMBER       alternating rounds of the first three (9)
          --seconds NUMBER      length of each load of issue (3)
          --connections NUMBER  connections of the loads of issue and latency (64)
          --server FILE         another vellum than the one beside this program
          --peer URL            issue: a server of yours that answers POST URL/api/auth/token with {"user_id":"alice",
                                "ttl_seconds":86400}, such as http://127.0.0.1:8080; pin it to core 0
          --peer-pid NUMBER     its process, whose processor time counts
        """

    /// Nil when help was asked for.
    static func parse(_ words: [String]) throws(BenchFailure) -> TokensOptions? {
        if words.contains("--help") { return nil }
        var options = TokensOptions()
        var (url, pid): (String?, Int?)
        var rest = words[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else {
                throw BenchFailure("\(option) lacks its value; see bench tokens --help")
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
            case "--seconds": options.seconds = try Options.number(option, value, 1...3_600)
            case "--connections": options.connections = try Options.number(option, value, 1...500)
            case "--server": options.server = value
            case "--peer":
                guard value.hasPrefix("http://") else { throw BenchFailure("--peer: write http://127.0.0.1:PORT") }
                url = value.hasSuffix("/") ? String(value.dropLast()) : value
            case "--peer-pid": pid = try Options.number(option, value, 1...Int(Int32.max))
            default: throw BenchFailure("there is no option \(option); see bench tokens --help")
            }
        }
        guard (url == nil) == (pid == nil) else { throw BenchFailure("--peer and --peer-pid belong together") }
        if let url, let pid { options.peer = Peer(url: url, pid: Int32(pid)) }
        return options
    }
}
