internal import CHiredis

/// Formats commands as RESP arrays of bulk strings, by hiredis.
enum RESPCommand {
    /// - Throws: when the command would be over `limit` bytes; nothing was sent then.
    static func format(_ words: [[UInt8]], limit: Int) throws(RedisError) -> [UInt8] {
        let payload = words.reduce(0) { $0 + $1.count }
        // 32 bytes cover the header of a word; hiredis counts in a C int.
        guard payload + 32 * (words.count + 1) <= min(limit, Int(Int32.max)) else {
            throw .protocolViolation("a command of \(payload) bytes in \(words.count) words is over \(limit) bytes")
        }
        guard !words.isEmpty else { throw .protocolViolation("a command has no words") }
        var text: [UInt8] = []
        text.reserveCapacity(payload + 1)
        for word in words { text.append(contentsOf: word) }
        text.append(0)
        // No key path: it would be walked at run time, for each command.
        let lengths = words.map { $0.count }
        guard let command = format(text, lengths) else { throw .unavailable("no memory to format a command") }
        return command
    }

    /// `text` holds the words one after the other, `lengths` says where each ends.
    private static func format(_ text: [UInt8], _ lengths: [Int]) -> [UInt8]? {
        unsafe text.withUnsafeBytes { bytes -> [UInt8]? in
            guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
            var words: [UnsafePointer<CChar>?] = unsafe []
            unsafe words.reserveCapacity(lengths.count)
            var offset = 0
            for length in lengths {
                unsafe words.append(base + offset)
                offset += length
            }
            var command: UnsafeMutablePointer<CChar>?
            let count = unsafe redisFormatCommandArgv(&command, Int32(lengths.count), &words, lengths)
            guard let start = unsafe command, count > 0 else { return nil }
            defer { unsafe redisFreeCommand(start) }
            return unsafe Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
        }
    }
}
