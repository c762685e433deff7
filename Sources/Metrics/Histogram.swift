/// How durations are distributed: counted by fixed upper bounds.
package final class Histogram: Sendable {
    /// Upper bounds of the buckets, seconds; a last one takes the rest.
    package static let bounds: [Double] = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]
    private static let nanoseconds: [UInt64] = bounds.map { UInt64(($0 * 1e9).rounded()) }
    private static let lowest = nanoseconds[0]

    /// One for each bound, one for the rest, and the sum in nanoseconds.
    private let counters = CounterList(count: Histogram.bounds.count + 2)
    private var sumPlace: Int { counters.count - 1 }

    package init() {}

    package func observe(nanoseconds: UInt64) {
        guard nanoseconds > Histogram.lowest else {
            counters.add(at: 0)
            return counters.add(Int(nanoseconds), at: sumPlace)
        }
        var index = 1
        while index < Histogram.nanoseconds.count, nanoseconds > Histogram.nanoseconds[index] { index += 1 }
        counters.add(at: index)
        counters.add(Int(clamping: nanoseconds), at: sumPlace)
    }

    /// Counts up to each bound, each with those below it; the last is the count of all.
    package var cumulative: [Int] {
        var total = 0
        return counters.values.dropLast().map { bucket in
            total += bucket
            return total
        }
    }

    /// Seconds.
    package var sumSeconds: Double { Double(counters[sumPlace]) / 1e9 }
}
