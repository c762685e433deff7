package import EventLoop
package import Metrics
package import Redis
internal import Synchronization

/// What happened to accounts and tokens, in a fixed list of words.
package enum AuditEvent: String, CaseIterable, Sendable {
    case registered
    case signedIn = "signed_in"
    case signInFailed = "sign_in_failed"
    case signedOut = "signed_out"
    case tokenIssued = "token_issued"
    case tokenRefreshed = "token_refreshed"
    case refreshReused = "refresh_reused"
    case passwordChanged = "password_changed"
    case rateLimited = "rate_limited"
    case keyRotated = "key_rotated"
    case userDisabled = "user_disabled"
    case userEnabled = "user_enabled"
    case userDeleted = "user_deleted"
}

/// Keeps the audit events: always in the log, and as a best effort in a capped stream in Redis.
///
/// Nobody waits for the stream: what it does not take is counted and lost, so that an audit never holds up or fails
/// what it tells of.
package final class AuditTrail: Sendable {
    private let redis: Redis
    private let loop: EventLoop
    private let log: Log
    private let clock: Clock
    /// Entries that the stream keeps at least; Redis trims whole nodes.
    private let capacity: Int
    private let underWay = Atomic<Int>(0)
    /// Entries on their way to Redis; beyond them they are dropped.
    static let maximumUnderWay = 1_024

    package let events = CounterTable<AuditEvent>()
    /// Entries that the stream did not take.
    package let failures = Counter()

    package init(redis: Redis, loop: EventLoop, log: Log, clock: Clock = .system, capacity: Int) {
        self.redis = redis
        self.loop = loop
        self.log = log
        self.clock = clock
        self.capacity = capacity
    }

    /// - Parameters:
    ///   - user: nil when nobody is known; never a name that has no account, since people type passwords there.
    ///   - action: what was being done, where the event does not say.
    package func note(_ event: AuditEvent, user: String?, action: String? = nil, from origin: Origin) {
        events[event].add()
        log(
            AuditTrail.level(event, action), event.rawValue,
            [
                "user": user, "action": action, "address": origin.address, "agent": origin.userAgent,
                "request": origin.requestID,
            ])
        guard capacity > 0 else { return }
        var command = ["XADD", Keys.audit, "MAXLEN", "~", String(capacity), "*", "event", event.rawValue]
        let fields = [
            ("time", Timestamp.text(clock.now())), ("user", user), ("action", action), ("address", origin.address),
            ("agent", origin.userAgent), ("request", origin.requestID),
        ]
        for (name, value) in fields {
            if let value { command += [name, value] }
        }
        write(command)
    }

    /// The action of what an administrator does.
    static let administrator = "admin"

    /// What an administrator does is seldom, and worth a line in a quiet log too.
    private static func level(_ event: AuditEvent, _ action: String?) -> Log.Level {
        event == .refreshReused ? .warning : action == administrator ? .notice : .info
    }

    private func write(_ command: [String]) {
        guard underWay.wrappingAdd(1, ordering: .relaxed).newValue <= AuditTrail.maximumUnderWay else {
            underWay.wrappingSubtract(1, ordering: .relaxed)
            failures.add()
            return
        }
        Task(executorPreference: loop) { [self] in
            do throws(RedisError) {
                _ = try await redis.command(command)
            } catch {
                failures.add()
                log(.debug, "audit_failed", ["detail": error.detail])
            }
            underWay.wrappingSubtract(1, ordering: .relaxed)
        }
    }

    /// Waits for the entries that are under way, for at most a command's deadline.
    package func drain() async {
        for _ in 0..<100 where underWay.load(ordering: .relaxed) > 0 { await loop.sleep(nanoseconds: 5_000_000) }
    }
}
