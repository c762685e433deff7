internal import Glibc

/// Counts instructions in user space and allocations of a server's loop between two moments. Other threads are not
/// counted: what they do goes by the clock, and the clock goes fast under callgrind.
struct Callgrind {
    struct Count {
        let instructions: Double
        let allocations: Double
    }

    private let file: String

    init(in folder: String, _ name: String) { file = "\(folder)/callgrind-\(name)" }

    /// What the server is started by; it counts nothing before `counting`.
    var tool: [String] {
        [
            "valgrind", "--tool=callgrind", "--instr-atstart=no", "--separate-threads=yes",
            "--callgrind-out-file=\(file)",
        ]
    }

    /// Counts what `body` has the server do.
    func counting(_ pid: pid_t, _ body: () async throws -> Void) async throws {
        try Spawn.output(["callgrind_control", "-i", "on", String(pid)])
        try await body()
        try Spawn.output(["callgrind_control", "-i", "off", String(pid)])
    }

    /// Of one request, once the server has ended.
    func result(per requests: Int) throws(BenchFailure) -> Count {
        // A file for each thread; the loop is the busiest.
        let threads = (1...99).compactMap { Server.read("\(file)-\($0 < 10 ? "0" : "")\($0)") }
        let text = threads.max { Callgrind.total($0) ?? 0 < Callgrind.total($1) ?? 0 } ?? ""
        guard let instructions = Callgrind.total(text), instructions > 0 else {
            throw BenchFailure("callgrind counted nothing")
        }
        let calls = ["malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc"]
        return Count(
            instructions: Double(instructions) / Double(requests),
            allocations: Double(Callgrind.calls(of: Set(calls), in: text)) / Double(requests))
    }

    static func total(_ text: String) -> Int? {
        text.split(separator: "\n").last { $0.hasPrefix("totals: ") }.flatMap { Int($0.dropFirst(8)) }
    }

    /// How often any of these functions was called. A name is told once, with a number that stands for it from then on:
    /// "cfn=(12) malloc", later "cfn=(12)"; "calls=3 …" follows the line that names the callee.
    static func calls(of names: Set<String>, in text: String) -> Int {
        var wanted: Set<Substring> = []
        var isWanted = false
        var count = 0
        for line in text.split(separator: "\n") {
            if line.hasPrefix("fn=(") || line.hasPrefix("cfn=(") {
                let parts = line.drop { $0 != "(" }.split(separator: " ", maxSplits: 1)
                // A function that calls itself has a mark behind its name.
                if parts.count == 2, let name = parts[1].split(separator: "'").first, names.contains(String(name)) {
                    wanted.insert(parts[0])
                }
                if line.hasPrefix("c") { isWanted = wanted.contains(parts[0]) }
            } else if isWanted, line.hasPrefix("calls=") {
                count += Int(line.dropFirst(6).prefix { $0.isNumber }) ?? 0
            }
        }
        return count
    }
}
