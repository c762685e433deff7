/// What comes in a stream of events.
package enum EventStreamItem: Sendable, Equatable {
    /// A picture: `data` is its lines, put together by LF as browsers do.
    case event(id: String, data: String)
    /// A line that is `:`.
    case comment
    /// The last event, which says why.
    case end(String)
}

/// Reads `text/event-stream` exactly as the service promises it: `retry` once, then blocks that are an event, a comment
/// or the end. Whatever differs by one byte is an error.
package struct EventParser {
    private var bytes: [UInt8] = []
    private var hasBegun = false
    /// Whether the last event has come.
    package private(set) var isEnded = false
    /// Milliseconds.
    package private(set) var retry: Int?

    package init() {}

    /// - Returns: the items that are whole now.
    /// - Throws: WireError of kind malformed.
    package mutating func receive(_ new: some Collection<UInt8>) throws(WireError) -> [EventStreamItem] {
        bytes.append(contentsOf: new)
        var items: [EventStreamItem] = []
        while let end = bytes.firstRange(of: [0x0A, 0x0A]) {
            let block = Array(bytes[..<end.lowerBound])
            bytes.removeFirst(end.upperBound)
            guard let text = String(validating: block, as: UTF8.self) else { throw malformed("a block is not UTF-8") }
            if let item = try item(text) { items.append(item) }
        }
        return items
    }

    /// The body ended.
    /// - Throws: WireError of kind malformed when that was within a block, or before the first.
    package func finish() throws(WireError) {
        if !bytes.isEmpty { throw malformed("the stream ended within a block") }
        if !hasBegun { throw malformed("the stream ended before it began") }
    }

    private func malformed(_ reason: String) -> WireError { WireError(.malformed, "events: \(reason)") }

    private mutating func item(_ block: String) throws(WireError) -> EventStreamItem? {
        if isEnded { throw malformed("a block after the last event") }
        guard hasBegun else {
            guard let match = block.wholeMatch(of: #/retry: ([1-9][0-9]{0,5})/#) else {
                throw malformed("the stream begins with \(block)")
            }
            hasBegun = true
            retry = Int(match.1)
            return nil
        }
        if block == ":" { return .comment }
        guard !block.utf8.contains(0x0D), !block.utf8.contains(0) else { throw malformed("a line has CR or NUL") }
        // By bytes: a character may reach over the blank, as one that begins with an accent does.
        let lines = block.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
        var data: [String] = []
        for line in lines.dropFirst() {
            guard line.utf8.starts(with: "data: ".utf8) else { throw malformed("a line is \(line)") }
            data.append(String(decoding: line.utf8.dropFirst(6), as: UTF8.self))
        }
        guard !data.isEmpty else { throw malformed("an event without data: \(block)") }
        let text = data.joined(separator: "\n")
        if lines[0] == "event: end" {
            isEnded = true
            return .end(text)
        }
        guard let match = lines[0].wholeMatch(of: #/id: ([0-9A-Za-z_-]{22})/#) else {
            throw malformed("an event begins with \(lines[0])")
        }
        return .event(id: String(match.1), data: text)
    }
}
