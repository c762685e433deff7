internal import EventLoop
internal import Glibc

/// Drives the server over loopback, prints what it measured, and exits with 1 when a requirement was not met. `json`,
/// `generate` and `render` need no server; `engine`, `tokens` and `streams` start several.
@main
struct Bench {
    static func main() {
        switch CommandLine.arguments.dropFirst().first {
        case "json": exit(CodingBench.run())
        case "generate": exit(GenerationBench.run())
        case "render": exit(RenderingBench.run(Array(CommandLine.arguments.dropFirst(2))))
        default: break
        }
        do {
            switch CommandLine.arguments.dropFirst().first {
            case "engine":
                try measure(try EngineOptions.parse(Array(CommandLine.arguments.dropFirst(2))), EngineOptions.usage) {
                    options, loop, running in await EngineBench.run(options, loop, running)
                }
            case "tokens":
                try measure(try TokensOptions.parse(Array(CommandLine.arguments.dropFirst(2))), TokensOptions.usage) {
                    options, loop, running in await TokensBench.run(options, loop, running)
                }
            case "streams":
                try measure(try StreamsOptions.parse(Array(CommandLine.arguments.dropFirst(2))), StreamsOptions.usage) {
                    options, loop, running in await StreamsBench.run(options, loop, running)
                }
            case BareEngine.command:
                let signals = blockStopSignals()
                try BareEngine.run(Array(CommandLine.arguments.dropFirst(2))) { awaitStop(signals) }
                exit(0)
            default: break
            }
            guard let options = try Options.parse(Array(CommandLine.arguments.dropFirst())) else {
                print(Options.usage)
                exit(0)
            }
            let signals = blockStopSignals()
            raiseFileLimit()
            let isCounting = options.scenarios == [.checks]
            let server = isCounting ? nil : try Server.start(options)
            let loop = try EventLoop()
            loop.start(name: "bench")
            Task.detached {
                let status = await loop.run {
                    guard let server else { return await ChecksBench.run(options, loop) }
                    return await run(options, server, loop)
                }
                server?.stop()
                exit(status)
            }
            awaitStop(signals)
            server?.stop()
            if isCounting { ChecksBench.stop() }
            exit(130)
        } catch {
            complain("\(error)")
            exit(64)
        }
    }

    private static func run(_ options: Options, _ server: Server, _ loop: EventLoop) async -> Int32 {
        var report = Report()
        do {
            let scenarios = Scenarios(options: options, server: server, client: Client(loop, port: server.port))
            for scenario in options.scenarios {
                switch scenario {
                case .viewers: try await scenarios.viewers(&report)
                case .users: try await scenarios.users(&report)
                case .list: try await scenarios.list(&report)
                case .writes: try await scenarios.writes(&report)
                case .checks: break
                }
            }
        } catch {
            report.require("nothing malformed, refused or lost", isMet: false, "\(error)")
        }
        print(report.text)
        return report.isMet ? 0 : 1
    }

    /// Measures what starts servers of its own.
    ///
    /// - Parameters:
    ///   - options: nil when help was asked for.
    ///   - body: gives the exit status.
    private static func measure<Settings: Sendable>(
        _ options: Settings?, _ usage: String,
        _ body: @escaping @Sendable (Settings, EventLoop, Running) async -> Int32
    ) throws {
        guard let options else {
            print(usage)
            exit(0)
        }
        let signals = blockStopSignals()
        raiseFileLimit()
        let running = Running()
        let loop = try EventLoop()
        loop.start(name: "bench")
        Task.detached { exit(await loop.run { await body(options, loop, running) }) }
        awaitStop(signals)
        running.stop()
        exit(130)
    }

    // MARK: The process

    /// The main thread waits for them, so that what was started is also stopped on Ctrl-C. Before any thread starts.
    private static func blockStopSignals() -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGINT)
        unsafe sigaddset(&set, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
        return set
    }

    private static func awaitStop(_ signals: sigset_t) {
        var set = signals
        var signal: Int32 = 0
        while unsafe sigwait(&set, &signal) != 0 {}
    }

    /// A thousand connections are more than the usual soft limit; the server inherits ours.
    private static func raiseFileLimit() {
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private static func complain(_ message: String) {
        let line = Array("bench: \(message)\n".utf8)
        _ = unsafe write(STDERR_FILENO, line, line.count)
    }
}

/// Why a measurement cannot be made, or what was wrong with an answer.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
