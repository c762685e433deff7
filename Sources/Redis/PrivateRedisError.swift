/// Why the private server cannot be had: one sentence that says what to do, and a detail for the log.
package struct PrivateRedisError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        case serverMissing = "redis_server_missing"
        case directoryUnusable = "data_directory_unusable"
        case directoryMissing = "data_directory_missing"
        case directoryInUse = "data_directory_in_use"
        case startFailed = "redis_server_start_failed"
    }

    package let kind: Kind
    package let message: String
    package let detail: String
    package var description: String { message }

    init(_ kind: Kind, _ message: String, detail: String = "") {
        self.kind = kind
        self.message = message
        self.detail = detail
    }
}

/// What happens to the private server, for the log.
package enum PrivateRedisEvent: Sendable, Equatable {
    case started(pid: Int32)
    /// A server that an earlier process left behind on the same data goes on in our service.
    case adopted(pid: Int32)
    /// It ended by itself and will be started again.
    case ended(pid: Int32)
    /// It could not be started again; the next attempt follows.
    case startFailed(PrivateRedisError)
    /// What was written since is not on the disk: a loss of power would cost it.
    case flushFailed(detail: String)
}
