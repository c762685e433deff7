/// The string formats that are checked.
package enum StringFormat: String, Sendable {
    /// RFC 3339 §5.6.
    case dateTime = "date-time"
    /// The addr-spec of RFC 5321 without quoted strings and address literals: what mail servers deliver to.
    case email
    /// RFC 3986 §4.1, by its characters.
    case uriReference = "uri-reference"

    var article: String { self == .email ? "an" : "a" }

    func accepts(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { unsafe accepts(UnsafeRawBufferPointer($0)) }
    }

    func accepts(_ text: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .dateTime: unsafe StringFormat.isDateTime(text)
        case .email: unsafe StringFormat.isEmail(text)
        case .uriReference: unsafe StringFormat.isURIReference(text)
        }
    }

    // MARK: Date and time

    private static func isDateTime(_ text: UnsafeRawBufferPointer) -> Bool {
        guard text.count >= 20, unsafe text[16] == 0x3A else { return false }
        let start = unsafe Digits(text, at: 0, shape: 0x2D30_302D_3030_3030, limits: 0x0009_0900_0909_0909)  // YYYY-MM-
        let end = unsafe Digits(  // DDThh:mm
            text, at: 8, shape: 0x3030_3A30_3054_3030, limits: 0x0909_0009_0900_0909, small: 0x20_0000)
        guard let start, let end else { return false }
        let month = start.pair(5)
        let day = end.pair(0)
        let hour = end.pair(3)
        let minute = end.pair(6)
        let second = unsafe number(text, 17)
        guard month >= 1, month <= 12, day >= 1,
            day <= 28 || day <= days(month, start.pair(0) * 100 + start.pair(2)), hour <= 23, minute <= 59,
            second <= 60
        else { return false }
        var position = 19
        if unsafe text[position] == UInt8(ascii: ".") {
            position += 1
            let start = position
            while position < text.count, isDigit(unsafe text[position]) { position += 1 }
            if position == start || position == text.count { return false }
        }
        var offset = 0
        let zone = unsafe text[position]
        if zone | 0x20 == UInt8(ascii: "z") {
            guard position + 1 == text.count else { return false }
        } else {
            guard zone == UInt8(ascii: "+") || zone == UInt8(ascii: "-"), position + 6 == text.count,
                unsafe text[position + 3] == 0x3A
            else { return false }
            let offsetHour = unsafe number(text, position + 1)
            let offsetMinute = unsafe number(text, position + 4)
            guard offsetHour <= 23, offsetMinute <= 59 else { return false }
            offset = (offsetHour * 60 + offsetMinute) * (zone == UInt8(ascii: "+") ? 1 : -1)
        }
        // A leap second is the last of a day in UTC (RFC 3339 §5.7).
        return second <= 59 || (hour * 60 + minute - offset + 2880) % 1440 == 1439
    }

    /// Eight characters, some of which are digits, compared and converted in one register.
    private struct Digits {
        private let pairs: UInt64

        /// Nil when the text does not have that shape.
        ///
        /// - Parameters:
        ///   - shape: the characters as a little-endian word, with zeros for digits.
        ///   - limits: 9 for a digit, 0 for what must be as it is.
        ///   - small: 0x20 for a capital that may be small.
        @inline(__always)
        init?(_ text: UnsafeRawBufferPointer, at position: Int, shape: UInt64, limits: UInt64, small: UInt64 = 0) {
            let highs: UInt64 = 0x8080_8080_8080_8080
            let word = unsafe UInt64(
                littleEndian: text.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            let digits = (word ^ shape) & ~small
            // A byte beyond its limit gets its high bit, unless it has it.
            guard ((digits & ~highs) &+ (~highs &- limits) | digits) & highs == 0 else { return nil }
            pairs = digits &* 10 &+ digits >> 8
        }

        /// The number that a digit and its successor make.
        @inline(__always)
        func pair(_ index: UInt64) -> Int { Int(pairs >> (8 * index) & 0xFF) }
    }

    /// Two digits as a number; 100 or more when they are none.
    @inline(__always)
    private static func number(_ text: UnsafeRawBufferPointer, _ position: Int) -> Int {
        let tens = unsafe text[position] &- 0x30
        let ones = unsafe text[position + 1] &- 0x30
        return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : 100
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    // MARK: E-mail

    private static func isEmail(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let at = unsafe text.firstIndex(of: UInt8(ascii: "@")), at >= 1, at <= 64, text.count - at - 1 <= 253
        else { return false }
        return unsafe isLocalPart(text, end: at) && isDomain(text, from: at + 1)
    }

    /// Atoms with dots between them.
    private static func isLocalPart(_ text: UnsafeRawBufferPointer, end: Int) -> Bool {
        var isAfterDot = true
        for position in 0..<end {
            let byte = unsafe text[position]
            if byte == UInt8(ascii: ".") {
                if isAfterDot { return false }
                isAfterDot = true
            } else {
                guard isAlphanumeric(byte) || isSpecial(byte) else { return false }
                isAfterDot = false
            }
        }
        return !isAfterDot
    }

    /// Labels of 1 to 63 characters with dots between them, without hyphens at their ends.
    private static func isDomain(_ text: UnsafeRawBufferPointer, from start: Int) -> Bool {
        var label = start
        for position in start..<text.count {
            let byte = unsafe text[position]
            if byte == UInt8(ascii: ".") {
                guard unsafe isLabel(text, label, position) else { return false }
                label = position + 1
            } else if !isAlphanumeric(byte) && byte != UInt8(ascii: "-") {
                return false
            }
        }
        return unsafe isLabel(text, label, text.count)
    }

    private static func isLabel(_ text: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Bool {
        guard end > start, end - start <= 63 else { return false }
        return unsafe text[start] != UInt8(ascii: "-") && text[end - 1] != UInt8(ascii: "-")
    }

    /// What an atom has besides letters and digits (RFC 5322 §3.2.3).
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2F, 0x3D, 0x3F, 0x5E...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    // MARK: URI reference

    private static func isURIReference(_ text: UnsafeRawBufferPointer) -> Bool {
        var position = 0
        while position < text.count {
            let byte = unsafe text[position]
            position += 1
            if byte == UInt8(ascii: "%") {
                guard position + 1 < text.count, isHex(unsafe text[position]), isHex(unsafe text[position + 1]) else {
                    return false
                }
                position += 2
            } else if !isAlphanumeric(byte) {
                switch byte {
                // -._~:/?#[]@!$&'()*+,;=
                case 0x21, 0x23, 0x24, 0x26...0x2F, 0x3A, 0x3B, 0x3D, 0x3F, 0x40, 0x5B, 0x5D, 0x5F, 0x7E: break
                default: return false
                }
            }
        }
        return true
    }

    // MARK: Characters

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    private static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 <= 5 }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 <= 25 }
}
