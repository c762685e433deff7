internal import CLinux
internal import Glibc
internal import HTTPCore

/// IMF-fixdate, the form of the Date field (RFC 9110 §5.6.7).
package enum HTTPDate {
    private static let days: [StaticString] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months: [StaticString] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Parameter seconds: since 1970, UTC.
    package static func text(seconds: Int) -> String {
        let (day, clock) = parts(seconds)
        let date = civil(day)
        let weekday = days[((day % 7) + 7) % 7]
        return "\(weekday), \(twoDigits(date.day)) \(months[date.month - 1]) \(date.year) \(clock) GMT"
    }

    /// RFC 3339 up to the second, without a zone: `2026-11-25T14:04:15`.
    static func timestamp(seconds: Int) -> String {
        let (day, clock) = parts(seconds)
        let date = civil(day)
        return "\(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day))T\(clock)"
    }

    /// The day since 1970, and the time of day as `14:04:15`.
    private static func parts(_ seconds: Int) -> (day: Int, clock: String) {
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let second = seconds - day * 86_400
        let clock = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
        return (day, clock)
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Days since 1970 to a date of the Gregorian calendar, counted in eras of 400 years that begin on 1 March.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

/// The Date field line, rendered once a second.
struct DateLine {
    private(set) var bytes: [UInt8] = []
    /// The beginning of a 200: its status line and the date.
    private(set) var bytesOfSuccess = FixedBytes([])
    private var nextChange: UInt64 = 0

    /// - Parameter now: the loop's monotonic clock, nanoseconds.
    mutating func refresh(now: UInt64) {
        guard now >= nextChange else { return }
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        bytes = [UInt8]("Date: \(HTTPDate.text(seconds: time.tv_sec))\r\n".utf8)
        bytesOfSuccess = FixedBytes(StatusLine.bytes(200) + bytes)
        nextChange = now &+ UInt64(1_000_000_000 - time.tv_nsec)
    }
}

/// Makes request IDs from a counter that starts at random, mixed so that they look it.
struct RequestIDs {
    private var counter: UInt64

    init(seed: UInt64) { counter = seed }

    mutating func next() -> RequestID {
        // splitmix64: a bijection, so no ID comes twice within 2^64 of them.
        counter &+= 0x9e37_79b9_7f4a_7c15
        var mixed = counter
        mixed = (mixed ^ (mixed &>> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed &>> 27)) &* 0x94d0_49bb_1331_11eb
        return .made(mixed ^ (mixed &>> 31))
    }
}
