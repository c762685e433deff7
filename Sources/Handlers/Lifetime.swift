/// Lifetimes as text: `90s`, `15m`, `1h 30m`, `1d`.
enum Lifetime {
    /// Seconds: one second to 30 days.
    static let allowed: ClosedRange<Int64> = 1...2_592_000

    /// The sum of the parts in seconds; nil when the text is no row of numbers and units.
    ///
    /// - Parameter text: of the contract's pattern, whose numbers have seven digits at most: no sum overflows.
    static func seconds(_ text: String) -> Int64? {
        var sum: Int64 = 0
        var digits = ""
        for character in text where character != " " {
            if character.isWholeNumber {
                digits.append(character)
            } else {
                guard let count = Int32(digits), let unit = units[character] else { return nil }
                sum += Int64(count) * unit
                digits = ""
            }
        }
        return digits.isEmpty ? sum : nil
    }

    private static let units: [Character: Int64] = ["d": 86_400, "h": 3_600, "m": 60, "s": 1]
}
