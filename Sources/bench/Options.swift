/// What to measure, and how much of it.
struct Options: Sendable {
    enum Scenario: String, CaseIterable { case viewers, users, list, writes, checks }

    var scenarios: [Scenario] = []
    var viewers = 1_000
    var puts = 10
    var frameBytes = 4_096
    var users = 1_000
    var rate = 2
    var seconds = 15
    var lists = 500
    var bcryptCost = 4
    var redisURL: String?
    var server: String?
    var unchecked = ".build/without-checks/release/vellum"
    /// What the server is started by; empty for nothing.
    var tool: [String] = []
    /// What the server is told beside all that.
    var more: [String] = []

    static let usage = """
        Usage: bench viewers|users|list|writes|all [options]
               bench json|generate
               bench render [--python FILE] [--script FILE]
               bench checks [--server FILE] [--unchecked FILE]
               bench engine|tokens|streams [options of their own: bench engine --help]

        Starts the vellum that lies beside this program, in a folder of its own, drives it over loopback, and stops it.
        Exits with 1 when a requirement is not met. Build both first: swift build -c release

          viewers   one session with many viewers: every viewer has the new frame within 250 ms of sending the PUT
          users     many signed-in users, GET /api/v1/auth/me at a steady pace: p99 below 50 ms;
                    then as fast as they can, for information
          list      GET the list of 100 sessions, alone and beside the users' load: max below 100 ms
          writes    64 users PUT as fast as they can, for information
          all       viewers, users, list
          json      without a server: reading and writing bodies with all checks, at least 4 times the speed of
                    JSONDecoder and 6 times that of JSONEncoder on plain structs without checks
          generate  without a server, in the package's folder: `contract generate` of our contracts in under 100 ms, and
                    of a made contract of 1.7 MB in under 2 s and 500 MB
          render    without a server: a template of 2 KiB in at most 15 µs, and at least 5 times as fast as jinja2, which
                    the interpreter of --python has (.build/jinja2/bin/python3)
          checks    GET the list of 100 sessions under callgrind, by a server that checks requests and responses and by
                    one that does not: the checks are at most 8 % of the instructions, with the access log they add
                    at most 10 %. Needs valgrind
          engine    the HTTP engine beside nginx: processor time, instructions, memory and latency
          tokens    verifying and issuing tokens beside OpenSSL, the end of sign-ins, the time that passwords take
          streams   ten thousand viewers, one session with two thousand, a viewer that reads nothing, requests for sessions

          --viewers NUMBER      viewers of the session (1000)
          --puts NUMBER         updates that they watch (10)
          --frame-bytes NUMBER  size of a picture, 256 to 60000 (4096)
          --users NUMBER        users, each with a connection of their own (1000)
          --rate NUMBER         requests a second of each user (2)
          --seconds NUMBER      length of the users' load (15)
          --lists NUMBER        lists asked for, one after another (500)
          --redis-url URL       a Redis of yours instead of the server's private one
          --server FILE         another vellum than the one beside this program
          --unchecked FILE      checks: the vellum that was built with VELLUM_MEASURE_WITHOUT_CHECKS=1
                                (.build/without-checks/release/vellum)
        """

    /// Nil when help was asked for.
    static func parse(_ words: [String]) throws(BenchFailure) -> Options? {
        if words.isEmpty || words.contains("--help") { return nil }
        var options = Options()
        var rest = words[...]
        let name = rest.removeFirst()
        if name == "all" {
            options.scenarios = [.viewers, .users, .list]
        } else if let scenario = Scenario(rawValue: name) {
            options.scenarios = [scenario]
        } else {
            throw BenchFailure("there is no scenario \(name): see --help")
        }
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else { throw BenchFailure("\(option) lacks its value; see --help") }
            switch option {
            case "--viewers": options.viewers = try number(option, value, 1...50_000)
            case "--puts": options.puts = try number(option, value, 1...10_000)
            case "--frame-bytes": options.frameBytes = try number(option, value, 256...60_000)
            case "--users": options.users = try number(option, value, 1...50_000)
            case "--rate": options.rate = try number(option, value, 1...100)
            case "--seconds": options.seconds = try number(option, value, 1...3_600)
            case "--lists": options.lists = try number(option, value, 1...1_000_000)
            case "--redis-url": options.redisURL = value
            case "--server": options.server = value
            case "--unchecked": options.unchecked = value
            default: throw BenchFailure("there is no option \(option); see --help")
            }
        }
        return options
    }

    static func number(
        _ option: String, _ text: String, _ range: ClosedRange<Int>
    ) throws(BenchFailure) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw BenchFailure("\(option): write a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
