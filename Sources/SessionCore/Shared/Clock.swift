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

/// Times as RFC 3339 text in UTC with milliseconds: `2026-11-21T07:30:11.123Z`. The years are 0 to 9999 (RFC 3339 §1);
/// what lies beyond them, which only broken data can, is told as their first or last moment.
package enum Timestamp {
    package static func text(_ milliseconds: Int64) -> String {
        let milliseconds = min(max(milliseconds, range.lowerBound), range.upperBound)
        let fraction = ((milliseconds % 1000) + 1000) % 1000
        var seconds = time_t((milliseconds - fraction) / 1000)
        var parts = unsafe tm()
        unsafe gmtime_r(&seconds, &parts)
        let numbers: InlineArray<7, Int32> = unsafe [
            parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
            Int32(fraction),
        ]
        var text = pattern
        for (number, end) in zip(numbers.indices, ends) {
            var value = numbers[number]
            var place = end
            repeat {
                text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10)
                value /= 10
                place -= 1
            } while value > 0
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
    private static let pattern = Array("0000-00-00T00:00:00.000Z".utf8)
    /// Where in the pattern the last digit of each number stands.
    private static let ends = [3, 6, 9, 12, 15, 18, 22]
}
