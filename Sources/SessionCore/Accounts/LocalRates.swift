internal import Synchronization

/// Limits attempts of this instance alone, while Redis is away: by GCRA, half as many as usual, since the other
/// instances count for themselves too.
///
/// Attempts of one subject may come in a burst up to the limit, and then one each `window / limit`.
final class LocalRates: Sendable {
    /// Subjects at a time; those beyond share one count, so that nobody buys attempts by many names.
    static let capacity = 16_384
    private static let overflow = "overflow"

    /// Subject → when all its attempts so far will be paid for (the theoretical arrival time), milliseconds since 1970.
    private let arrivals = Mutex<[String: Int64]>([:])

    /// How many attempts of a window are left while Redis is away.
    static func limit(_ limit: Int) -> Int { max(1, limit / 2) }

    /// Notes an attempt, unless it comes too early.
    ///
    /// - Parameters:
    ///   - limit: attempts a window, as with Redis.
    ///   - window: milliseconds.
    /// - Returns: whether it is allowed, how many more are, and in how many milliseconds the next one will be.
    func attempt(_ subject: String, limit: Int, window: Int64, now: Int64) -> (
        isAllowed: Bool, remaining: Int, wait: Int64
    ) {
        let limit = Int64(LocalRates.limit(limit))
        let interval = window / limit
        return arrivals.withLock { arrivals in
            let name = LocalRates.name(subject, &arrivals, now)
            let arrival = max(arrivals[name] ?? now, now)
            // The burst that is allowed is one window long.
            let next = arrival + interval
            guard next - now <= interval * limit else { return (false, 0, next - now - interval * limit) }
            arrivals[name] = next
            let remaining = (interval * limit - (next - now)) / interval
            return (true, Int(remaining), remaining > 0 ? 0 : next + interval - now - interval * limit)
        }
    }

    /// Whether the next attempt would be refused; counts nothing.
    func isExhausted(_ subject: String, limit: Int, window: Int64, now: Int64) -> Bool {
        let limit = Int64(LocalRates.limit(limit))
        let interval = window / limit
        let arrival = arrivals.withLock { $0[LocalRates.name(subject, &$0, now)] } ?? now
        return max(arrival, now) + interval - now > interval * limit
    }

    var count: Int { arrivals.withLock { $0.count } }

    private static func name(_ subject: String, _ arrivals: inout [String: Int64], _ now: Int64) -> String {
        if arrivals[subject] != nil || arrivals.count < capacity { return subject }
        arrivals = arrivals.filter { $0.value > now }
        return arrivals.count < capacity ? subject : overflow
    }
}
