internal import Glibc
internal import HTTPCore

/// The beginning of a log line: its time, RFC 3339 in UTC with milliseconds, up to the request's ID. It is written out
/// once a second; then only the milliseconds are put in, as the loop's monotonic clock tells them.
final class LogTime {
    private(set) var bytes: [UInt8] = []
    private var words: (before: StaticString, behind: StaticString)
    /// Where the milliseconds stand.
    private var place = 0
    /// When the second began and ends, by the loop's clock, nanoseconds.
    private var start: UInt64 = 0
    private var end: UInt64 = 0
    /// Until when the milliseconds are right.
    private var nextChange: UInt64 = 0
    /// Another one for each time.
    var stamp: UInt64 { nextChange }

    /// - Parameters: what stands on both sides of the time.
    init(_ before: StaticString, _ behind: StaticString) { words = (before, behind) }

    func refresh(now: UInt64) {
        guard now >= nextChange else { return }
        if now >= end { beginSecond(now) }
        let milliseconds = (now &- start) / 1_000_000
        nextChange = start &+ (milliseconds + 1) * 1_000_000
        bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: milliseconds / 100 % 10)
        bytes[place + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: milliseconds / 10 % 10)
        bytes[place + 2] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: milliseconds % 10)
    }

    private func beginSecond(_ now: UInt64) {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        start = now &- UInt64(time.tv_nsec)
        end = start &+ 1_000_000_000
        let text = "\(words.before)\(HTTPDate.timestamp(seconds: time.tv_sec))."
        place = text.utf8.count
        bytes = [UInt8]("\(text)000Z\(words.behind)".utf8)
    }
}
