/// A set of ASCII characters as two 64-bit masks: one shift and one test per byte. Bytes from 0x80 are never members.
package struct ByteSet: Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(_ low: UInt64, _ high: UInt64) {
        self.low = low
        self.high = high
    }

    @inline(__always)
    package func contains(_ byte: UInt8) -> Bool {
        let mask = byte < 64 ? low : byte < 128 ? high : 0
        return mask &>> UInt64(byte & 63) & 1 == 1
    }

    /// tchar (RFC 9110 §5.6.2).
    package static var token: ByteSet { ByteSet(0x03ff_6cfa_0000_0000, 0x57ff_ffff_c7ff_fffe) }
    /// pchar without escapes, and the slash (RFC 3986 §3.3).
    package static var path: ByteSet { ByteSet(0x2fff_ffd2_0000_0000, 0x47ff_fffe_87ff_ffff) }
    /// A query without escapes (RFC 3986 §3.4), and `[ ] { } | ^ ` \`, which browsers send as they are (WHATWG URL).
    package static var query: ByteSet { ByteSet(0xafff_ffd2_0000_0000, 0x7fff_ffff_ffff_ffff) }
    /// reg-name without escapes (RFC 3986 §3.2.2).
    package static var host: ByteSet { ByteSet(0x2bff_7fd2_0000_0000, 0x47ff_fffe_87ff_fffe) }
    /// What X-Request-Id may hold: letters, digits and `._~-:/+=@`.
    package static var requestID: ByteSet { ByteSet(0x27ff_e800_0000_0000, 0x47ff_fffe_87ff_ffff) }
    /// HEXDIG, also in lower case.
    package static var hex: ByteSet { ByteSet(0x03ff_0000_0000_0000, 0x0000_007e_0000_007e) }
}

enum ASCII {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// The value of a hexadecimal digit; nil for any other byte.
    static func hexValue(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- UInt8(ascii: "0")) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// VCHAR, SP, HTAB and obs-text: what a field value may hold (RFC 9110 §5.5).
    @inline(__always)
    static func isFieldContent(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7f || byte == tab }
}
