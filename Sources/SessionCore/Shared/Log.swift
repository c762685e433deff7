internal import Glibc
internal import HTTPCore
internal import Synchronization

/// The log: one line an event, in logfmt, so that it can be grepped and no input can forge a line.
///
/// Tokens, secrets and passwords are never given to it.
package struct Log: Sendable {
    package enum Level: String, Sendable, Comparable, CaseIterable {
        case debug, info, notice, warning, error

        package static func < (left: Level, right: Level) -> Bool { left.rank < right.rank }
        fileprivate var rank: Int { Level.allCases.firstIndex(of: self) ?? 0 }
    }

    /// Shared by all copies of a log, so that one reload reaches them all.
    private final class Threshold: Sendable {
        let rank: Atomic<Int>
        init(_ level: Level) { rank = Atomic(level.rank) }
    }

    private let threshold: Threshold
    private let clock: Clock
    private let write: (@Sendable (String) -> Void)?
    private static let standardError = LogLines(descriptor: STDERR_FILENO)

    /// - Parameter write: gets each line without its line end; nil for standard error.
    package init(level: Level, clock: Clock = .system, write: (@Sendable (String) -> Void)? = nil) {
        threshold = Threshold(level)
        self.clock = clock
        self.write = write
    }

    /// What is less is not written. May change while the log is in use.
    package var level: Level {
        get { Level.allCases[threshold.rank.load(ordering: .relaxed)] }
        nonmutating set { threshold.rank.store(newValue.rank, ordering: .relaxed) }
    }

    /// - Parameter fields: in the order they are to stand; nil values are left out.
    package func callAsFunction(_ level: Level, _ event: String, _ fields: KeyValuePairs<String, String?> = [:]) {
        guard level >= self.level else { return }
        // As bytes, since a string is asked for its shape at each text that it gets.
        var line: [UInt8] = []
        line.reserveCapacity(Log.usualLength)
        for text in ["time=", Timestamp.text(clock.now()), " level=", level.rawValue, " event=", event] {
            line.append(contentsOf: text.utf8)
        }
        for (name, value) in fields {
            guard let value else { continue }
            line.append(UInt8(ascii: " "))
            line.append(contentsOf: name.utf8)
            line.append(UInt8(ascii: "="))
            line.append(contentsOf: Log.quoted(value).utf8)
        }
        if let write { return write(String(decoding: line, as: UTF8.self)) }
        line.append(UInt8(ascii: "\n"))
        Log.standardError.write(line)
    }

    /// Bytes of most lines.
    private static let usualLength = 255

    /// A value as logfmt writes it: what could end a line, move a terminal's cursor or turn text around is escaped.
    package static func quoted(_ value: String) -> String {
        if !value.isEmpty, value.allBytes(ByteSet.bare.contains) { return value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            default:
                let isControl =
                    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x200B...0x200F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
                    || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0xFEFF || scalar.value == 0x2028
                    || scalar.value == 0x2029
                text += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
            }
        }
        return text + "\""
    }
}

/// Who caused an event, for the log.
package struct Origin: Sendable {
    package let address: String
    package let userAgent: String?
    package let requestID: String

    /// What the service does of itself.
    static let service = Origin(address: "-", userAgent: nil, requestID: "-")

    package init(address: String, userAgent: String?, requestID: String) {
        self.address = address
        self.userAgent = userAgent
        self.requestID = requestID
    }
}
