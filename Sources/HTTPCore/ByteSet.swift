/// A set of ASCII characters as two 64-bit masks: one shift and one test per byte. Bytes from 0x80 are never members.
public struct ByteSet: Sendable {
    let low: UInt64
    let high: UInt64

    init(_ low: UInt64, _ high: UInt64) {
        self.low = low
        self.high = high
    }

    @inline(__always)
    public func contains(_ byte: UInt8) -> Bool {
        let mask = byte < 64 ? low : byte < 128 ? high : 0
        return mask &>> UInt64(byte & 63) & 1 == 1
    }

    /// tchar (RFC 9110 §5.6.2).
    public static var token: ByteSet { ByteSet(0x03ff_6cfa_0000_0000, 0x57ff_ffff_c7ff_fffe) }
    /// pchar without escapes, and the slash (RFC 3986 §3.3).
    public static var path: ByteSet { ByteSet(0x2fff_ffd2_0000_0000, 0x47ff_fffe_87ff_ffff) }
    /// A query without escapes (RFC 3986 §3.4), and `[ ] { } | ^ ` \`, which browsers send as they are (WHATWG URL).
    public static var query: ByteSet { ByteSet(0xafff_ffd2_0000_0000, 0x7fff_ffff_ffff_ffff) }
    /// reg-name without escapes (RFC 3986 §3.2.2).
    public static var host: ByteSet { ByteSet(0x2bff_7fd2_0000_0000, 0x47ff_fffe_87ff_fffe) }
    /// What X-Request-Id may hold: letters, digits and `._~-:/+=@`.
    public static var requestID: ByteSet { ByteSet(0x27ff_e800_0000_0000, 0x47ff_fffe_87ff_ffff) }
    /// What URIs carry as it is wherever it stands (RFC 3986 §2.3).
    public static var unreserved: ByteSet { ByteSet(0x03ff_6000_0000_0000, 0x47ff_fffe_87ff_fffe) }
    /// What a value of a log line is made of when it needs no quotes: visible, and none of `"=\`.
    public static var bare: ByteSet { ByteSet(0xdfff_fffa_0000_0000, 0x7fff_ffff_efff_ffff) }
    /// HEXDIG, also in lower case.
    public static var hex: ByteSet { ByteSet(0x03ff_0000_0000_0000, 0x0000_007e_0000_007e) }
}

/// Characters that messages are made of.
public enum ASCII {
    public static var tab: UInt8 { UInt8(ascii: "\t") }
    public static var lineFeed: UInt8 { UInt8(ascii: "\n") }
    public static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
    public static var space: UInt8 { UInt8(ascii: " ") }

    public static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// The value of a hexadecimal digit; nil for any other byte.
    public static func hexValue(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- UInt8(ascii: "0")) }
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        return letter < 6 ? Int(letter) + 10 : nil
    }

    /// A letter of A to Z as one of a to z; any other byte as it is.
    @inline(__always)
    public static func lowercase(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

    /// VCHAR, SP, HTAB and obs-text: what a field value may hold (RFC 9110 §5.5).
    @inline(__always)
    public static func isFieldContent(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7f || byte == tab }
}
