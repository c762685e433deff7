internal import HTTPCore

/// What a parsed head says, as offsets into the message's bytes. No string is made until somebody asks for it.
package struct RequestHead: Sendable {
    /// A field line: half-open ranges of its name and its trimmed value.
    struct FieldSlot: Sendable {
        let nameStart: UInt32
        let nameEnd: UInt32
        let valueStart: UInt32
        let valueEnd: UInt32
    }

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
    var userAgent: Int?
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
    /// The owned request.
    ///
    /// - Parameter bytes: the message that was parsed, from its first byte.
    func request(
        _ bytes: UnsafeBufferPointer<UInt8>, body: HTTPBody, clientAddress: String, requestID: String
    ) -> HTTPRequest {
        var fields = HTTPFields()
        fields.reserveCapacity(self.fields.count)
        for slot in self.fields {
            let name = unsafe text(bytes, Int(slot.nameStart)..<Int(slot.nameEnd))
            fields.append(name, unsafe text(bytes, Int(slot.valueStart)..<Int(slot.valueEnd)))
        }
        if let authority { fields["Host"] = unsafe text(bytes, authority) }
        let emptyPath = isServerWide ? "*" : "/"
        return HTTPRequest(
            method: unsafe text(bytes, method), path: path.isEmpty ? emptyPath : unsafe text(bytes, path),
            query: query.map { unsafe text(bytes, $0) }, fields: fields, body: body,
            context: RequestContext(
                clientAddress: clientAddress, requestID: requestID, userAgent: unsafe userAgentText(bytes),
                brands: fields["Sec-CH-UA"]))
    }

    /// The client's X-Request-Id, when there is one field of 1 to 128 harmless characters.
    func acceptedRequestID(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let requestID else { return nil }
        let slot = fields[requestID]
        let range = Int(slot.valueStart)..<Int(slot.valueEnd)
        guard 1...128 ~= range.count else { return nil }
        for index in range where !ByteSet.requestID.contains(unsafe bytes[index]) { return nil }
        return unsafe text(bytes, range)
    }

    /// At most 256 bytes, cut where a character begins: it is logged and stored as it came.
    private func userAgentText(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let userAgent else { return nil }
        let slot = fields[userAgent]
        let range = Int(slot.valueStart)..<Int(slot.valueEnd)
        var end = min(range.upperBound, range.lowerBound + 256)
        while end < range.upperBound, end > range.lowerBound, unsafe bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return unsafe text(bytes, range.lowerBound..<end)
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}
