internal import EventLoop
internal import Glibc

/// The HTTP engine beside nginx, and what it costs by itself.
enum EngineBench {
    /// - Returns: the exit status.
    static func run(_ options: EngineOptions, _ loop: EventLoop, _ running: Running) async -> Int32 {
        var report = Report()
        do {
            try await measure(options, loop, running, &report)
        } catch {
            report.require("everything could be measured", isMet: false, "\(error)")
        }
        say("\n" + report.text)
        return report.isMet ? 0 : 1
    }

    private static func measure(
        _ options: EngineOptions, _ loop: EventLoop, _ running: Running, _ report: inout Report
    ) async throws {
        guard sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 else {
            throw BenchFailure("one core is too few: the servers need one, and the load another")
        }
        // The load, and every process that is not told otherwise, lives on core 1.
        try Spawn.output(["taskset", "-apc", "1", String(getpid())])
        for part in options.parts {
            let rig = try Rig(options, loop, running)
            defer { running.stop() }
            say("\n== \(part.rawValue)")
            switch part {
            case .rows: try await RequestRows(rig).run(&report)
            case .instructions: try await Instructions(rig).run(&report)
            case .memory: try await ConnectionMemory(rig).run(&report)
            case .latency: try await Latency(rig).run(&report)
            }
        }
    }

    /// Prints at once, wherever the output goes: a round lasts.
    static func say(_ line: String) {
        let bytes = Array("\(line)\n".utf8)
        _ = unsafe write(STDOUT_FILENO, bytes, bytes.count)
    }
}
