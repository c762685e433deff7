internal import HTTPCore

/// What a parsed head says, as offsets into the message's bytes. No string is made until somebody asks for it.
package struct RequestHead: Sendable {
    package enum Framing: Sendable, Equatable {
        case none
        case length(Int)
        case chunked
    }

    enum Expectation: Sendable {
        case none, proceed, unknown
    }

    var method = 0..<0
    var path = 0..<0
    var query: Range<Int>?
    /// The host of a target in absolute-form, which replaces the Host field (RFC 9112 §3.2.2).
    var authority: Range<Int>?
    /// OPTIONS for a URL without path and query means the server itself (RFC 9112 §3.2.4).
    var isServerWide = false
    var fields: [FieldSlot] = []
    var requestID: Int?

    package internal(set) var isHead = false
    /// 0 or 1; a higher one is read as 1 (RFC 9110 §2.5).
    package internal(set) var minorVersion = 1
    package internal(set) var framing = Framing.none
    package internal(set) var keepsAlive = true
    var expectation = Expectation.none

    mutating func reset() {
        var slots: [FieldSlot] = []
        swap(&slots, &fields)
        slots.removeAll(keepingCapacity: true)
        self = RequestHead()
        swap(&slots, &fields)
    }
}

extension RequestHead {
    /// Gives the head bytes of its own.
    ///
    /// - Parameters:
    ///   - bytes: the whole head, from the first byte of the message.
    ///   - message: is overwritten; its buffers are used again.
    mutating func move(_ bytes: UnsafeBufferPointer<UInt8>, to message: inout RequestMessage) {
        message.bytes.removeAll(keepingCapacity: true)
        unsafe message.bytes.append(contentsOf: bytes)
        swap(&message.slots, &fields)
        message.method = ByteRange(method)
        message.path = path.isEmpty ? message.append(isServerWide ? "*" : "/") : ByteRange(path)
        message.query = query.map { ByteRange($0) }
        if let authority { replaceHost(ByteRange(authority), in: &message) }
    }

    private func replaceHost(_ authority: ByteRange, in message: inout RequestMessage) {
        let host = message.slots.firstIndex { slot in
            slot.name.count == 4 && message.text(slot.name).lowercased() == "host"
        }
        if let host {
            message.slots[host].value = authority
        } else {
            message.slots.append(FieldSlot(name: message.append("Host"), value: authority))
        }
    }

    /// The client's X-Request-Id, when there is one field of 1 to 128 harmless characters.
    func acceptedRequestID(_ bytes: UnsafeBufferPointer<UInt8>) -> RequestID? {
        guard let requestID else { return nil }
        let range = fields[requestID].value.range
        guard 1...128 ~= range.count else { return nil }
        for index in range where !ByteSet.requestID.contains(unsafe bytes[index]) { return nil }
        return .given(unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self))
    }
}
