/// Bytes on their way out, in memory that is used again and again.
@safe public struct OutputBuffer: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    public private(set) var capacity: Int
    public private(set) var count = 0

    /// - Parameter capacity: bytes, at least 1.
    public init(capacity: Int = 1024) {
        precondition(capacity > 0)
        unsafe base = UnsafeMutablePointer.allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { unsafe base.deallocate() }

    public var isEmpty: Bool { count == 0 }

    /// The bytes. Not to be used longer than nothing is appended.
    @unsafe public var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: base, count: count) }

    public var array: [UInt8] { unsafe Array(bytes) }

    public mutating func removeAll() { count = 0 }

    /// Forgets the last bytes.
    mutating func removeLast(_ gone: Int) {
        precondition(0...count ~= gone)
        count -= gone
    }

    public mutating func append(_ byte: UInt8) {
        unsafe room(1).pointee = byte
        count += 1
    }

    public mutating func append(_ text: StaticString) {
        unsafe append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    public mutating func append(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBytes { unsafe append($0) } }

    public mutating func append(_ bytes: FixedBytes) {
        unsafe append(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count))
    }

    public mutating func append(_ text: String) {
        let isWhole: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
            unsafe append(UnsafeRawBufferPointer(bytes))
        }
        if isWhole == nil { append(Array(text.utf8)) }
    }

    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        unsafe UnsafeMutableRawPointer(room(bytes.count)).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    public mutating func append(decimal number: Int) {
        guard number < 10 else {
            append(decimal: number / 10)
            return append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
        }
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number))
    }

    /// Sixteen hexadecimal digits.
    public mutating func append(hexadecimal number: UInt64) {
        append(atMost: 16) { place in place.append(hexadecimal: number) }
    }

    /// Room for several pieces at once, whose sizes are known: one look at the capacity for all of them.
    ///
    /// - Parameter most: bytes that `write` appends at most; more of them end the process.
    @inline(__always)
    public mutating func append(atMost most: Int, _ write: (inout Room) -> Void) {
        var place = unsafe Room(room(most), most)
        write(&place)
        count += most - place.left
    }

    /// Where pieces go.
    @safe public struct Room: ~Copyable {
        var next: UnsafeMutableRawPointer
        var left: Int

        init(_ start: UnsafeMutablePointer<UInt8>, _ count: Int) {
            unsafe next = UnsafeMutableRawPointer(start)
            left = count
        }

        @inline(__always)
        public mutating func append(_ bytes: FixedBytes) { unsafe append(bytes.start, bytes.count) }

        @inline(__always)
        public mutating func append(_ text: StaticString) { unsafe append(text.utf8Start, text.utf8CodeUnitCount) }

        /// Sixteen digits.
        @inline(__always)
        public mutating func append(hexadecimal number: UInt64) {
            precondition(left >= 16)
            let digits = OutputBuffer.digits(number)
            unsafe next.storeBytes(of: digits.0, as: UInt64.self)
            unsafe next.storeBytes(of: digits.1, toByteOffset: 8, as: UInt64.self)
            unsafe next += 16
            left -= 16
        }

        @inline(__always)
        mutating func append(_ start: UnsafeRawPointer, _ count: Int) {
            precondition(left >= count)
            unsafe next.copyMemory(from: start, byteCount: count)
            unsafe next += count
            left -= count
        }
    }

    /// The sixteen digits of a number as two words that go to memory one behind the other.
    public static func digits(_ number: UInt64) -> (UInt64, UInt64) {
        let high = digits(UInt32(truncatingIfNeeded: number &>> 32))
        return (high, digits(UInt32(truncatingIfNeeded: number)))
    }

    /// The eight digits of a number, first digit in the lowest byte: all at once, a nibble to each byte.
    static func digits(_ number: UInt32) -> UInt64 {
        var nibbles = UInt64(number.byteSwapped)
        nibbles = (nibbles | nibbles &<< 16) & 0x0000_ffff_0000_ffff
        nibbles = (nibbles | nibbles &<< 8) & 0x00ff_00ff_00ff_00ff
        nibbles = (nibbles &>> 4 | nibbles &<< 8) & 0x0f0f_0f0f_0f0f_0f0f
        // 0x06 carries into the high half of a byte whose nibble is a letter.
        let letters = (nibbles &+ 0x0606_0606_0606_0606) &>> 4 & 0x0101_0101_0101_0101
        return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* UInt64(UInt8(ascii: "a") - 10 - UInt8(ascii: "0"))
    }

    /// Overwrites what may not be sent, from a place on.
    mutating func replace(from start: Int, where isBad: (UInt8) -> Bool, with byte: UInt8) {
        for index in start..<count where unsafe isBad(base[index]) { unsafe base[index] = byte }
    }

    private mutating func room(_ more: Int) -> UnsafeMutablePointer<UInt8> {
        if count + more > capacity { grow(count + more) }
        return unsafe base + count
    }

    private mutating func grow(_ needed: Int) {
        var wider = capacity
        while wider < needed { wider *= 2 }
        let place = UnsafeMutablePointer<UInt8>.allocate(capacity: wider)
        unsafe place.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = place
        capacity = wider
    }
}
