/// A set of ASCII characters as two 64-bit masks: one shift and one test per byte. Bytes from 0x80 are never members.
package struct ByteSet: Sendable {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64

    @inlinable init(_ low: UInt64, _ high: UInt64) {
        self.low = low
        self.high = high
    }

    @inlinable @inline(__always)
    package func contains(_ byte: UInt8) -> Bool {
        let mask = byte < 64 ? low : byte < 128 ? high : 0
        return mask &>> UInt64(byte & 63) & 1 == 1
    }

    /// tchar (RFC 9110 §5.6.2).
    @inlinable package static var token: ByteSet { ByteSet(0x03ff_6cfa_0000_0000, 0x57ff_ffff_c7ff_fffe) }
    /// pchar without escapes, and the slash (RFC 3986 §3.3).
    @inlinable package static var path: ByteSet { ByteSet(0x2fff_ffd2_0000_0000, 0x47ff_fffe_87ff_ffff) }
    /// A query without escapes (RFC 3986 §3.4), and `[ ] { } | ^ ` \`, which browsers send as they are (WHATWG URL).
    @inlinable package static var query: ByteSet { ByteSet(0xafff_ffd2_0000_0000, 0x7fff_ffff_ffff_ffff) }
    /// reg-name without escapes (RFC 3986 §3.2.2).
    @inlinable package static var host: ByteSet { ByteSet(0x2bff_7fd2_0000_0000, 0x47ff_fffe_87ff_fffe) }
    /// What X-Request-Id may hold: letters, digits and `._~-:/+=@`.
    @inlinable package static var requestID: ByteSet { ByteSet(0x27ff_e800_0000_0000, 0x47ff_fffe_87ff_ffff) }
    /// HEXDIG, also in lower case.
    @inlinable package static var hex: ByteSet { ByteSet(0x03ff_0000_0000_0000, 0x0000_007e_0000_007e) }
}

/// Characters that messages are made of.
package enum ASCII {
    @inlinable package static var tab: UInt8 { UInt8(ascii: "\t") }
    @inlinable package static var lineFeed: UInt8 { UInt8(ascii: "\n") }
    @inlinable package static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
    @inlinable package static var space: UInt8 { UInt8(ascii: " ") }

    @inlinable package static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// The value of a hexadecimal digit; nil for any other byte.
    @inlinable package static func hexValue(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- UInt8(ascii: "0")) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// VCHAR, SP, HTAB and obs-text: what a field value may hold (RFC 9110 §5.5).
    @inlinable @inline(__always)
    package static func isFieldContent(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7f || byte == tab }
}
