/// Lifetimes as text: `90s`, `15m`, `1h 30m`, `1d`.
enum Lifetime {
    /// Seconds: one second to 30 days.
    static let allowed: ClosedRange<Int64> = 1...2_592_000

    /// The sum of the parts in seconds; nil when one is not a number and a unit, or the sum is beyond 64 bits.
    static func seconds(_ text: String) -> Int64? {
        var sum: Int64 = 0
        var number: Int64?
        for byte in text.utf8 where byte != UInt8(ascii: " ") {
            if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                let (tens, isLarge) = (number ?? 0).multipliedReportingOverflow(by: 10)
                guard !isLarge else { return nil }
                number = tens + Int64(byte - UInt8(ascii: "0"))
            } else {
                guard let count = number, let unit = unit(byte) else { return nil }
                let (part, isLarge) = count.multipliedReportingOverflow(by: unit)
                let (next, isBeyond) = sum.addingReportingOverflow(part)
                guard !isLarge, !isBeyond else { return nil }
                sum = next
                number = nil
            }
        }
        return number == nil && !text.isEmpty ? sum : nil
    }

    private static func unit(_ byte: UInt8) -> Int64? {
        switch byte {
        case UInt8(ascii: "d"): 86_400
        case UInt8(ascii: "h"): 3_600
        case UInt8(ascii: "m"): 60
        case UInt8(ascii: "s"): 1
        default: nil
        }
    }
}
