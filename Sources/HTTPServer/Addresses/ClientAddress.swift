internal import Glibc

/// A peer: an address of sixteen bytes, or a Unix socket's other side. Nothing of it is on the heap.
package struct ClientAddress: Sendable, Hashable {
    /// Of a Unix socket: the unspecified address, which no peer on a network has.
    package let ip: IPAddress

    /// The peer of a Unix socket.
    package static let unix = ClientAddress(IPAddress(high: 0, low: 0))

    package init(_ ip: IPAddress) { self.ip = ip }

    init(_ storage: sockaddr_storage) {
        var storage = storage
        self = unsafe withUnsafeBytes(of: &storage) { bytes in
            switch unsafe Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
            case AF_INET:
                let address = unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
                return ClientAddress(IPAddress(v4: address))
            case AF_INET6:
                let high = unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                let low = unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
                return ClientAddress(IPAddress(high: high, low: low))
            default: return .unix
            }
        }
    }

    package var isUnix: Bool { self == .unix }

    /// What counts as one client: an IPv4 address, or the /64 of IPv6, of which one site has all.
    package var network: ClientAddress { ip.isV4 ? self : ClientAddress(IPAddress(high: ip.high, low: 0)) }

    /// The address without port: IPv4 (also when it came mapped), IPv6 (RFC 5952), or `unix`.
    package var text: String { isUnix ? "unix" : ip.text }
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
