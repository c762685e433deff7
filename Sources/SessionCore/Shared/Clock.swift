internal import Glibc

/// The wall clock as a parameter: milliseconds since 1970 in UTC.
package struct Clock: Sendable {
    package let now: @Sendable () -> Int64

    package init(now: @escaping @Sendable () -> Int64) { self.now = now }

    package static let system = Clock {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Whole seconds, as tokens count (RFC 7519 §2, NumericDate).
    package var seconds: Int64 { now() / 1000 }
}

/// Times as RFC 3339 text in UTC with milliseconds: `2026-11-21T07:30:11.123Z`.
package enum Timestamp {
    package static func text(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1000)
        var parts = unsafe tm()
        unsafe gmtime_r(&seconds, &parts)
        let date = unsafe [(parts.tm_year + 1900, 4), (parts.tm_mon + 1, 2), (parts.tm_mday, 2)]
        let time = unsafe [(parts.tm_hour, 2), (parts.tm_min, 2), (parts.tm_sec, 2)]
        let fraction = padded(Int32(milliseconds % 1000), 3)
        return date.map(padded).joined(separator: "-") + "T" + time.map(padded).joined(separator: ":") + ".\(fraction)Z"
    }

    private static func padded(_ value: Int32, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
