/// Pauses between attempts: doubled each time, and with jitter, so that many instances do not knock all at once.
struct Backoff {
    private let shortest: UInt64
    private let longest: UInt64
    private var current: UInt64

    /// Times in nanoseconds.
    init(shortest: UInt64, longest: UInt64) {
        self.shortest = shortest
        self.longest = longest
        current = shortest
    }

    /// The next pause: between half of the current step and all of it.
    mutating func next(using generator: inout some RandomNumberGenerator) -> UInt64 {
        let step = current
        current = min(longest, current * 2)
        return UInt64.random(in: step / 2...step, using: &generator)
    }

    mutating func reset() { current = shortest }
}
