internal import Glibc
internal import HTTPCore

/// Reads the head of a request: strict RFC 9112, one pass over the receive buffer, no copies.
///
/// A value without I/O. It may be called with ever longer prefixes of a message and goes on at the line where it ran
/// out of bytes; a line is looked at again only when its end has come, so slow delivery costs no more than fast.
/// How bytes are split never changes the outcome, since each limit is a position in the message; only a line that
/// came in parts is judged no sooner than it has ended or is too long.
package struct HTTPParser: Sendable {
    package enum Outcome: Sendable, Equatable {
        case needMore
        /// `head` is filled in; the body, if any, begins after so many bytes.
        case head(consumed: Int)
        case refused(HTTPRefusal)
    }

    /// Leaves the parse early.
    enum Stop: Error {
        case needMore
        case refused(HTTPRefusal)
    }

    package internal(set) var head = RequestHead()

    private let requestLineBytes: Int
    private let fieldBytes: Int
    private let fieldCount: Int
    /// Where the current line begins.
    private var position = 0
    /// Up to here the current line is known to have no line feed.
    private var scanned = 0
    /// Where the field lines begin; 0 while the request line is not finished.
    private var fieldsStart = 0
    var framing = FramingFields()

    package init(_ configuration: HTTPServerConfiguration) {
        requestLineBytes = configuration.requestLineBytes
        fieldBytes = configuration.fieldBytes
        fieldCount = configuration.fieldCount
    }

    /// Makes ready for the next message; buffers are kept.
    package mutating func reset() {
        head.reset()
        framing = FramingFields()
        position = 0
        scanned = 0
        fieldsStart = 0
    }

    /// - Parameter bytes: the message from its first byte; at each call the same bytes, possibly more.
    package mutating func parse(_ bytes: Span<UInt8>) -> Outcome {
        unsafe bytes.withUnsafeBufferPointer { unsafe parse($0) }
    }

    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
        guard let base = bytes.baseAddress else { return .needMore }
        do throws(Stop) {
            if fieldsStart == 0 {
                let limit = requestLineBytes
                try unsafe awaitLine(base, bytes.count, end: limit)
                try unsafe readRequestLine(base, Source(count: bytes.count, limit: limit, tooLong: .targetTooLong))
            }
            let limit = fieldsStart + fieldBytes
            try unsafe awaitLine(base, bytes.count, end: limit)
            let source = Source(count: bytes.count, limit: limit, tooLong: .fieldsTooLarge)
            while try unsafe readFieldLine(base, source) {}
            try unsafe finish(base)
            return .head(consumed: position)
        } catch {
            switch error {
            case .needMore:
                scanned = bytes.count
                return .needMore
            case .refused(let refusal): return .refused(refusal)
            }
        }
    }

    /// The bytes that may be looked at, and what it means to run out of them.
    private struct Source {
        let end: Int
        private let isLimit: Bool
        private let tooLong: HTTPRefusal

        init(count: Int, limit: Int, tooLong: HTTPRefusal) {
            end = min(count, limit)
            isLimit = count >= limit
            self.tooLong = tooLong
        }

        var short: Stop { isLimit ? .refused(tooLong) : .needMore }
    }

    /// After a pause: looks for the end of the current line in the new bytes only.
    private mutating func awaitLine(_ base: UnsafePointer<UInt8>, _ count: Int, end: Int) throws(Stop) {
        guard scanned > position, count < end else { return }
        guard count > scanned, unsafe memchr(base + scanned, Int32(ASCII.lineFeed), count - scanned) != nil else {
            throw .needMore
        }
    }

    // MARK: Request line (RFC 9112 §3)

    private mutating func readRequestLine(_ base: UnsafePointer<UInt8>, _ source: Source) throws(Stop) {
        var index = 0
        guard index < source.end else { throw source.short }
        // One empty line before the request is ignored (RFC 9112 §2.2).
        if unsafe base[index] == ASCII.carriageReturn { index = try unsafe lineEnd(base, index, source) }
        let start = index
        while unsafe index < source.end && ByteSet.token.contains(base[index]) { index += 1 }
        guard index < source.end else { throw source.short }
        guard unsafe index > start && base[index] == ASCII.space else {
            throw .refused(.badRequest("The request line must begin with a method and a space"))
        }
        head.method = start..<index
        head.isHead = unsafe Literal.equals(base, head.method, "HEAD")
        index = try unsafe readTarget(base, index + 1, source)
        guard unsafe base[index] == ASCII.space else {
            throw .refused(.badRequest("The request target holds a character that must be escaped"))
        }
        index = try unsafe readVersion(base, index + 1, source)
        position = try unsafe lineEnd(base, index, source)
        fieldsStart = position
    }

    /// - Returns: where the byte after the target is; there is one.
    private mutating func readTarget(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ source: Source
    ) throws(Stop) -> Int {
        var index = start
        guard index < source.end else { throw source.short }
        if unsafe Literal.equals(base, head.method, "CONNECT") {
            while unsafe index < source.end && base[index] > ASCII.space { index += 1 }
            guard index < source.end else { throw source.short }
            guard unsafe base[index] == ASCII.space, unsafe Authority.isValid(base, start..<index, needsPort: true)
            else { throw .refused(.badRequest("The target of CONNECT must be a host and a port")) }
            throw .refused(.connect)
        }
        let isOptions = unsafe Literal.equals(base, head.method, "OPTIONS")
        if unsafe base[index] == UInt8(ascii: "*") {
            guard isOptions else { throw .refused(.badRequest("The target * is for OPTIONS only")) }
            head.path = index..<index + 1
            guard index + 1 < source.end else { throw source.short }
            return index + 1
        }
        if unsafe base[index] != UInt8(ascii: "/") { index = try unsafe readSchemeAndAuthority(base, index, source) }
        let pathStart = index
        index = try unsafe scan(base, index, source, .path)
        head.path = pathStart..<index
        if unsafe base[index] == UInt8(ascii: "?") {
            let queryStart = index + 1
            index = try unsafe scan(base, queryStart, source, .query)
            head.query = queryStart..<index
        }
        if isOptions && head.path.isEmpty && head.query == nil { head.isServerWide = true }
        guard unsafe base[index] != UInt8(ascii: "#") else {
            throw .refused(.badRequest("The request target must not have a fragment"))
        }
        return index
    }

    /// absolute-form (RFC 9112 §3.2.2), up to its path.
    private mutating func readSchemeAndAuthority(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ source: Source
    ) throws(Stop) -> Int {
        var index = start
        for expected in [UInt8]("http".utf8) {
            guard index < source.end else { throw source.short }
            guard unsafe base[index] | 0x20 == expected else { throw .refused(.targetForm) }
            index += 1
        }
        guard index < source.end else { throw source.short }
        let isSecure = unsafe base[index] | 0x20 == UInt8(ascii: "s")
        if isSecure { index += 1 }
        for expected in [UInt8]("://".utf8) {
            guard index < source.end else { throw source.short }
            guard unsafe base[index] == expected else { throw .refused(.targetForm) }
            index += 1
        }
        let authorityStart = index
        while index < source.end {
            let byte = unsafe base[index]
            guard byte > ASCII.space && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "?") else { break }
            index += 1
        }
        guard index < source.end else { throw source.short }
        guard unsafe Authority.isValid(base, authorityStart..<index) else {
            throw .refused(.badRequest("The request target names no valid host"))
        }
        // What is asked of https must not be answered in the clear (RFC 9110 §7.4).
        guard !isSecure else { throw .refused(.misdirected) }
        head.authority = authorityStart..<index
        return index
    }

    /// Passes over members of a set and well-formed escapes.
    private func scan(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ source: Source, _ allowed: ByteSet
    ) throws(Stop) -> Int {
        var index = start
        while index < source.end {
            let byte = unsafe base[index]
            if allowed.contains(byte) {
                index += 1
                continue
            }
            guard byte == UInt8(ascii: "%") else { return index }
            for _ in 0..<2 {
                index += 1
                guard index < source.end else { throw source.short }
                guard unsafe ByteSet.hex.contains(base[index]) else {
                    throw .refused(.badRequest("A percent sign must be followed by two hexadecimal digits"))
                }
            }
            index += 1
        }
        throw source.short
    }

    private mutating func readVersion(
        _ base: UnsafePointer<UInt8>, _ start: Int, _ source: Source
    ) throws(Stop) -> Int {
        var index = start
        let pattern: StaticString = "HTTP/0.0"
        for offset in 0..<pattern.utf8CodeUnitCount {
            guard index < source.end else { throw source.short }
            let byte = unsafe base[index]
            let wanted = unsafe pattern.utf8Start[offset]
            guard wanted == UInt8(ascii: "0") ? ASCII.isDigit(byte) : byte == wanted else {
                throw .refused(.badRequest("The request line must end in an HTTP version"))
            }
            index += 1
        }
        guard unsafe base[index - 3] == UInt8(ascii: "1") else { throw .refused(.version) }
        head.minorVersion = unsafe base[index - 1] == UInt8(ascii: "0") ? 0 : 1
        return index
    }

    /// - Returns: where the next line begins.
    private func lineEnd(_ base: UnsafePointer<UInt8>, _ index: Int, _ source: Source) throws(Stop) -> Int {
        guard index < source.end else { throw source.short }
        guard unsafe base[index] == ASCII.carriageReturn else { throw .refused(.bareLineEnd) }
        guard index + 1 < source.end else { throw source.short }
        guard unsafe base[index + 1] == ASCII.lineFeed else { throw .refused(.bareLineEnd) }
        return index + 2
    }

    // MARK: Field lines (RFC 9112 §5)

    /// - Returns: false at the empty line that ends the head.
    private mutating func readFieldLine(_ base: UnsafePointer<UInt8>, _ source: Source) throws(Stop) -> Bool {
        let start = position
        guard start < source.end else { throw source.short }
        var index = start
        while unsafe index < source.end && ByteSet.token.contains(base[index]) { index += 1 }
        guard index < source.end else { throw source.short }
        if index == start {
            let byte = unsafe base[index]
            guard byte != ASCII.space && byte != ASCII.tab else {
                throw .refused(.badRequest("Field lines must not be folded"))
            }
            position = try unsafe lineEnd(base, index, source)
            return false
        }
        guard unsafe base[index] == UInt8(ascii: ":") else {
            throw .refused(.badRequest("A field name must be a token, followed by a colon without a space"))
        }
        let nameEnd = index
        index += 1
        while unsafe index < source.end && (base[index] == ASCII.space || base[index] == ASCII.tab) { index += 1 }
        let valueStart = index
        index = unsafe FieldValue.end(base, index, source.end)
        guard index < source.end else { throw source.short }
        guard unsafe base[index] == ASCII.carriageReturn || base[index] == ASCII.lineFeed else {
            throw .refused(.badRequest("A field value must not hold control characters"))
        }
        var valueEnd = index
        let next = try unsafe lineEnd(base, index, source)
        while unsafe valueEnd > valueStart
            && (base[valueEnd - 1] == ASCII.space || base[valueEnd - 1] == ASCII.tab)
        {
            valueEnd -= 1
        }
        guard head.fields.count < fieldCount else { throw .refused(.tooManyFields) }
        head.fields.append(FieldSlot(name: ByteRange(start..<nameEnd), value: ByteRange(valueStart..<valueEnd)))
        try unsafe note(base, name: start..<nameEnd, value: valueStart..<valueEnd)
        position = next
        return true
    }
}
