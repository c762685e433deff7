/// Looks for what a JSON string cannot hold as it is, eight bytes at a time.
///
/// A word is a register seen as eight bytes: a subtraction that borrows marks the bytes below a bound in their high
/// bits. The lowest mark is exact, which is the first byte of a little-endian word; marks above it may be false.
enum TextScan {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// A mark for each control character, quote and backslash.
    @inline(__always)
    static func special(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let controls = (word &- ones &* 0x20) & ~word
        return (controls | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)) & highs
    }

    /// The bytes from `position` on as a word.
    @inline(__always)
    static func word(_ text: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
        UInt64(littleEndian: unsafe text.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    @inline(__always)
    static func isSpecial(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x22 || byte == 0x5C }

    /// Steps over bytes that stand for themselves.
    ///
    /// - Returns: where the first other byte is, or the text's end; and whether all before it are ASCII.
    @inline(__always)
    static func plain(_ text: UnsafeRawBufferPointer, from start: Int) -> (end: Int, isASCII: Bool) {
        var position = start
        var seen: UInt64 = 0
        while position + 8 <= text.count {
            let word = unsafe word(text, position)
            let special = special(word)
            if special != 0 {
                let bits = special.trailingZeroBitCount & ~7
                return (position + bits / 8, (seen | word & ((1 << UInt64(bits)) - 1)) & highs == 0)
            }
            seen |= word
            position += 8
        }
        while position < text.count, !isSpecial(unsafe text[position]) {
            seen |= UInt64(unsafe text[position])
            position += 1
        }
        return (position, seen & highs == 0)
    }
}
