/// A place in a text. Lines and columns count from 1, columns in code points.
package struct Mark: Sendable, Hashable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: Mark, right: Mark) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// The marks of places that come one after the other, found in one walk over the text.
struct MarkCounter {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private var column = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter target: in bytes, not before the one asked for last.
    mutating func mark(at target: Int) -> Mark {
        while offset < min(target, bytes.count) {
            let byte = bytes[offset]
            offset += 1
            // A line ends in LF, CR or both, as editors show it and libyaml counts.
            let isBeforeLineFeed = offset < bytes.count && bytes[offset] == UInt8(ascii: "\n")
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !isBeforeLineFeed {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Mark(line: line, column: column)
    }
}

extension [UInt8] {
    /// The byte at a mark, nil at the end of the text.
    func byte(at mark: Mark) -> UInt8? {
        var counter = MarkCounter(self)
        return indices.first { counter.mark(at: $0) >= mark }.map { self[$0] }
    }
}
