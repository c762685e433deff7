/// Appends a JSON text to a byte array. The caller writes values in order; commas are the writer's business.
package struct JSONWriter: Sendable {
    /// The text, and zeros behind it that are room for more of it.
    private var room: [UInt8]
    /// Bytes of the text.
    private var count = 0
    private var needsComma = false

    /// - Parameter capacity: by default as much as malloc keeps at hand for each thread.
    package init(reserving capacity: Int = 992) { room = [UInt8](repeating: 0, count: max(capacity, 64)) }

    /// The text so far.
    package var bytes: [UInt8] { Array(room[..<count]) }

    /// The text without a copy of it; the writer is empty afterwards.
    package mutating func takeBytes() -> [UInt8] {
        var text: [UInt8] = []
        swap(&text, &room)
        text.removeLast(text.count - count)
        count = 0
        needsComma = false
        return text
    }

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    package mutating func name(_ name: String) {
        string(name)
        append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// - Parameter name: as it stands in the text between its quotes, escaped where it must be.
    package mutating func name(written name: StaticString) {
        let length = name.utf8CodeUnitCount
        unsafe put(atMost: length + 4) { [needsComma] text in
            var end = unsafe text
            if needsComma { unsafe JSONWriter.append(UInt8(ascii: ","), to: &end) }
            unsafe JSONWriter.append(UInt8(ascii: "\""), to: &end)
            unsafe JSONWriter.copy(UnsafeRawPointer(name.utf8Start), length, to: end)
            unsafe end += length
            unsafe JSONWriter.append(UInt8(ascii: "\""), to: &end)
            unsafe JSONWriter.append(UInt8(ascii: ":"), to: &end)
            return unsafe end - text
        }
        needsComma = false
    }

    package mutating func string(_ value: String) {
        unsafe value.withBytes { unsafe string($0) }
    }

    package mutating func integer(_ value: Int64) {
        unsafe put(atMost: 21) { [needsComma] text in
            var end = unsafe text
            if needsComma { unsafe JSONWriter.append(UInt8(ascii: ","), to: &end) }
            if value < 0 { unsafe JSONWriter.append(UInt8(ascii: "-"), to: &end) }
            var rest = value.magnitude
            unsafe end += JSONWriter.digits(rest)
            var place = unsafe end
            repeat {
                unsafe place -= 1
                let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 10)
                unsafe place.storeBytes(of: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: remainder), as: UInt8.self)
                rest = quotient
            } while rest > 0
            return unsafe end - text
        }
        needsComma = true
    }

    package mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }
    package mutating func null() { literal("null") }

    /// The shortest text that reads back as the same double. The value must be finite: JSON has no other numbers.
    package mutating func number(_ value: Double) {
        precondition(value.isFinite, "JSON has no infinity and no NaN")
        literal(value.description)
    }

    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let value): bool(value)
        case .integer(let value): integer(value)
        case .number(let value): number(value)
        case .string(let value): string(value)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object): self.object(object)
        }
    }

    package mutating func object(_ object: JSONObject) {
        beginObject()
        for member in object.members {
            name(member.name)
            value(member.value)
        }
        endObject()
    }

    private mutating func literal(_ text: String) {
        separate()
        for byte in text.utf8 { append(byte) }
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { append(UInt8(ascii: ",")) }
        needsComma = true
    }

    // MARK: Strings

    private mutating func string(_ value: UnsafeRawBufferPointer) {
        let copied = unsafe put(atMost: value.count + 3, counting: value, separated: needsComma)
        needsComma = true
        if copied < value.count { unsafe escape(UnsafeRawBufferPointer(rebasing: value[copied...])) }
    }

    /// Writes a comma if need be, a quote, and as much of the value as stands for itself; if that is all of it, the
    /// other quote too.
    @inline(__always)
    private mutating func put(atMost limit: Int, counting value: UnsafeRawBufferPointer, separated: Bool) -> Int {
        var copied = 0
        unsafe put(atMost: limit) { text in
            var end = unsafe text
            if separated { unsafe JSONWriter.append(UInt8(ascii: ","), to: &end) }
            unsafe JSONWriter.append(UInt8(ascii: "\""), to: &end)
            copied = unsafe JSONWriter.copyPlain(value, to: end)
            unsafe end += copied
            if copied == value.count { unsafe JSONWriter.append(UInt8(ascii: "\""), to: &end) }
            return unsafe end - text
        }
        return copied
    }

    /// Writes the rest of a string, from a byte on that must be escaped, and its quote.
    private mutating func escape(_ value: UnsafeRawBufferPointer) {
        var position = 0
        while position < value.count {
            append(UInt8(ascii: "\\"))
            switch unsafe value[position] {
            case 0x0A: append(UInt8(ascii: "n"))
            case 0x0D: append(UInt8(ascii: "r"))
            case 0x09: append(UInt8(ascii: "t"))
            case let byte where byte < 0x20:
                for digit in [0x75, 0x30, 0x30, 0x30 + byte >> 4] { append(digit) }
                append(byte & 15 < 10 ? 0x30 + byte & 15 : 0x57 + byte & 15)
            case let byte: append(byte)
            }
            position += 1
            let rest = unsafe UnsafeRawBufferPointer(rebasing: value[position...])
            position += unsafe put(atMost: rest.count) { text in unsafe JSONWriter.copyPlain(rest, to: text) }
        }
        append(UInt8(ascii: "\""))
    }

    /// Copies the bytes before the first that must be escaped.
    ///
    /// - Returns: how many there are. The target has room for the whole value, all of which may be overwritten.
    @inline(__always)
    private static func copyPlain(_ value: UnsafeRawBufferPointer, to target: UnsafeMutableRawPointer) -> Int {
        var position = 0
        while position + 16 <= value.count {
            let block = unsafe value.loadUnaligned(fromByteOffset: position, as: SIMD16<UInt8>.self)
            guard TextScan.isPlain(block) else { break }
            unsafe target.storeBytes(of: block, toByteOffset: position, as: SIMD16<UInt8>.self)
            position += 16
        }
        while position + 8 <= value.count {
            let word = unsafe TextScan.word(value, position)
            unsafe target.storeBytes(of: word.littleEndian, toByteOffset: position, as: UInt64.self)
            let special = TextScan.special(word)
            if special != 0 { return position + special.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < value.count {
            let byte = unsafe value[position]
            if TextScan.isSpecial(byte) { return position }
            unsafe target.storeBytes(of: byte, toByteOffset: position, as: UInt8.self)
            position += 1
        }
        return position
    }

    // MARK: Bytes

    /// Lets `write` fill the room behind the text, and takes what it says it has written.
    @inline(__always)
    @discardableResult
    private mutating func put(atMost limit: Int, _ write: (UnsafeMutableRawPointer) -> Int) -> Int {
        if count + limit > room.count { grow(limit) }
        let written = unsafe room.withUnsafeMutableBytes { [count] room in
            unsafe write(room.baseAddress.unsafelyUnwrapped + count)
        }
        count += written
        return written
    }

    private mutating func append(_ byte: UInt8) {
        if count == room.count { grow(1) }
        room[count] = byte
        count += 1
    }

    @inline(never)
    private mutating func grow(_ addition: Int) {
        var larger = [UInt8](repeating: 0, count: max(2 * room.count, count + addition))
        larger.replaceSubrange(0..<count, with: room[..<count])
        room = larger
    }

    @inline(__always)
    private static func append(_ byte: UInt8, to end: inout UnsafeMutableRawPointer) {
        unsafe end.storeBytes(of: byte, as: UInt8.self)
        unsafe end += 1
    }

    /// Names are short: two words that may overlap are faster than a call.
    @inline(__always)
    private static func copy(_ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer) {
        if count > 16 || count < 4 { return unsafe target.copyMemory(from: source, byteCount: count) }
        if count >= 8 {
            let tail = count - 8
            unsafe target.storeBytes(of: source.loadUnaligned(as: UInt64.self), as: UInt64.self)
            unsafe target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: tail, as: UInt64.self), toByteOffset: tail, as: UInt64.self)
        } else {
            let tail = count - 4
            unsafe target.storeBytes(of: source.loadUnaligned(as: UInt32.self), as: UInt32.self)
            unsafe target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: tail, as: UInt32.self), toByteOffset: tail, as: UInt32.self)
        }
    }

    private static func digits(_ value: UInt64) -> Int {
        var digits = 1
        var bound: UInt64 = 10
        while value >= bound {
            digits += 1
            if digits == 20 { return 20 }
            bound *= 10
        }
        return digits
    }
}

extension JSONValue {
    /// The compact text of this value in UTF-8.
    package var encoded: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.takeBytes()
    }
}
