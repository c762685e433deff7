/// base64url without padding (RFC 7515 §2), the only encoding that JOSE knows.
package enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The value of each byte in the alphabet, 0xFF for the others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
        return values
    }()

    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: encodeToBytes(bytes), as: UTF8.self)
    }

    static func encodeToBytes(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = alphabet
        func letter(_ bits: UInt32) -> UInt8 { alphabet[Int(bits & 0x3F)] }
        var text = [UInt8](repeating: 0, count: (bytes.count * 4 + 2) / 3)
        // Three bytes are four letters; of one or two that are left, two or three.
        var filled = 0
        let whole = bytes.count - bytes.count % 3
        for index in stride(from: 0, to: whole, by: 3) {
            let bits = UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
            text[filled] = letter(bits >> 18)
            text[filled + 1] = letter(bits >> 12)
            text[filled + 2] = letter(bits >> 6)
            text[filled + 3] = letter(bits)
            filled += 4
        }
        if whole < bytes.count {
            let second = whole + 1 < bytes.count ? UInt32(bytes[whole + 1]) : 0
            let bits = UInt32(bytes[whole]) << 16 | second << 8
            text[filled] = letter(bits >> 18)
            text[filled + 1] = letter(bits >> 12)
            if whole + 1 < bytes.count { text[filled + 2] = letter(bits >> 6) }
        }
        return text
    }

    package static func decode(_ text: some StringProtocol) -> [UInt8]? { decode(utf8: Array(text.utf8)[...]) }

    /// Nil unless the text is exactly what `encode` writes: no padding, no white space, no other alphabet, and no
    /// bits beyond the last byte. So one value has one text, and a token cannot be respelt.
    package static func decode(utf8 text: ArraySlice<UInt8>) -> [UInt8]? {
        let rest = text.count % 4
        guard rest != 1 else { return nil }
        let values = values
        var bytes = [UInt8](repeating: 0, count: text.count * 3 / 4)
        var filled = 0
        var index = text.startIndex
        var seen: UInt8 = 0  // the bits of all values: those of a letter are six
        while index + 4 <= text.endIndex {
            let first = values[Int(text[index])]
            let second = values[Int(text[index + 1])]
            let third = values[Int(text[index + 2])]
            let fourth = values[Int(text[index + 3])]
            seen |= first | second | third | fourth
            bytes[filled] = first << 2 | second >> 4
            bytes[filled + 1] = second << 4 | third >> 2
            bytes[filled + 2] = third << 6 | fourth
            index += 4
            filled += 3
        }
        var bits: UInt32 = 0
        for letter in text[index...] {
            let value = values[Int(letter)]
            seen |= value
            bits = bits << 6 | UInt32(value)
        }
        guard seen < 0x40 else { return nil }
        // Two letters hold a byte and four bits more, three hold two bytes and two bits more.
        switch rest {
        case 2:
            guard bits & 0xF == 0 else { return nil }
            bytes[filled] = UInt8(truncatingIfNeeded: bits >> 4)
        case 3:
            guard bits & 0x3 == 0 else { return nil }
            bytes[filled] = UInt8(truncatingIfNeeded: bits >> 10)
            bytes[filled + 1] = UInt8(truncatingIfNeeded: bits >> 2)
        default: break
        }
        return bytes
    }
}
