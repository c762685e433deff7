/// How long a client lets the reader of its body wait. Time counts only while somebody waits: a handler that is busy
/// between two pieces is not the client's fault. Times are nanoseconds of one monotonic clock.
package struct ArrivalClock: Sendable {
    /// Body bytes that have come.
    package private(set) var bytes = 0
    /// What earlier waits took together.
    private var waited: UInt64 = 0
    /// When this wait began; nil while nobody waits.
    private var start: UInt64?
    /// When this wait began, or its last byte came.
    private var lastProgress: UInt64 = 0

    package init() {}

    package mutating func beginWait(_ now: UInt64) {
        start = now
        lastProgress = now
    }

    package mutating func endWait(_ now: UInt64) {
        guard let start else { return }
        waited &+= now > start ? now - start : 0
        self.start = nil
    }

    package mutating func took(_ count: Int, _ now: UInt64) {
        bytes += count
        lastProgress = max(lastProgress, now)
    }

    /// When this wait has lasted too long: after `patience` without a byte, or when all waits together have taken
    /// `patience` and what the bytes so far need at the minimum rate. `UInt64.max` while nobody waits.
    ///
    /// - Parameters:
    ///   - patience: nanoseconds.
    ///   - rate: bytes a second, at least 1.
    package func deadline(patience: UInt64, rate: Int) -> UInt64 {
        guard let start else { return .max }
        let allowed = patience &+ Rate.time(bytes, at: rate)
        let total = allowed > waited ? start &+ (allowed - waited) : start
        return min(lastProgress &+ patience, total)
    }
}

/// Bytes a second.
enum Rate {
    /// How many nanoseconds so many bytes take; at most 2^60.
    static func time(_ bytes: Int, at rate: Int) -> UInt64 {
        UInt64(min(Double(bytes) / Double(rate) * 1e9, 0x1p60))
    }

    /// How many bytes come in so many nanoseconds, at least 1.
    static func bytes(_ nanoseconds: UInt64, at rate: Int) -> Int {
        Int(max(1, min(Double(nanoseconds) / 1e9 * Double(rate), 0x1p60)))
    }
}
