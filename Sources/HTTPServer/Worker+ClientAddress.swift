/// Whose request it is: the one place where the engine decides that.
extension Worker {
    /// The client's address for a request's context.
    ///
    /// Costs a comparison when no proxy is trusted, and no allocation for a peer that is none of them: its fields are
    /// not looked at.
    ///
    /// - Parameters:
    ///   - peer: the other side of the connection: an address, or `unix`.
    ///   - bytes: the message that `head` was read from.
    func clientAddress(of peer: String, _ head: RequestHead, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard !configuration.trustedProxies.isEmpty, configuration.trustedProxies.contains(peer: peer) else {
            return peer
        }
        let client = ForwardedClient.address(
            forwarded: unsafe head.joined("forwarded", bytes),
            xForwardedFor: unsafe head.joined("x-forwarded-for", bytes), trusted: configuration.trustedProxies)
        return client?.text ?? peer
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
            guard unsafe Literal.equalsIgnoringCase(base, Int(slot.nameStart)..<Int(slot.nameEnd), name) else {
                continue
            }
            let line = unsafe String(
                decoding: UnsafeBufferPointer(rebasing: bytes[Int(slot.valueStart)..<Int(slot.valueEnd)]),
                as: UTF8.self)
            value = value.map { $0 + "," + line } ?? line
        }
        return value
    }
}
