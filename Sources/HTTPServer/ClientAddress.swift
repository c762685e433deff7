internal import Glibc

/// A peer's address in sixteen bytes: IPv6, IPv4 mapped into it (RFC 4291 §2.5.5.2), or a unix socket's. Nothing of it
/// is on the heap.
package struct ClientAddress: Sendable, Hashable {
    /// The first eight bytes in network order, and the last eight.
    package let high: UInt64
    package let low: UInt64

    /// The peer of a unix socket: the unspecified address, which no peer on a network has.
    package static let unix = ClientAddress(high: 0, low: 0)
    private static let mapped: UInt64 = 0xffff

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(_ storage: sockaddr_storage) {
        var storage = storage
        self = unsafe withUnsafeBytes(of: &storage) { bytes in
            switch unsafe Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
            case AF_INET:
                let address = unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
                return ClientAddress(high: 0, low: ClientAddress.mapped << 32 | UInt64(address))
            case AF_INET6:
                return unsafe ClientAddress(
                    high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
                    low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)))
            default: return .unix
            }
        }
    }

    package var isUnix: Bool { self == .unix }
    package var isIPv4: Bool { high == 0 && low >> 32 == ClientAddress.mapped }

    /// What counts as one client: an IPv4 address, or the /64 of IPv6, of which one site has all.
    package var network: ClientAddress { isIPv4 ? self : ClientAddress(high: high, low: 0) }

    /// The address without port: IPv4 (also when it came mapped), IPv6 (RFC 5952), or `unix`.
    package var text: String {
        if isUnix { return "unix" }
        if isIPv4 { return (0..<4).map { String(low >> UInt64(24 - 8 * $0) & 0xff) }.joined(separator: ".") }
        var address = (high.bigEndian, low.bigEndian)
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = unsafe withUnsafeBytes(of: &address) { bytes in
            unsafe inet_ntop(AF_INET6, bytes.baseAddress, &buffer, socklen_t(buffer.count))
        }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// The text of the address that asked last: a client's requests come in rows, and are told its address each time.
struct AddressText {
    private var address = ClientAddress.unix
    private var text = ClientAddress.unix.text

    mutating func of(_ address: ClientAddress) -> String {
        if address != self.address {
            self.address = address
            text = address.text
        }
        return text
    }
}
