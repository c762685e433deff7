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

    /// Whether none of sixteen bytes is special.
    @inline(__always)
    static func isPlain(_ block: SIMD16<UInt8>) -> Bool {
        let special =
            isWithin(block, 0x00, width: 0x1F) | isWithin(block, 0x22, width: 0) | isWithin(block, 0x5C, width: 0)
        let halves = unsafe unsafeBitCast(special, to: SIMD2<UInt64>.self)
        return halves.x | halves.y == 0
    }

    /// All bits of a byte that is in the range, and none of the others.
    ///
    /// The types are spelled out: where they are left to the compiler, it takes a comparison lane by lane.
    @inline(__always)
    private static func isWithin(_ block: SIMD16<UInt8>, _ lower: UInt8, width: UInt8) -> SIMD16<UInt8> {
        let lower = SIMD16<UInt8>(repeating: lower)
        let width = SIMD16<UInt8>(repeating: width)
        let offset: SIMD16<UInt8> = block &- lower
        return unsafe unsafeBitCast(offset .<= width, to: SIMD16<UInt8>.self)
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
        if position + 32 <= text.count {
            var blocks = SIMD16<UInt8>(repeating: 0)
            while position + 16 <= text.count {
                let block = unsafe text.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
                guard isPlain(block) else { break }
                blocks |= block
                position += 16
            }
            let halves = unsafe unsafeBitCast(blocks, to: SIMD2<UInt64>.self)
            seen = halves.x | halves.y
        }
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
