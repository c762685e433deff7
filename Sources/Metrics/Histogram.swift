/// How durations are distributed: counted by fixed upper bounds.
package final class Histogram: Sendable {
    /// Upper bounds of the buckets, seconds; a last one takes the rest.
    package static let bounds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    private static let nanoseconds: [UInt64] = bounds.map { UInt64(($0 * 1e9).rounded()) }
    private static let lowest = nanoseconds[0]

    private let buckets: [Counter]
    private let sum = Counter()

    package init() { buckets = (0...Histogram.bounds.count).map { _ in Counter() } }

    package func observe(nanoseconds: UInt64) {
        guard nanoseconds > Histogram.lowest else {
            buckets[0].add()
            return sum.add(Int(nanoseconds))
        }
        var index = 1
        while index < Histogram.nanoseconds.count, nanoseconds > Histogram.nanoseconds[index] { index += 1 }
        buckets[index].add()
        sum.add(Int(clamping: nanoseconds))
    }

    /// Counts up to each bound, each with those below it; the last is the count of all.
    package var cumulative: [Int] {
        var total = 0
        return buckets.map { bucket in
            total += bucket.value
            return total
        }
    }

    /// Seconds.
    package var sumSeconds: Double { Double(sum.value) / 1e9 }
}
