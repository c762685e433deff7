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
    /// The place of the last X-Request-Id.
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
    /// The head with memory of its own.
    ///
    /// - Parameter bytes: the whole head, from the first byte of the message.
    mutating func message(_ bytes: UnsafeBufferPointer<UInt8>) -> RequestMessage {
        if let authority { unsafe replaceHost(ByteRange(authority), bytes) }
        var path = ByteRange(path)
        let emptyPath = bytes.count + RequestHead.more.utf8CodeUnitCount - 2
        if path.isEmpty { path = ByteRange(isServerWide ? emptyPath..<emptyPath + 1 : emptyPath + 1..<emptyPath + 2) }
        return unsafe RequestMessage.make(
            bytes, more: authority != nil ? RequestHead.more : "", slots: fields,
            method: ByteRange(method), path: path, query: query.map { ByteRange($0) })
    }

    /// What is missing in some heads in absolute-form: the name of a field, the paths `*` and `/`.
    private static var more: StaticString { "Host*/" }

    private mutating func replaceHost(_ authority: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        let host = fields.firstIndex { unsafe Literal.equalsIgnoringCase(base, $0.name.range, "host") }
        if let host {
            fields[host].value = authority
        } else {
            fields.append(FieldSlot(name: ByteRange(bytes.count..<bytes.count + 4), value: authority))
        }
    }

    /// The client's X-Request-Id, when there is one field of 1 to 128 harmless characters.
    func acceptedRequestID(_ bytes: UnsafeBufferPointer<UInt8>) -> RequestID? {
        guard let requestID, let base = bytes.baseAddress else { return nil }
        for other in fields[..<requestID] {
            if unsafe Literal.equalsIgnoringCase(base, other.name.range, "x-request-id") { return nil }
        }
        let range = fields[requestID].value.range
        guard 1...128 ~= range.count else { return nil }
        for index in range where !ByteSet.requestID.contains(unsafe bytes[index]) { return nil }
        return .given(unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self))
    }
}
