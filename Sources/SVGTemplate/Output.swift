import JSON

/// What a rendering has written so far. A picture is made of hundreds of short pieces: each is one look at the room that
/// is left and one copy.
struct Output {
    /// The text, and zeros behind it that are room for more of it.
    private var room: [UInt8]
    /// Bytes of the text.
    private(set) var count = 0

    /// - Parameter capacity: bytes that fit before the memory must grow, at least 1.
    init(capacity: Int = 64) { room = [UInt8](repeating: 0, count: capacity) }

    /// The text without a copy of it.
    consuming func bytes() -> [UInt8] {
        room.removeLast(room.count - count)
        return room
    }

    /// The text from a mark on; bytes that are no UTF-8 are replaced.
    func text(from mark: Int = 0) -> String { String(decoding: room[mark..<count], as: UTF8.self) }

    /// Forgets what was written since a mark.
    mutating func cut(to mark: Int) {
        precondition(0...count ~= mark)
        count = mark
    }

    mutating func append(_ byte: UInt8) {
        if count == room.count { grow(1) }
        room[count] = byte
        count += 1
    }

    mutating func append(_ text: String) { unsafe text.withBytes { bytes in unsafe append(bytes) } }

    /// - Parameter bytes: not of this output.
    @inline(__always)
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        if bytes.count > room.count - count { grow(bytes.count) }
        unsafe room.withUnsafeMutableBytes { [count] room in
            unsafe (room.baseAddress.unsafelyUnwrapped + count).copyMemory(from: start, byteCount: bytes.count)
        }
        count += bytes.count
    }

    mutating func append(_ value: Int64) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = digits.count
        var rest = value.magnitude
        repeat {
            first -= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        } while rest > 0
        if value < 0 { append(UInt8(ascii: "-")) }
        unsafe digits.span.extracting(first...).withUnsafeBytes { unsafe append($0) }
    }

    @inline(never)
    private mutating func grow(_ addition: Int) {
        var larger = [UInt8](repeating: 0, count: max(2 * room.count, count + addition))
        larger.replaceSubrange(0..<count, with: room[..<count])
        room = larger
    }
}
