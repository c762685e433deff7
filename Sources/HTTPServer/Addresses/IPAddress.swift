internal import CLinux
internal import Glibc

/// An address without port as 128 bits, so that it compares and masks in a few instructions. IPv4 is kept as IPv6 maps
/// it (RFC 4291 §2.5.5.2), so `::ffff:192.0.2.1` and `192.0.2.1` are one address.
package struct IPAddress: Sendable, Hashable {
    /// The first and the last eight bytes.
    let high: UInt64
    let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An IPv4 or IPv6 address as inet_pton reads it: no brackets, no zone, no leading zeros in IPv4; nil for the rest.
    package init?(_ text: String) { self.init(text[...]) }

    package init?(_ text: Substring) {
        // Strings that came from bytes are contiguous; others are read the slower way.
        if let address = unsafe text.utf8.withContiguousStorageIfAvailable({ unsafe IPAddress($0) }) {
            guard let address else { return nil }
            self = address
        } else {
            guard let address = unsafe Array(text.utf8).withUnsafeBufferPointer({ unsafe IPAddress($0) }) else {
                return nil
            }
            self = address
        }
    }

    private init?(_ text: UnsafeBufferPointer<UInt8>) {
        let longest = Int(INET6_ADDRSTRLEN)
        // A NUL would end the text early in C.
        guard let base = text.baseAddress, text.count < longest, unsafe memchr(base, 0, text.count) == nil else {
            return nil
        }
        let isV4 = unsafe memchr(base, Int32(UInt8(ascii: ":")), text.count) == nil
        var bytes = (UInt64(0), UInt64(0))
        let isRead = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest) { copy in
            guard let start = copy.baseAddress else { return false }
            unsafe memcpy(start, base, text.count)
            unsafe start[text.count] = 0
            return unsafe inet_pton(isV4 ? AF_INET : AF_INET6, start, &bytes) == 1
        }
        guard isRead else { return nil }
        if isV4 {
            self.init(v4: UInt32(truncatingIfNeeded: UInt64(bigEndian: bytes.0) >> 32))
        } else {
            self.init(high: UInt64(bigEndian: bytes.0), low: UInt64(bigEndian: bytes.1))
        }
    }

    init(v4: UInt32) { self.init(high: 0, low: 0xffff_0000_0000 | UInt64(v4)) }

    package var isV4: Bool { high == 0 && low >> 32 == 0xffff }

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
