/// Member names that are known beforehand, recognized in a text without making a string of each.
package final class JSONNames: Sendable {
    /// In the order in which a text most likely has them.
    package let names: [String]
    /// All names as a text has them, each with the quote that ends it.
    private let bytes: [UInt8]
    /// Where each name begins in `bytes`, and behind them where the last one ends.
    private let starts: [Int]

    package init(_ names: [String]) {
        var bytes: [UInt8] = []
        var starts = [0]
        for name in names {
            bytes += JSONValue.string(name).encoded.dropFirst()
            starts.append(bytes.count)
        }
        self.names = names
        self.bytes = bytes
        self.starts = starts
    }

    /// The place of a name, byte for byte: `String`'s comparison takes the Kelvin sign for the letter K.
    package func index(of name: String) -> Int? { names.firstIndex { $0.isExactly(name) } }

    /// How many bytes of the text are this name and its quote; nil when it is not this name that stands there.
    ///
    /// A name that is escaped where it need not be, or in another way, is not found here.
    @inline(__always)
    func length(of index: Int, at position: Int, in text: UnsafeRawBufferPointer) -> Int? {
        let start = starts[index]
        let length = starts[index + 1] - start
        guard text.count - position >= length else { return nil }
        return unsafe bytes.withUnsafeBytes { bytes in
            var offset = 0
            while offset + 8 <= length {
                guard unsafe TextScan.word(text, position + offset) == TextScan.word(bytes, start + offset) else {
                    return nil
                }
                offset += 8
            }
            while offset < length {
                guard unsafe text[position + offset] == bytes[start + offset] else { return nil }
                offset += 1
            }
            return length
        }
    }
}

extension JSONReader {
    /// The next member's place among `names`, its colon consumed; nil at the object's end.
    ///
    /// - Parameters:
    ///   - last: the place of the member before, -1 for none: the next name is tried first.
    /// - Returns: `names.names.count` for a name that is not among them, which `otherName` tells.
    package mutating func nextName(of names: JSONNames, after last: Int) -> Int? {
        guard advance(closing: UInt8(ascii: "}")) else { return nil }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            return fail("a member's name in double quotes is expected")
        }
        let index: Int
        if let known = known(names, after: last) {
            index = known
        } else {
            guard let name = readString() else { return nil }
            index = names.index(of: name) ?? names.names.count
            otherName = name
        }
        guard skipColon() else { return nil }
        return index
    }

    /// Tries the names from the one that is most likely next; steps over the one that it is.
    @inline(__always)
    private mutating func known(_ names: JSONNames, after last: Int) -> Int? {
        let count = names.names.count
        let start = position + 1
        var index = last
        for _ in 0..<count {
            index = index + 1 < count ? index + 1 : 0
            let length = unsafe bytes.withUnsafeBytes { unsafe names.length(of: index, at: start, in: $0) }
            if let length {
                position = start + length
                return index
            }
        }
        return nil
    }
}
