/// What `bench engine` measures, and how long.
struct EngineOptions: Sendable {
    enum Part: String, CaseIterable { case rows, instructions, memory, latency }

    var parts = Part.allCases
    var rounds = 9
    /// Of each load of the rows.
    var seconds = 3
    /// Of the rows' load.
    var connections = 32
    var server: String?
    /// Options of `vellum serve` whose cost is asked for.
    var with: [String]?

    static let usage = """
        Usage: bench engine [options]

        Compares the HTTP engine with nginx, whose one worker gives the same answer from `return 200`. Servers run on core
        0, the load on core 1. Needs nginx, wrk, valgrind and taskset; `bash .ci/bench engine` installs them.

          rows          CPU time per request in alternating rounds, user and system: a constant at most that of nginx,
                        with 16 requests pipelined at most 0.15 of it, an async handler at most 1.1 of it
          instructions  in user space per request, by callgrind: a constant at most 3,000; the access log adds at most 10 %
          memory        an idle kept connection at most 256 bytes beyond the tables, an open stream at most 2 KiB
          latency       p99 of small requests beside 1,000 streams with a message a second each, in alternating rounds:
                        at most 1.5 times the p99 without them, and 1 ms

          --parts LIST          rows,instructions,memory,latency or some of them (all)
          --rounds NUMBER       alternating rounds (9)
          --seconds NUMBER      length of each load of the rows (3)
          --connections NUMBER  connections of the rows' load (32)
          --server FILE         another vellum than the one beside this program
          --with "OPTIONS"      options of vellum serve whose cost is told (the access log)
        """

    /// Nil when help was asked for.
    static func parse(_ words: [String]) throws(BenchFailure) -> EngineOptions? {
        if words.contains("--help") { return nil }
        var options = EngineOptions()
        var rest = words[...]
        while let option = rest.popFirst() {
            guard let value = rest.popFirst() else {
                throw BenchFailure("\(option) lacks its value; see bench engine --help")
            }
            switch option {
            case "--parts":
                options.parts = []
                for name in value.split(separator: ",") {
                    guard let part = Part(rawValue: String(name)) else {
                        throw BenchFailure("there is no part \(name): write rows, instructions, memory or latency")
                    }
                    options.parts.append(part)
                }
            case "--rounds": options.rounds = try Options.number(option, value, 1...1_000)
            case "--seconds": options.seconds = try Options.number(option, value, 1...3_600)
            case "--connections": options.connections = try Options.number(option, value, 1...5_000)
            case "--server": options.server = value
            case "--with": options.with = value.split(separator: " ").map(String.init)
            default: throw BenchFailure("there is no option \(option); see bench engine --help")
            }
        }
        return options
    }
}
