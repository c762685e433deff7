internal import HTTPCore

/// What the fields say that decide how a message is delimited and what becomes of its connection.
struct FramingFields: Sendable {
    var host: Range<Int>?
    var contentLength: Int?
    var hasTransferEncoding = false
    var hasEmptyTransferEncoding = false
    var chunkedCount = 0
    var endsInChunked = false
    var hasUnknownCoding = false
    var closes = false
    var keepsAlive = false
}

extension HTTPParser {
    /// Takes note of a field that the engine itself must understand: by length first, most fields end there.
    mutating func note(
        _ base: UnsafePointer<UInt8>, name: Range<Int>, value: Range<Int>
    ) throws(Stop) {
        switch name.count {
        case 4 where unsafe Literal.equalsIgnoringCase(base, name, "host"):
            guard framing.host == nil else { throw .refused(.badRequest("There must be one Host field only")) }
            framing.host = value
        case 6 where unsafe Literal.equalsIgnoringCase(base, name, "expect"):
            unsafe FieldValue.eachListMember(base, value) { member in
                let isKnown = unsafe Literal.equalsIgnoringCase(base, member, "100-continue")
                head.expectation = isKnown && head.expectation != .unknown ? .proceed : .unknown
            }
        case 10 where unsafe Literal.equalsIgnoringCase(base, name, "connection"):
            unsafe FieldValue.eachListMember(base, value) { member in
                if unsafe Literal.equalsIgnoringCase(base, member, "close") { framing.closes = true }
                if unsafe Literal.equalsIgnoringCase(base, member, "keep-alive") { framing.keepsAlive = true }
            }
        case 12 where unsafe Literal.equalsIgnoringCase(base, name, "x-request-id"):
            head.requestID = head.fields.count - 1
        case 14 where unsafe Literal.equalsIgnoringCase(base, name, "content-length"):
            try unsafe noteContentLength(base, value)
        case 17 where unsafe Literal.equalsIgnoringCase(base, name, "transfer-encoding"):
            framing.hasTransferEncoding = true
            // A line that names nothing is passed over by some and refused by others.
            var isEmpty = true
            defer { if isEmpty { framing.hasEmptyTransferEncoding = true } }
            unsafe FieldValue.eachListMember(base, value) { member in
                isEmpty = false
                framing.endsInChunked = unsafe Literal.equalsIgnoringCase(base, member, "chunked")
                if framing.endsInChunked { framing.chunkedCount += 1 } else { framing.hasUnknownCoding = true }
            }
        default: break
        }
    }

    private mutating func noteContentLength(_ base: UnsafePointer<UInt8>, _ value: Range<Int>) throws(Stop) {
        guard framing.contentLength == nil else {
            throw .refused(.ambiguousFraming("There must be one Content-Length field only"))
        }
        guard !value.isEmpty else { throw .refused(.ambiguousFraming("Content-Length must be digits")) }
        var length = 0
        var overflows = false
        for index in value {
            let byte = unsafe base[index]
            guard ASCII.isDigit(byte) else { throw .refused(.ambiguousFraming("Content-Length must be digits")) }
            if length > (Int.max - 9) / 10 { overflows = true } else { length = length * 10 + Int(byte & 15) }
        }
        guard !overflows else { throw .refused(.bodyTooLarge) }
        framing.contentLength = length
    }

    /// Decides what takes the whole head to decide (RFC 9112 §3.2, §6, §9.3).
    mutating func finish(_ base: UnsafePointer<UInt8>) throws(Stop) {
        guard framing.host != nil || head.minorVersion == 0 else {
            throw .refused(.badRequest("A Host field is required"))
        }
        if let host = framing.host {
            guard unsafe Authority.isValid(base, host) else {
                throw .refused(.badRequest("The Host field is not valid"))
            }
        }
        if framing.hasTransferEncoding {
            guard head.minorVersion == 1 else {
                throw .refused(.ambiguousFraming("HTTP/1.0 has no Transfer-Encoding"))
            }
            guard framing.contentLength == nil else {
                throw .refused(.ambiguousFraming("Content-Length and Transfer-Encoding exclude each other"))
            }
            guard framing.endsInChunked && framing.chunkedCount == 1 && !framing.hasEmptyTransferEncoding else {
                throw .refused(.ambiguousFraming("The last transfer coding, and no other, must be chunked"))
            }
            guard !framing.hasUnknownCoding else { throw .refused(.coding) }
            head.framing = .chunked
        } else if let length = framing.contentLength, length > 0 {
            head.framing = .length(length)
        }
        // HTTP/1.0 has no interim responses (RFC 9110 §10.1.1).
        if head.minorVersion == 0 { head.expectation = .none }
        head.keepsAlive = !framing.closes && (head.minorVersion == 1 || framing.keepsAlive)
    }
}

extension HTTPRefusal {
    static var targetForm: HTTPRefusal {
        badRequest("The request target must be a path, or a URL with the scheme http or https")
    }
}
