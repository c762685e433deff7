/// Formats commands as RESP arrays of bulk strings: `*2\r\n$3\r\nGET\r\n$1\r\na\r\n`.
///
/// Not by hiredis, which prints each length by `sprintf`: that took three times as many instructions as this does.
enum RESPCommand {
    /// - Throws: when the command would be over `limit` bytes; nothing was sent then.
    static func format(_ words: [[UInt8]], limit: Int) throws(RedisError) -> [UInt8] {
        try format(words: words, limit: limit)
    }

    /// The same of words in UTF-8.
    static func format(_ words: [String], limit: Int) throws(RedisError) -> [UInt8] {
        try format(words: words.lazy.map(\.utf8), limit: limit)
    }

    /// What stands around a word and before the command takes at most so many bytes: `$`, 19 digits and two line ends.
    private static let frame = 24

    private static func format<Words: Collection>(words: Words, limit: Int) throws(RedisError) -> [UInt8]
    where Words.Element: Collection<UInt8> {
        let payload = words.reduce(0) { $0 + $1.count }
        let most = payload + frame * (words.count + 1)
        guard most <= limit else {
            throw .protocolViolation("a command of \(payload) bytes in \(words.count) words is over \(limit) bytes")
        }
        guard !words.isEmpty else { throw .protocolViolation("a command has no words") }
        return unsafe [UInt8](unsafeUninitializedCapacity: most) { bytes, count in
            var writer = unsafe Writer(bytes: bytes)
            writer.header(UInt8(ascii: "*"), words.count)
            for word in words {
                let length = word.count
                writer.header(UInt8(ascii: "$"), length)
                writer.append(word, count: length)
                writer.endLine()
            }
            count = writer.count
        }
    }

    /// Fills room that is known to be enough: a command has dozens of pieces, and an array would ask at each.
    @safe private struct Writer {
        let bytes: UnsafeMutableBufferPointer<UInt8>
        var count = 0

        init(bytes: UnsafeMutableBufferPointer<UInt8>) { unsafe self.bytes = bytes }

        /// A mark, a count of things, and a line end.
        mutating func header(_ mark: UInt8, _ number: Int) {
            append(mark)
            digits(of: number)
            endLine()
        }

        mutating func append(_ word: some Collection<UInt8>, count length: Int) {
            let room = unsafe UnsafeMutableBufferPointer(rebasing: bytes[count..<count + length])
            count += unsafe room.initialize(fromContentsOf: word)
        }

        mutating func endLine() {
            append(13)
            append(10)
        }

        private mutating func digits(of number: Int) {
            if number >= 10 { digits(of: number / 10) }
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
        }

        private mutating func append(_ byte: UInt8) {
            unsafe bytes.initializeElement(at: count, to: byte)
            count += 1
        }
    }
}
