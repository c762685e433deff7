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
        return unsafe String(unsafeUninitializedCapacity: pattern.count) { text in
            _ = unsafe text.initialize(fromContentsOf: pattern)
            // Writes a number so that its last digit stands at this place of the pattern.
            func put(_ number: Int32, endingAt end: Int) {
                var (rest, place) = (UInt32(truncatingIfNeeded: number), end)
                while rest > 0 {
                    unsafe text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                    place -= 1
                }
            }
            unsafe put(parts.tm_year + 1900, endingAt: 3)
            unsafe put(parts.tm_mon + 1, endingAt: 6)
            unsafe put(parts.tm_mday, endingAt: 9)
            unsafe put(parts.tm_hour, endingAt: 12)
            unsafe put(parts.tm_min, endingAt: 15)
            unsafe put(parts.tm_sec, endingAt: 18)
            put(Int32(fraction), endingAt: 22)
            return pattern.count
        }
    }

    private static let range: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999
    private static let pattern = Array("0000-00-00T00:00:00.000Z".utf8)
}
