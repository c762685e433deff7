internal import Glibc

/// What counts as one client: an IPv4 address, or the /64 of IPv6, of which one site has all.
enum ClientNetwork {
    /// - Parameter address: as the engine tells it; anything else stands for itself.
    static func of(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: ":")) else { return address }
        var parts = in6_addr()
        guard unsafe inet_pton(AF_INET6, address, &parts) == 1 else { return address }
        let bytes = unsafe withUnsafeBytes(of: &parts) { unsafe Array($0.prefix(8)) }
        return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "/64"
    }
}
