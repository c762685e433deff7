internal import Glibc

/// The time of day, passed in wherever something is dated or expires.
package struct WallClock: Sendable {
    /// Milliseconds since 1970 UTC.
    package let now: @Sendable () -> Int64

    package init(now: @escaping @Sendable () -> Int64) { self.now = now }

    package static let system = WallClock {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// Whole seconds since 1970 UTC.
    package var seconds: Int64 { now() / 1_000 }
}

/// A point in time to the millisecond.
package struct Instant: Sendable, Hashable, Comparable {
    /// Since 1970 UTC.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// RFC 3339 in UTC with milliseconds, such as `2026-11-21T07:30:11.123Z`.
    package var rfc3339: String {
        let day: Int64 = 86_400_000
        let days = (milliseconds >= 0 ? milliseconds : milliseconds - day + 1) / day
        let rest = milliseconds - days * day
        let (year, month, dayOfMonth) = Instant.civil(days: days)
        let date = "\(Instant.padded(year, 4))-\(Instant.padded(month, 2))-\(Instant.padded(dayOfMonth, 2))"
        let hour = Instant.padded(rest / 3_600_000, 2)
        let minute = Instant.padded(rest / 60_000 % 60, 2)
        let second = Instant.padded(rest / 1_000 % 60, 2)
        return "\(date)T\(hour):\(minute):\(second).\(Instant.padded(rest % 1_000, 3))Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The proleptic Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin in March.
    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
