internal import HTTPCore

/// Whose request it is: the one place where the engine decides that.
extension Worker {
    /// The client's address for a request's context.
    ///
    /// Costs one test of a flag for a peer that is no trusted proxy: its fields are not looked at.
    ///
    /// - Parameters:
    ///   - index: of the connection.
    ///   - bytes: the message that `head` was read from.
    func clientAddress(_ index: Int, _ head: RequestHead, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let peer = addressText.of(table[index].address)
        guard table[index].flags.contains(.trustedProxy) else { return peer }
        let client = ForwardedClient.address(
            forwarded: unsafe head.joined("forwarded", bytes),
            xForwardedFor: unsafe head.joined("x-forwarded-for", bytes), trusted: configuration.trustedProxies)
        return client?.text ?? peer
    }

    /// Whether a peer's word is taken: decided when it connects, and for those who are there when the list changes.
    ///
    /// - Parameter peer: the other side of a connection.
    func isTrustedProxy(_ peer: ClientAddress) -> Bool {
        guard !configuration.trustedProxies.isEmpty else { return false }
        if peer.isUnix { return configuration.trustedProxies.hasUnix }
        return configuration.trustedProxies.contains(peer.ip)
    }
}

extension RequestHead {
    /// The value of a field, its lines joined by commas (RFC 9110 §5.3); nil when there is none.
    ///
    /// - Parameter name: in lower case.
    fileprivate func joined(_ name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let base = bytes.baseAddress else { return nil }
        var value: String?
        for slot in fields {
            guard unsafe Literal.equalsIgnoringCase(base, slot.name.range, name) else {
                continue
            }
            let line = unsafe String(
                decoding: UnsafeBufferPointer(rebasing: bytes[slot.value.range]),
                as: UTF8.self)
            value = value.map { $0 + "," + line } ?? line
        }
        return value
    }
}
