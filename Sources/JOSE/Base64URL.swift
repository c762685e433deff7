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
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> UInt32(count)) & 0x3F])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << UInt32(6 - count)) & 0x3F]) }
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
