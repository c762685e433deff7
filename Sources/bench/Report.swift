internal import Glibc

/// What was measured, as a table, and what was required of it.
struct Report {
    private var rows: [[String]] = [
        ["", "count", "p50 ms", "p99 ms", "max ms", "per second", "CPU µs each", "RssAnon MiB"]
    ]
    private var requirements: [String] = []
    private(set) var isMet = true
    private let begin = Report.machine

    /// - Parameters:
    ///   - times: in nanoseconds.
    ///   - use: what the server used meanwhile.
    mutating func add(_ name: String, _ times: Times, seconds: Double? = nil, _ use: Use? = nil) {
        let rate = seconds.map { String(Int(Double(times.count) / max($0, 0.001))) } ?? ""
        let cost = use.map { Report.decimal(Double($0.processor) / Double(max(1, times.count))) } ?? ""
        let memory = use.map { "\(Report.mebibytes($0.memoryBefore)) → \(Report.mebibytes($0.memoryAfter))" } ?? ""
        rows.append([
            name, String(times.count), Report.milliseconds(times.percentile(50)),
            Report.milliseconds(times.percentile(99)), Report.milliseconds(times.percentile(100)), rate, cost, memory,
        ])
    }

    /// A figure of which nothing is required.
    mutating func note(_ text: String) { requirements.append("        \(text)") }

    mutating func require(_ what: String, isMet: Bool, _ detail: String) {
        self.isMet = self.isMet && isMet
        requirements.append("\(isMet ? "met   " : "FAILED"): \(what) (\(detail))")
    }

    mutating func require(_ what: String, _ times: Times, percentile: Int, below limit: Double) {
        let actual = Report.milliseconds(times.percentile(percentile))
        require(what, isMet: Double(times.percentile(percentile)) / 1e6 <= limit, "\(actual) ms")
    }

    var text: String {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            row.enumerated().map { column, text in
                let blanks = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + blanks : blanks + text
            }.joined(separator: "  ")
        }
        let table = rows.count > 1 ? lines + [""] : []
        return
            (["load average before: \(begin)", "load average after:  \(Report.machine)", ""] + table
            + requirements).joined(separator: "\n")
    }

    static func milliseconds(_ nanoseconds: Int64) -> String { decimal(Double(nanoseconds) / 1e6) }

    /// With two digits after the point.
    static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = String(abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        return "\(sign)\(abs(hundredths) / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
    }

    private static func mebibytes(_ kibibytes: Int) -> String { decimal(Double(kibibytes) / 1024) }

    private static var machine: String {
        let load = (Server.read("/proc/loadavg") ?? "").split(separator: " ").prefix(3).joined(separator: " ")
        return "\(load) on \(sysconf(Int32(_SC_NPROCESSORS_ONLN))) cores"
    }
}

/// Durations in nanoseconds; an answer may come after what it caused, so they can be negative.
struct Times: Sendable {
    private var sorted: [Int64]

    init(_ times: [Int64]) { sorted = times.sorted() }

    var count: Int { sorted.count }

    func percentile(_ percent: Int) -> Int64 {
        guard !sorted.isEmpty else { return .max / 2 }
        return sorted[max(0, (sorted.count * percent + 99) / 100 - 1)]
    }
}

/// What the server used between two moments.
struct Use {
    let processor: Int
    let memoryBefore: Int
    let memoryAfter: Int
}

extension Server {
    /// Notes what the server uses while `body` runs.
    func measure<Value>(_ body: () async throws -> Value) async rethrows -> (value: Value, use: Use) {
        let (processor, memory) = (processorTime, anonymousMemory)
        let value = try await body()
        return (
            value,
            Use(processor: processorTime - processor, memoryBefore: memory, memoryAfter: anonymousMemory)
        )
    }
}
