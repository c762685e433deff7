internal import HTTPCore

/// Scores of sorted sets: doubles as text, whole numbers in ours.
enum Score {
    /// Nil for anything but a whole number of 64 bits: what lies in Redis may not be ours.
    static func integer(_ text: String) -> Int64? { Double(text).flatMap { Int64(exactly: $0) } }

    /// A time in milliseconds as Redis itself writes it: digits alone, below 10^17.
    static func integer(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard (1...17).contains(digits.count) else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard ASCII.isDigit(digit) else { return nil }
            value = value &* 10 &+ Int64(digit &- UInt8(ascii: "0"))
        }
        return value
    }
}
