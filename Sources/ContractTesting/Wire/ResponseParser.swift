/// What went wrong below the contract: bytes that are no HTTP, a closed or silent connection.
package struct WireError: Error, Equatable, CustomStringConvertible {
    package enum Kind: Sendable { case malformed, closed, timedOut, refused }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

/// A strict parser of one HTTP/1.1 response (RFC 9112), fed in pieces of any size. It shares nothing with the server.
package struct ResponseParser {
    private enum State {
        case head
        case fixed(Int)
        case chunkSize
        case chunk(Int)
        case chunkEnd, trailers, untilClose, complete
    }

    /// Bytes of a response's head that the oracle still reads.
    static let maximumHead = 65_536

    private let method: String
    private var state = State.head
    private var pending: [UInt8] = []
    private var interim: [Int] = []
    /// The response as far as it has come; nil before the end of its head.
    package private(set) var response: ReceivedResponse?

    /// - Parameter method: of the request, since an answer to HEAD has no body.
    package init(answering method: String) { self.method = method }

    package var isComplete: Bool { if case .complete = state { true } else { false } }

    /// Bytes that came after the end of the response.
    package var trailing: [UInt8] { isComplete ? pending : [] }

    /// - Throws: WireError of kind malformed.
    package mutating func receive(_ bytes: some Collection<UInt8>) throws(WireError) {
        pending.append(contentsOf: bytes)
        while try step() {}
    }

    /// The connection ended.
    /// - Throws: WireError of kind closed when the response is not whole.
    package mutating func finish() throws(WireError) {
        switch state {
        case .complete: return
        case .untilClose: state = .complete
        case .head where pending.isEmpty: throw WireError(.closed, "the connection closed without a response")
        case .head: throw WireError(.closed, "the connection closed within the head")
        case .fixed(let left): throw WireError(.closed, "the connection closed \(left) bytes before the body's end")
        default: throw WireError(.closed, "the connection closed within a chunked body")
        }
    }

    /// Hands over the body's bytes that have come and forgets them, for streams.
    package mutating func takeBody() -> [UInt8] {
        let body = response?.body ?? []
        response?.body = []
        return body
    }

    private func malformed(_ reason: String) -> WireError { WireError(.malformed, reason) }

    /// Whether there may be more to do with what is pending.
    private mutating func step() throws(WireError) -> Bool {
        switch state {
        case .head: return try head()
        case .fixed(let left):
            let taken = take(left)
            state = taken == left ? .complete : .fixed(left - taken)
            return false
        case .untilClose:
            _ = take(pending.count)
            return false
        case .chunkSize:
            guard let line = try line() else { return false }
            guard !line.isEmpty, line.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let size = Int(line, radix: 16)
            else { throw malformed("a chunk's size is \(line)") }
            state = size == 0 ? .trailers : .chunk(size)
            return true
        case .chunk(let left):
            let taken = take(left)
            state = taken == left ? .chunkEnd : .chunk(left - taken)
            return taken == left
        case .chunkEnd:
            guard pending.count >= 2 else { return false }
            guard pending.starts(with: [13, 10]) else { throw malformed("a chunk is longer than its size") }
            pending.removeFirst(2)
            state = .chunkSize
            return true
        case .trailers:
            guard let line = try line() else { return false }
            if line.isEmpty {
                state = .complete
                return false
            }
            let trailer = try field(line)
            response?.trailers.append(trailer)
            return true
        case .complete: return false
        }
    }

    private mutating func take(_ count: Int) -> Int {
        let taken = min(count, pending.count)
        response?.body.append(contentsOf: pending.prefix(taken))
        pending.removeFirst(taken)
        return taken
    }

    /// The next line without its CRLF, nil when it is not whole yet.
    private mutating func line() throws(WireError) -> String? {
        guard let end = pending.firstIndex(where: { $0 == 10 || $0 == 13 }) else {
            if pending.count > Self.maximumHead { throw malformed("a line without end") }
            return nil
        }
        guard end + 1 < pending.count || pending[end] == 10 else { return nil }
        guard pending[end] == 13, pending[end + 1] == 10 else { throw malformed("a line that does not end in CRLF") }
        // obs-text is kept apart from UTF-8: one byte is one character (RFC 9110 §5.5).
        let line = String(String.UnicodeScalarView(pending[..<end].map { Unicode.Scalar($0) }))
        pending.removeFirst(end + 2)
        return line
    }

    private mutating func head() throws(WireError) -> Bool {
        guard pending.contains(subsequence: [13, 10, 13, 10]) else {
            if pending.count > Self.maximumHead { throw malformed("a head of more than \(Self.maximumHead) bytes") }
            // A lone LF or CR is wrong at once; the end may never come.
            for (index, byte) in pending.enumerated()
            where byte == 10 && (index == 0 || pending[index - 1] != 13) { throw malformed("a lone LF in the head") }
            return false
        }
        let statusLine = try line() ?? ""
        guard let match = statusLine.wholeMatch(of: #/HTTP\/1\.1 ([1-5][0-9]{2}) [\t \x21-\x7E]*/#),
            let status = Int(match.1)
        else { throw malformed("the status line \(statusLine)") }
        var fields: [Field] = []
        while let text = try line(), !text.isEmpty { fields.append(try field(text)) }
        if (100..<200).contains(status) && status != 101 {
            interim.append(status)
            return true
        }
        var response = ReceivedResponse(status: status, fields: fields)
        response.interim = interim
        (response.framing, state) = try framing(status, fields)
        self.response = response
        return !isComplete
    }

    private func field(_ line: String) throws(WireError) -> Field {
        guard let match = line.wholeMatch(of: #/([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*?)[ \t]*/#) else {
            throw malformed("the field line \(line)")
        }
        let value = String(match.2)
        let isClean = value.unicodeScalars.allSatisfy { ($0.value >= 0x20 && $0.value != 0x7F) || $0.value == 9 }
        guard isClean else { throw malformed("a control character in the field \(match.1)") }
        return Field(String(match.1), value)
    }

    /// RFC 9112 §6.3, refusing all that is ambiguous.
    private func framing(
        _ status: Int, _ fields: [Field]
    ) throws(WireError) -> (ReceivedResponse.Framing, State) {
        let coding = fields.value("Transfer-Encoding")
        let length = fields.value("Content-Length")
        if coding != nil && length != nil { throw malformed("Content-Length beside Transfer-Encoding") }
        if let coding, coding.lowercased() != "chunked" { throw malformed("Transfer-Encoding: \(coding)") }
        var count: Int?
        if let length {
            guard length.wholeMatch(of: #/[0-9]{1,18}/#) != nil, let number = Int(length) else {
                throw malformed("Content-Length: \(length)")
            }
            count = number
        }
        if method == "HEAD" || status == 204 || status == 304 || status == 101 { return (.none, .complete) }
        if coding != nil { return (.chunked, .chunkSize) }
        guard let count else { return (.untilClose, .untilClose) }
        return (.contentLength, count == 0 ? .complete : .fixed(count))
    }
}

extension [UInt8] {
    func contains(subsequence: [UInt8]) -> Bool { firstRange(of: subsequence) != nil }
}
