internal import Foundation
internal import Glibc

/// Compares the generated readers and writers, with all their checks, with Foundation's coders: CPU time of this
/// process, in rounds that alternate, so that whatever disturbs the machine disturbs both.
struct CodingBench {
    /// How many times the speed of `JSONDecoder` and `JSONEncoder` is required, without checks on their side.
    private static let decodeBound = 4.0
    private static let encodeBound = 6.0
    private static let rounds = 9
    /// Nanoseconds of one measurement.
    private static let slice = 20e6

    /// - Returns: the exit status.
    static func run() -> Int32 {
        do {
            return try measure() ? 0 : 1
        } catch {
            print("a body is not read or written: \(error)")
            return 1
        }
    }

    private static func measure() throws -> Bool {
        print("nanoseconds of CPU time each, median of \(rounds) rounds; Foundation on plain structs, without checks")
        print(row("", "bytes", "decode", "JSONDecoder", "ratio", "checked", "encode", "JSONEncoder", "ratio"))
        var decoding: [Double] = []
        var encoding: [Double] = []
        for each in CodingCases.all {
            let decode = try compare([each.decodeOurs, each.decodePlain, each.decodeChecked])
            let encode = try compare([each.encodeOurs, each.encodePlain])
            decoding.append(decode.ratios[1])
            encoding.append(encode.ratios[1])
            print(
                row(
                    each.name, String(each.bytes), whole(decode.times[0]), whole(decode.times[1]),
                    tenths(decode.ratios[1]), tenths(decode.ratios[2]), whole(encode.times[0]), whole(encode.times[1]),
                    tenths(encode.ratios[1])))
        }
        print(row("geometric mean", "", "", "", tenths(mean(decoding)), "", "", "", tenths(mean(encoding))))
        print("checked: JSONDecoder through the generated Codable conformance, which makes the same checks")
        let isFast = [
            bound("decoding", decoding, decodeBound), bound("encoding", encoding, encodeBound),
        ]
        return isFast.allSatisfy { $0 }
    }

    private static func bound(_ what: String, _ ratios: [Double], _ bound: Double) -> Bool {
        let least = ratios.min() ?? 0
        let isMet = least >= bound
        print("\(isMet ? "met   " : "FAILED"): \(what) \(tenths(bound)) times as fast (least: \(tenths(least)))")
        return isMet
    }

    /// The median time of each in nanoseconds, and the median of its ratio to the first.
    private static func compare(
        _ ways: [(Int) throws -> Int]
    ) throws -> (times: [Double], ratios: [Double]) {
        let counts = try ways.map { way in
            _ = try way(100)
            return max(1, Int(slice / (try time(200, way))))
        }
        var times = [[Double]](repeating: [], count: ways.count)
        for _ in 0..<rounds {
            for (index, way) in ways.enumerated() { times[index].append(try time(counts[index], way)) }
        }
        let ratios = times.map { times0 in median(zip(times0, times[0]).map { $0 / $1 }) }
        return (times.map(median), ratios)
    }

    /// CPU time of one, in nanoseconds.
    private static func time(_ count: Int, _ way: (Int) throws -> Int) throws -> Double {
        let begin = processorTime
        guard try way(count) > 0 else { throw BenchFailure("nothing came of it") }
        return Double(processorTime - begin) / Double(count)
    }

    private static var processorTime: Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private static func mean(_ values: [Double]) -> Double {
        exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
    }

    private static func whole(_ value: Double) -> String { String(Int(value.rounded())) }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func row(_ name: String, _ cells: String...) -> String {
        let padded = cells.map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }
        return name + String(repeating: " ", count: max(1, 25 - name.count)) + padded.joined()
    }
}
