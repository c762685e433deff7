internal import Glibc

/// Writes one line of logfmt per event: `time=… level=info event=token_issued user=alice request=…`.
///
/// Values are quoted and escaped, so that nothing a client sends can begin a line or a field of its own.
package struct Log: Sendable {
    package enum Level: String, Sendable, CaseIterable, Comparable {
        case debug, info, notice, warning, error

        private var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
    }

    package let level: Level
    private let clock: WallClock
    private let sink: @Sendable (String) -> Void

    /// Bytes of one value; longer ones are cut.
    private static let longestValue = 512

    /// - Parameters:
    ///   - level: the least level that is written.
    ///   - sink: takes one line without its line feed, on any thread.
    package init(
        level: Level, clock: WallClock = .system, sink: @escaping @Sendable (String) -> Void = Log.standardError
    ) {
        self.level = level
        self.clock = clock
        self.sink = sink
    }

    /// Writes an event. Fields whose value is nil or empty are left out; names are constants of ours.
    package func write(_ level: Level, _ event: String, _ fields: @autoclosure () -> KeyValuePairs<String, String?>) {
        guard level >= self.level else { return }
        var line = "time=\(Instant(milliseconds: clock.now()).rfc3339) level=\(level.rawValue) event=\(event)"
        for (name, value) in fields() {
            guard let value, !value.isEmpty else { continue }
            line += " \(name)=\(Log.escaped(value))"
        }
        sink(line)
    }

    /// One `write` call a line, so that lines of several threads do not mix.
    package static let standardError: @Sendable (String) -> Void = { line in
        let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
        _ = unsafe Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }

    /// The value as it is when it is plain, else in double quotes with everything beyond printable ASCII escaped.
    static func escaped(_ value: String) -> String {
        let cut = value.utf8.count <= longestValue ? value : String(value.unicodeScalars.prefix(longestValue / 4)) + "…"
        let isPlain = cut.utf8.allSatisfy { byte in
            byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "=")
                && byte != UInt8(ascii: "\\")
        }
        if isPlain { return cut }
        var text = "\""
        for scalar in cut.unicodeScalars {
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\n": text += "\\n"
            case _ where scalar.value >= 0x20 && scalar.value < 0x7F: text.unicodeScalars.append(scalar)
            default: text += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return text + "\""
    }
}
