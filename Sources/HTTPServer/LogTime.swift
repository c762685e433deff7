internal import Glibc
internal import HTTPCore

/// The time of a log line, RFC 3339 in UTC with milliseconds. The second is written out once; the loop's monotonic
/// clock says how far it has gone.
struct LogTime {
    private var second: [UInt8] = []
    /// When the second began, by the loop's clock, nanoseconds.
    private var start: UInt64 = 0
    private var end: UInt64 = 0
    private var milliseconds = 0

    mutating func refresh(now: UInt64) {
        if now >= end {
            var time = timespec()
            _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
            second = [UInt8](HTTPDate.timestamp(seconds: time.tv_sec).utf8)
            start = now &- UInt64(time.tv_nsec)
            end = start &+ 1_000_000_000
        }
        milliseconds = Int((now &- start) / 1_000_000)
    }

    func append(to line: inout OutputBuffer) {
        line.append(second)
        line.append(UInt8(ascii: "."))
        for divisor in [100, 10, 1] {
            line.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: milliseconds / divisor % 10))
        }
        line.append(UInt8(ascii: "Z"))
    }
}
