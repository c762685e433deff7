/// Strings and numbers of the reader: where most of a text's bytes are spent.
extension JSONReader {
    package mutating func readString() -> String? {
        skipSpace()
        guard failure == nil else { return nil }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            return fail("a string is expected")
        }
        position += 1
        let start = position
        let (end, isASCII) = unsafe bytes.withUnsafeBytes { unsafe TextScan.plain($0, from: start) }
        position = end
        guard end < bytes.count else { return fail("the text ends inside a string") }
        switch bytes[end] {
        case UInt8(ascii: "\""):
            guard let text = unsafe bytes.withUnsafeBytes({ unsafe string($0[start..<end], isASCII) }) else {
                return fail("a string is not UTF-8")
            }
            position += 1
            return text
        case UInt8(ascii: "\\"): return readEscapedString(from: start)
        default: return fail("a control character in a string must be escaped")
        }
    }

    /// Nil when the bytes are not UTF-8.
    @inline(__always)
    private func string(_ text: Slice<UnsafeRawBufferPointer>, _ isASCII: Bool) -> String? {
        let text = unsafe UnsafeRawBufferPointer(rebasing: text).bindMemory(to: UInt8.self)
        return unsafe isASCII ? String(decoding: text, as: UTF8.self) : String(validating: text, as: UTF8.self)
    }

    /// A string with escapes, from its first byte on; the position is at the first of them.
    private mutating func readEscapedString(from start: Int) -> String? {
        var text: [UInt8] = []
        text.reserveCapacity(2 * (position - start) + 64)
        var run = start
        while true {
            text += bytes[run..<position]
            guard position < bytes.count else { return fail("the text ends inside a string") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else { return fail("a string is not UTF-8") }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                guard readEscape(into: &text) else { return nil }
            default: return fail("a control character in a string must be escaped")
            }
            run = position
            position = unsafe bytes.withUnsafeBytes { unsafe TextScan.plain($0, from: run).end }
        }
    }

    /// What follows a backslash.
    private mutating func readEscape(into text: inout [UInt8]) -> Bool {
        guard position < bytes.count else { return fail("the text ends inside a string") ?? false }
        let escape = bytes[position]
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard let scalar = readUnicodeEscape() else { return false }
            text.append(contentsOf: Character(scalar).utf8)
        default: return fail("an unknown escape in a string") ?? false
        }
        return true
    }

    /// `\uXXXX`, or two of them as a surrogate pair (RFC 8259 §7).
    private mutating func readUnicodeEscape() -> Unicode.Scalar? {
        guard let first = readHex4() else { return nil }
        if let scalar = Unicode.Scalar(UInt32(first)) { return scalar }
        guard UTF16.isLeadSurrogate(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return fail("a lone surrogate in a string") }
        position += 2
        guard let second = readHex4() else { return nil }
        guard UTF16.isTrailSurrogate(second) else { return fail("a lone surrogate in a string") }
        return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    }

    private mutating func readHex4() -> UInt16? {
        guard bytes.count - position >= 4 else { return fail("four hexadecimal digits are expected") }
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = hexDigit(bytes[position]) else { return fail("four hexadecimal digits are expected") }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }

    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// `.integer` when the number has neither fraction nor exponent and fits 64 bits, else `.number`.
    package mutating func readNumber() -> JSONNumber? {
        skipSpace()
        guard failure == nil else { return nil }
        let start = position
        let isNegative = current == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        guard let lead = current, isDigit(lead) else { return fail("a number is expected") }
        var value: Int64 = 0
        while let byte = current, isDigit(byte) {
            // Wrong beyond 18 digits, and not used then.
            value = value &* 10 &+ Int64(byte & 15)
            position += 1
        }
        if lead == UInt8(ascii: "0"), position - first > 1 { return fail("a number may not begin with a zero") }
        if position - first <= 18, current != UInt8(ascii: "."), current.map({ $0 | 0x20 }) != UInt8(ascii: "e") {
            return .integer(isNegative ? -value : value)
        }
        return readLongNumber(from: start)
    }

    /// The rest of a number, whose integer part has been read, that is more than a short integer.
    private mutating func readLongNumber(from start: Int) -> JSONNumber? {
        var isInteger = true
        if current == UInt8(ascii: ".") {
            isInteger = false
            position += 1
            guard skipDigits() > 0 else { return fail("a digit is expected after the decimal point") }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isInteger = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() > 0 else { return fail("a digit is expected in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { return fail("a number is out of range") }
        return .number(value)
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = current, isDigit(byte) { position += 1 }
        return position - start
    }
}

/// A number as a text has it.
package enum JSONNumber: Sendable, Equatable {
    case integer(Int64)
    case number(Double)

    package var value: JSONValue {
        switch self {
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        }
    }
}
