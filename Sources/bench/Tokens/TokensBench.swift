internal import EventLoop
internal import Glibc

/// What tokens and passwords cost, and whether an end of them is known in time.
enum TokensBench {
    /// - Returns: the exit status.
    static func run(_ options: TokensOptions, _ loop: EventLoop, _ running: Running) async -> Int32 {
        var report = Report()
        do {
            try await measure(options, loop, running, &report)
        } catch {
            report.require("everything could be measured", isMet: false, "\(error)")
        }
        EngineBench.say("\n" + report.text)
        return report.isMet ? 0 : 1
    }

    private static func measure(
        _ options: TokensOptions, _ loop: EventLoop, _ running: Running, _ report: inout Report
    ) async throws {
        guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else {
            throw BenchFailure("one core is too few: the servers need one, and the load another")
        }
        // The load, and every process that is not told otherwise, lives on core 1.
        try Spawn.output(["taskset", "-apc", "1", String(getpid())])
        for part in options.parts {
            defer { running.stop() }
            let rig = try TokensRig(options, loop, running)
            EngineBench.say("\n== \(part.rawValue)")
            switch part {
            case .verify: try await Verification(rig).run(&report)
            case .issue: try await Issuing(rig).run(&report)
            case .latency: try await SigningLatency(rig).run(&report)
            case .logout: try await Logouts(rig).run(&report)
            case .passwords: try await Passwords(rig).run(&report)
            }
        }
    }
}
