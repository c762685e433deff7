/// An ECDSA signature on P-256 in its two forms: r‖s (RFC 7518 §3.4), which tokens carry, and DER (RFC 3279 §2.2.3),
/// which OpenSSL speaks. Both are read strictly, so that a signature has one spelling in each.
package struct P256Signature: Sendable, Equatable {
    /// Of r‖s.
    package static let byteCount = 2 * width
    private static let width = 32
    /// The number of points of the curve, n (SEC 2 §2.4.2), big-endian.
    private static let order: [UInt8] = [
        0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6,
        0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
    ]

    /// r‖s
    package let raw: [UInt8]

    /// Nil unless there are 64 bytes, with r and s from 1 to n - 1: zeros pass where a verifier forgets to look
    /// (CVE-2022-21449), and greater numbers are second spellings.
    package init?(raw: [UInt8]) {
        guard raw.count == Self.byteCount, Self.isInRange(raw.prefix(Self.width)),
            Self.isInRange(raw.suffix(Self.width))
        else { return nil }
        self.raw = raw
    }

    /// Nil unless it is exactly what `der` writes.
    package init?(der: [UInt8]) {
        var rest = der[...]
        guard let sequence = Self.read(tag: 0x30, &rest), rest.isEmpty else { return nil }
        rest = sequence
        guard let r = Self.integer(&rest), let s = Self.integer(&rest), rest.isEmpty else { return nil }
        self.init(raw: r + s)
    }

    package var der: [UInt8] {
        let content = Self.encode(raw.prefix(Self.width)) + Self.encode(raw.suffix(Self.width))
        return [0x30, UInt8(content.count)] + content
    }

    private static func isInRange(_ number: ArraySlice<UInt8>) -> Bool {
        number.contains { $0 != 0 } && number.lexicographicallyPrecedes(order)
    }

    /// INTEGER: the least number of bytes, with a zero before a set top bit, which would mean a negative number.
    private static func encode(_ number: ArraySlice<UInt8>) -> [UInt8] {
        let digits = number.drop { $0 == 0 }
        let sign: [UInt8] = digits.first.map { $0 >= 0x80 } ?? true ? [0] : []
        return [0x02, UInt8(sign.count + digits.count)] + sign + digits
    }

    /// A positive INTEGER as `encode` writes it, in the width of r and s.
    private static func integer(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard var digits = read(tag: 0x02, &text), let first = digits.first, first < 0x80 else { return nil }
        if first == 0 {
            digits = digits.dropFirst()
            guard let next = digits.first, next >= 0x80 else { return nil }
        }
        guard digits.count <= width else { return nil }
        return [UInt8](repeating: 0, count: width - digits.count) + digits
    }

    /// The content of the element that the text begins with. Its length is below 128, so it has one byte.
    private static func read(tag: UInt8, _ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard text.popFirst() == tag, let length = text.popFirst(), length < 0x80, Int(length) <= text.count else {
            return nil
        }
        let content = text.prefix(Int(length))
        text = text.dropFirst(Int(length))
        return content
    }
}
