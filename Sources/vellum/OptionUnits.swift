/// Sizes on the command line: a whole number of bytes, of kibibytes (`64K`), mebibytes (`1M`) or gibibytes (`2G`).
enum ByteSize {
    private static let units: [(letter: Character, shift: Int)] = [("G", 30), ("M", 20), ("K", 10)]

    /// - Throws: for a size out of the range, and for what is no size.
    static func read(_ text: String, in range: ClosedRange<Int>) throws(OptionError) -> Int {
        let unit = units.first { String($0.letter) == text.suffix(1).uppercased() }
        let digits = unit == nil ? text[...] : text.dropLast()
        guard digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits) else {
            throw wrong(range)
        }
        let (size, overflows) = number.multipliedReportingOverflow(by: 1 << (unit?.shift ?? 0))
        guard !overflows, range.contains(size) else { throw wrong(range) }
        return size
    }

    /// The shortest way to write it.
    static func text(_ size: Int) -> String {
        guard size > 0, let unit = units.first(where: { size % (1 << $0.shift) == 0 }) else { return String(size) }
        return "\(size >> unit.shift)\(unit.letter)"
    }

    private static func wrong(_ range: ClosedRange<Int>) -> OptionError {
        OptionError(
            message: "write bytes from \(text(range.lowerBound)) to \(text(range.upperBound)), such as 8192 or 8K")
    }
}

/// Times on the command line: seconds, decimals allowed (`0.5`), also with a unit (`10s`, `500ms`).
enum TimeSpan {
    /// A millisecond and a day, nanoseconds.
    static let range: ClosedRange<UInt64> = 1_000_000...86_400_000_000_000

    /// - Returns: nanoseconds.
    /// - Throws: for a time out of the range, and for what is no time.
    static func read(_ text: String) throws(OptionError) -> UInt64 {
        let isMilliseconds = text.hasSuffix("ms")
        let digits = isMilliseconds ? text.dropLast(2) : text.hasSuffix("s") ? text.dropLast() : text[...]
        let isPlain = digits.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
        guard isPlain, digits.first != ".", digits.last != ".", let number = Double(digits), number < 1e9 else {
            throw wrong
        }
        let nanoseconds = UInt64((number * (isMilliseconds ? 1e6 : 1e9)).rounded())
        guard range.contains(nanoseconds) else { throw wrong }
        return nanoseconds
    }

    static func text(_ nanoseconds: UInt64) -> String {
        nanoseconds % 1_000_000_000 == 0 ? "\(nanoseconds / 1_000_000_000)s" : "\(nanoseconds / 1_000_000)ms"
    }

    private static var wrong: OptionError {
        OptionError(message: "write a time from 1ms to 86400s, such as 10s, 0.5s or 500ms")
    }
}
