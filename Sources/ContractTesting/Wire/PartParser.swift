/// The two ways in which a frame is put on the wire.
package enum PartFraming: Sendable, Equatable {
    /// Content-Type and Content-Length before each frame; the next header comes with the next frame.
    case plain
    /// The next part's Content-Type follows the boundary at once, so that a browser shows the frame now.
    case early
}

/// One frame.
package struct Part: Sendable, Equatable {
    package let body: [UInt8]
    package let framing: PartFraming

    package var text: String { String(decoding: body, as: UTF8.self) }
}

/// Reads multipart/x-mixed-replace exactly as the service promises it: the first boundary once, then header, frame and
/// `\r\n--frame\r\n` for each. Whatever differs by one byte is an error.
package struct PartParser {
    private enum State {
        case opening, head
        case frame(Int)
        case pendingFrame, end
    }

    /// Bytes of a part's header that the oracle still reads.
    static let maximumHead = 1024

    private let boundary: [UInt8]
    private let mediaType: String
    private let expected: PartFraming?
    private var framing: PartFraming?
    private var state = State.opening
    private var bytes: [UInt8] = []
    /// In early framing a frame counts as come when the next part's header has: a browser shows it no sooner.
    private var held: Part?
    /// Where the search for the boundary goes on.
    private var searched = 0

    /// - Parameter expected: the framing that must be used; nil takes the first part's.
    package init(boundary: String = "frame", mediaType: String = "image/svg+xml", expected: PartFraming? = nil) {
        self.boundary = Array("--\(boundary)".utf8)
        self.mediaType = mediaType
        self.expected = expected
    }

    /// Whether the final boundary has come.
    package var isEnded: Bool { if case .end = state { true } else { false } }

    /// - Returns: the parts that are whole now.
    /// - Throws: WireError of kind malformed.
    package mutating func receive(_ new: some Collection<UInt8>) throws(WireError) -> [Part] {
        bytes.append(contentsOf: new)
        var parts: [Part] = []
        while try step(&parts) {}
        return parts
    }

    /// The body ended.
    /// - Throws: WireError of kind malformed when the final boundary had not come.
    package func finish() throws(WireError) {
        if !isEnded { throw malformed("the stream ended without its final boundary") }
    }

    private func malformed(_ reason: String) -> WireError { WireError(.malformed, "multipart: \(reason)") }

    /// A frame that is no text cannot be the picture that its header announces.
    private func part(_ body: some Sequence<UInt8>, _ framing: PartFraming) throws(WireError) -> Part {
        let body = Array(body)
        if MediaType(mediaType)?.isText == true, String(validating: body, as: UTF8.self) == nil {
            throw malformed("a frame is not UTF-8")
        }
        return Part(body: body, framing: framing)
    }

    private mutating func step(_ parts: inout [Part]) throws(WireError) -> Bool {
        switch state {
        case .opening:
            guard try take(boundary + [13, 10], "the stream does not begin with its boundary") else { return false }
            state = .head
            return true
        case .head:
            if boundary.starts(with: bytes.prefix(boundary.count)) {
                return try finalBoundary(in: bytes, &parts)
            }
            return try head(&parts)
        case .frame(let length):
            guard bytes.count > length else { return false }
            let rest = Array(bytes.dropFirst(length))
            if rest.starts(with: [13, 10] + boundary + [45]) {
                parts.append(try part(bytes.prefix(length), .plain))
                return try finalBoundary(in: Array(rest.dropFirst(2)), &parts)
            }
            let end = [13, 10] + boundary + [13, 10]
            guard end.starts(with: rest.prefix(end.count)) else {
                throw malformed("the boundary does not follow after Content-Length's \(length) bytes")
            }
            guard rest.count >= end.count else { return false }
            parts.append(try part(bytes.prefix(length), .plain))
            bytes = Array(rest.dropFirst(end.count))
            state = .head
            return true
        case .pendingFrame: return try pendingFrame(&parts)
        case .end:
            if !bytes.isEmpty && ![[13], [13, 10]].contains(bytes) {
                throw malformed("bytes after the final boundary")
            }
            return false
        }
    }

    /// Takes an exact text; false when more must come.
    private mutating func take(_ text: [UInt8], _ reason: String) throws(WireError) -> Bool {
        guard text.starts(with: bytes.prefix(text.count)) else { throw malformed(reason) }
        guard bytes.count >= text.count else { return false }
        bytes.removeFirst(text.count)
        return true
    }

    /// `--frame--` where a part's header would be, or after a frame.
    private mutating func finalBoundary(in rest: [UInt8], _ parts: inout [Part]) throws(WireError) -> Bool {
        let end = boundary + [45, 45]
        guard end.starts(with: rest.prefix(end.count)) else { throw malformed("a boundary without a part") }
        guard rest.count >= end.count else { return false }
        bytes = Array(rest.dropFirst(end.count))
        if let part = held { parts.append(part) }
        held = nil
        state = .end
        return true
    }

    private mutating func head(_ parts: inout [Part]) throws(WireError) -> Bool {
        guard let end = bytes.firstRange(of: [13, 10, 13, 10]) else {
            if bytes.count > Self.maximumHead { throw malformed("a part's header without end") }
            return false
        }
        let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        bytes.removeFirst(end.upperBound)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard lines[0] == "Content-Type: \(mediaType)" else {
            throw malformed("a part begins with \(lines[0]), not with Content-Type: \(mediaType)")
        }
        if lines.count == 1 {
            try use(.early)
            if let part = held { parts.append(part) }
            held = nil
            searched = 0
            state = .pendingFrame
        } else {
            guard lines.count == 2, let match = lines[1].wholeMatch(of: #/Content-Length: ([0-9]{1,9})/#),
                let length = Int(match.1)
            else { throw malformed("a part's header is \(text)") }
            try use(.plain)
            state = .frame(length)
        }
        return true
    }

    private mutating func use(_ actual: PartFraming) throws(WireError) {
        let wanted = framing ?? expected ?? actual
        guard wanted == actual else { throw malformed("a part in \(actual) framing where \(wanted) belongs") }
        framing = actual
    }

    private mutating func pendingFrame(_ parts: inout [Part]) throws(WireError) -> Bool {
        // An announced part that never gets its frame: the stream ends here.
        if bytes.starts(with: boundary + [45]) { return try finalBoundary(in: bytes, &parts) }
        let mark = [13, 10] + boundary
        guard let found = bytes[searched...].firstRange(of: mark) else {
            searched = max(0, bytes.count - mark.count)
            return false
        }
        let rest = Array(bytes[found.upperBound...])
        guard rest.count >= 2 else { return false }
        if found.lowerBound > 0 { held = try part(bytes[..<found.lowerBound], .early) }
        if rest.starts(with: [45, 45]) { return try finalBoundary(in: boundary + rest, &parts) }
        guard rest.starts(with: [13, 10]) else { throw malformed("the boundary stands within a frame") }
        guard held != nil else { throw malformed("an empty frame") }
        bytes = Array(rest.dropFirst(2))
        state = .head
        return true
    }
}
