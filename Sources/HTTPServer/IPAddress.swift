internal import CLinux
internal import Glibc

/// An address without port as 128 bits, so that it compares and masks in a few instructions. IPv4 is kept as IPv6 maps
/// it (RFC 4291 §2.5.5.2), so `::ffff:192.0.2.1` and `192.0.2.1` are one address.
package struct IPAddress: Sendable, Hashable {
    /// The first and the last eight bytes.
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An IPv4 or IPv6 address as inet_pton reads it: no brackets, no zone, no leading zeros in IPv4; nil for the rest.
    package init?(_ text: some StringProtocol) {
        // A name with a NUL would end early in C.
        guard text.utf8.count < Int(INET6_ADDRSTRLEN), !text.utf8.contains(0) else { return nil }
        let isV4 = !text.utf8.contains(UInt8(ascii: ":"))
        var bytes = (UInt64(0), UInt64(0))
        let isRead = unsafe text.withCString { text in
            unsafe withUnsafeMutableBytes(of: &bytes) { bytes in
                unsafe inet_pton(isV4 ? AF_INET : AF_INET6, text, bytes.baseAddress) == 1
            }
        }
        guard isRead else { return nil }
        if isV4 {
            self.init(v4: UInt32(truncatingIfNeeded: UInt64(bigEndian: bytes.0) >> 32))
        } else {
            self.init(high: UInt64(bigEndian: bytes.0), low: UInt64(bigEndian: bytes.1))
        }
    }

    init(v4: UInt32) { self.init(high: 0, low: 0xffff_0000_0000 | UInt64(v4)) }

    var isV4: Bool { high == 0 && low >> 32 == 0xffff }

    /// The one canonical spelling (RFC 5952; IPv4 dotted), so that no client has several by spelling its address anew.
    package var text: String {
        var bytes = (high.bigEndian, low.bigEndian)
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isV4 = isV4
        _ = unsafe withUnsafeBytes(of: &bytes) { bytes in
            unsafe inet_ntop(
                isV4 ? AF_INET : AF_INET6, bytes.baseAddress.map { unsafe $0 + (isV4 ? 12 : 0) }, &buffer,
                socklen_t(buffer.count))
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
