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
        guard text.count % 4 != 1 else { return nil }
        let values = values
        func value(_ index: Int) -> UInt32 { UInt32(values[Int(text[index])]) }
        var bytes = [UInt8](repeating: 0, count: text.count * 3 / 4)
        // Four letters are three bytes; two or three that are left are one or two.
        var filled = 0
        // Has a bit above the lowest six when any letter is not of the alphabet.
        var all: UInt32 = 0
        let whole = text.endIndex - text.count % 4
        for index in stride(from: text.startIndex, to: whole, by: 4) {
            let (first, second, third, fourth) = (value(index), value(index + 1), value(index + 2), value(index + 3))
            all |= first | second | third | fourth
            let bits = first << 18 | second << 12 | third << 6 | fourth
            bytes[filled] = UInt8(truncatingIfNeeded: bits >> 16)
            bytes[filled + 1] = UInt8(truncatingIfNeeded: bits >> 8)
            bytes[filled + 2] = UInt8(truncatingIfNeeded: bits)
            filled += 3
        }
        if whole < text.endIndex {
            let hasThird = whole + 2 < text.endIndex
            let (first, second, third) = (value(whole), value(whole + 1), hasThird ? value(whole + 2) : 0)
            all |= first | second | third
            let bits = first << 18 | second << 12 | third << 6
            bytes[filled] = UInt8(truncatingIfNeeded: bits >> 16)
            if hasThird { bytes[filled + 1] = UInt8(truncatingIfNeeded: bits >> 8) }
            guard bits & (hasThird ? 0xFF : 0xFFFF) == 0 else { return nil }
        }
        return all > 0x3F ? nil : bytes
    }
}
