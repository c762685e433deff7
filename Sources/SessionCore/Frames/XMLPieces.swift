internal import Glibc

/// An XML text in pieces, by what a character in each means (XML 1.0 §2.4). Together they are the whole text, also where
/// it is not well-formed.
struct XMLPieces {
    enum Kind {
        case text
        /// A tag or declaration but for its quoted values.
        case markup
        /// With its quotes.
        case value
        case comment
        /// A CDATA section.
        case characterData
        case instruction
    }

    private let bytes: [UInt8]
    private var position = 0
    private var isInMarkup = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> (Kind, ArraySlice<UInt8>)? {
        guard position < bytes.count else { return nil }
        let start = position
        let kind = isInMarkup ? inMarkup() : outside()
        return (kind, bytes[start..<position])
    }

    private mutating func outside() -> Kind {
        let rest = bytes[position...]
        guard rest.first == UInt8(ascii: "<") else {
            position = rest.firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            return .text
        }
        for (opening, closing, kind) in XMLPieces.sections where rest.starts(with: opening.utf8) {
            let content = rest.dropFirst(opening.utf8.count)
            position = content.place(of: Array(closing.utf8)).map { $0 + closing.utf8.count } ?? bytes.count
            return kind
        }
        isInMarkup = true
        return inMarkup()
    }

    private static let sections: [(String, String, Kind)] = [
        ("<!--", "-->", .comment), ("<![CDATA[", "]]>", .characterData), ("<?", "?>", .instruction),
    ]

    private mutating func inMarkup() -> Kind {
        let rest = bytes[position...]
        if let quote = rest.first, XMLPieces.isQuote(quote) {
            position = rest.dropFirst().firstIndex(of: quote).map { $0 + 1 } ?? bytes.count
            return .value
        }
        let end = rest.firstIndex { $0 == UInt8(ascii: ">") || XMLPieces.isQuote($0) } ?? bytes.count
        isInMarkup = end < bytes.count && bytes[end] != UInt8(ascii: ">")
        position = min(isInMarkup ? end : end + 1, bytes.count)
        return .markup
    }

    private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}

extension RandomAccessCollection<UInt8> where Self: Sendable, Index == Int {
    /// The first place of some bytes, at least one.
    func place(of text: [UInt8]) -> Int? {
        let found: Int?? = withContiguousStorageIfAvailable { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = 0
            while start + text.count <= bytes.count,
                let found = unsafe memchr(base + start, Int32(text[0]), bytes.count - start - text.count + 1)
            {
                start = unsafe UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
                if unsafe memcmp(found, text, text.count) == 0 { return start }
                start += 1
            }
            return nil
        }
        return (found ?? nil).map { startIndex + $0 }
    }
}
