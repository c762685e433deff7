internal import HTTPCore

/// Scores of sorted sets: whole numbers in ours, which Redis writes as digits alone below 10^17.
enum Score {
    /// Nil for anything else: what lies in Redis may not be ours.
    static func integer(_ digits: some Collection<UInt8>) -> Int64? {
        guard (1...17).contains(digits.count) else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard ASCII.isDigit(digit) else { return nil }
            value = value &* 10 &+ Int64(digit &- UInt8(ascii: "0"))
        }
        return value
    }
}
