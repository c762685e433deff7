/// A reply of Redis (RESP2).
package enum RedisValue: Sendable, Equatable {
    /// A status line such as `OK`.
    case simple(String)
    /// An error inside an array; an error that is the whole reply is thrown as `RedisError`.
    case error(String)
    case integer(Int64)
    /// Bytes as they are: not every value is UTF-8.
    case bulk([UInt8])
    case null
    case array([RedisValue])

    /// The text of a bulk or simple reply; nil for another kind, and for bytes that are not UTF-8.
    package var text: String? {
        switch self {
        case .simple(let text): text
        case .bulk(let bytes):
            // Most is ASCII, and the general check asks the runtime for its generic types every time.
            bytes.allSatisfy { $0 < 0x80 }
                ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
        default: nil
        }
    }

    /// The bytes of a bulk or simple reply.
    package var bytes: [UInt8]? {
        switch self {
        case .simple(let text): Array(text.utf8)
        case .bulk(let bytes): bytes
        default: nil
        }
    }

    /// The number of an integer reply, or of a text that is a decimal number.
    package var integerValue: Int64? {
        if case .integer(let value) = self { return value }
        return text.flatMap { Int64($0) }
    }

    /// The elements of an array reply.
    package var elements: [RedisValue]? {
        if case .array(let elements) = self { return elements }
        return nil
    }

    package var isNull: Bool { self == .null }
}

/// Why a command has no reply.
package enum RedisError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Not connected, the connection was lost, or the deadline passed: a write may or may not have happened, and is
    /// not repeated. Also the server's own "not now" (OOM, READONLY, LOADING …). Answer 503.
    case unavailable(String)
    /// An error reply of the server, such as `WRONGTYPE …`: the command was wrong, not the connection.
    case server(String)
    /// What came is not RESP2, or over a limit. The connection was dropped.
    case protocolViolation(String)

    /// What happened, for the log; never shown to a client of the service.
    package var detail: String {
        switch self {
        case .unavailable(let detail), .server(let detail), .protocolViolation(let detail): detail
        }
    }

    /// A stable code for the log.
    package var code: String {
        switch self {
        case .unavailable: "redis_unavailable"
        case .server: "redis_error"
        case .protocolViolation: "redis_protocol"
        }
    }

    package var description: String { detail }

    /// The first words of error replies that say "not now" rather than "not so".
    private static let passing: Set<String> = [
        "OOM", "READONLY", "LOADING", "MISCONF", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "NOREPLICAS", "BUSY",
    ]

    /// Sorts an error reply by its first word.
    init(reply text: String) {
        let word = text.prefix { $0 != " " }
        self = RedisError.passing.contains(String(word)) ? .unavailable(text) : .server(text)
    }
}

/// Bounds of a connection to Redis. Times in nanoseconds, sizes in bytes.
package struct RedisLimits: Sendable {
    /// From dialling to the first PONG.
    package var connectDeadline: UInt64 = 2_000_000_000
    /// How long a command may wait for a reconnect that is under way.
    package var reconnectWait: UInt64 = 100_000_000
    /// How long `connect()` waits for a server that is reading its data from disk.
    package var loadingPatience: UInt64 = 60_000_000_000
    /// The first and the longest pause between two attempts to connect.
    package var shortestPause: UInt64 = 10_000_000
    package var longestPause: UInt64 = 1_000_000_000
    /// Commands sent and not yet answered, per connection.
    package var commandsInFlight = 65_536
    /// One command, formatted.
    package var commandBytes = 64 << 20
    /// Bytes of commands that the socket has not yet taken, per connection.
    package var queuedBytes = 128 << 20
    /// One reply on the wire, with all that it contains.
    package var replyBytes = 64 << 20
    /// Elements of one array in a reply.
    package var arrayElements = 1 << 20

    package init() {}
}

/// What happens to a connection, for the log.
package enum RedisEvent: Sendable, Equatable {
    case connected
    case disconnected(RedisError)
}
