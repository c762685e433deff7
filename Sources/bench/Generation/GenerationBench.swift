internal import Glibc

/// How long the build's first step takes: contracts to Swift text, by the `contract` that lies beside this program.
enum GenerationBench {
    private struct Cost {
        /// Wall and CPU time in milliseconds.
        var wall: Double
        var cpu: Double
        /// Resident memory at its highest, MiB.
        var memory: Double
    }

    private static let rounds = 9

    static func run() -> Int32 {
        do {
            let folder = try Spawn.makeFolder()
            defer { try? Spawn.run(["rm", "-rf", folder]) }
            let made = folder + "/made-up.yaml"
            let text = MadeContract.text
            try Spawn.write(Array(text.utf8), to: made)
            var report = Report()
            let ours = try measure(["contracts/auth-api.yaml", "contracts/user-session-api.yaml"], folder)
            report.require("our two contracts in under 100 ms", isMet: ours.wall < 100, describe(ours))
            let large = try measure([made], folder)
            let size = String(Double(text.utf8.count / 1_000) / 1_000)
            let name = "\(MadeContract.operations) operations, \(MadeContract.schemas) schemas, \(size) MB"
            report.require(
                "\(name) in under 2 s and 500 MB", isMet: large.wall < 2_000 && large.memory < 500 * 0.9537,
                describe(large))
            print(report.text)
            return report.isMet ? 0 : 1
        } catch {
            print("bench: \(error)")
            return 1
        }
    }

    /// The median of several runs, each into a folder of its own, so that every file is written.
    private static func measure(_ contracts: [String], _ folder: String) throws(BenchFailure) -> Cost {
        var costs: [Cost] = []
        for round in 0..<rounds {
            let output = "\(folder)/\(contracts.count)-\(round)"
            guard unsafe mkdir(output, 0o700) == 0 else { throw BenchFailure("no folder \(output): errno \(errno)") }
            costs.append(try cost([try Spawn.beside("contract"), "generate", "--output", output] + contracts, output))
        }
        func median(_ value: (Cost) -> Double) -> Double { costs.map(value).sorted()[rounds / 2] }
        return Cost(wall: median(\.wall), cpu: median(\.cpu), memory: median(\.memory))
    }

    private static func cost(_ words: [String], _ output: String) throws(BenchFailure) -> Cost {
        let start = ContinuousClock.now
        let pid = try Spawn.process(words, output: output + "/log")
        var status: Int32 = 0
        var use = rusage()
        guard unsafe wait4(pid, &status, 0, &use) == pid, status == 0 else {
            throw BenchFailure("\(words.joined(separator: " ")) failed: \(Server.read(output + "/log") ?? "")")
        }
        func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1e3 + Double(time.tv_usec) / 1e3 }
        return Cost(
            wall: (ContinuousClock.now - start) / .milliseconds(1),
            cpu: milliseconds(use.ru_utime) + milliseconds(use.ru_stime), memory: Double(use.ru_maxrss) / 1024)
    }

    private static func describe(_ cost: Cost) -> String {
        "\(Int(cost.wall.rounded())) ms, \(Int(cost.cpu.rounded())) ms of CPU, \(Int(cost.memory.rounded())) MiB, "
            + "median of \(rounds)"
    }
}
