internal import CHiredis

/// Cuts the bytes of a connection into replies: the one owner of a hiredis reader.
///
/// hiredis trusts the server: it would wait for any announced length and allocate any announced array. So arrays are
/// bounded where hiredis makes them, and bytes where we feed it.
@safe final class RESPReader {
    private let reader: UnsafeMutablePointer<redisReader>
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>
    private let bounds: UnsafeMutablePointer<Bounds>
    private let replyBytes: Int
    /// Bytes fed since the last whole reply.
    private var unfinished = 0

    /// What the array maker needs, reached through the reader's `privdata`.
    @unsafe private struct Bounds {
        let arrayElements: Int32
        let createArray: @convention(c) (UnsafePointer<redisReadTask>?, Int32) -> UnsafeMutableRawPointer?
    }

    /// Nil when there is no memory.
    init?(limits: RedisLimits) {
        guard let reader = unsafe redisReaderCreate() else { return nil }
        guard let defaults = unsafe reader.pointee.fn, let createArray = unsafe defaults.pointee.createArray else {
            unsafe redisReaderFree(reader)
            return nil
        }
        unsafe self.reader = reader
        replyBytes = limits.replyBytes
        unsafe bounds = .allocate(capacity: 1)
        let elements = Int32(clamping: limits.arrayElements)
        unsafe bounds.initialize(to: Bounds(arrayElements: elements, createArray: createArray))
        unsafe functions = .allocate(capacity: 1)
        unsafe functions.initialize(to: defaults.pointee)
        unsafe functions.pointee.createArray = { task, elements in
            guard let bounds = unsafe task?.pointee.privdata?.assumingMemoryBound(to: Bounds.self),
                unsafe elements <= bounds.pointee.arrayElements
            else { return nil }
            return unsafe bounds.pointee.createArray(task, elements)
        }
        unsafe reader.pointee.fn = functions
        unsafe reader.pointee.privdata = UnsafeMutableRawPointer(bounds)
    }

    deinit {
        unsafe redisReaderFree(reader)
        unsafe functions.deallocate()
        unsafe bounds.deallocate()
    }

    /// Adds bytes as they came.
    func feed(_ bytes: borrowing [UInt8], count: Int) throws(RedisError) {
        unfinished += count
        let status = unsafe bytes.withUnsafeBytes { bytes in
            unsafe redisReaderFeed(reader, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count)
        }
        guard status == REDIS_OK else { throw violation() }
    }

    /// The next whole reply; nil when more bytes are needed.
    func next() throws(RedisError) -> RedisValue? {
        var reply: UnsafeMutableRawPointer?
        guard unsafe redisReaderGetReply(reader, &reply) == REDIS_OK else { throw violation() }
        guard let reply = unsafe reply else {
            guard unfinished <= replyBytes, announcedBytes() <= replyBytes else {
                throw .protocolViolation("a reply is over \(replyBytes) bytes")
            }
            return nil
        }
        defer { unsafe freeReplyObject(reply) }
        unfinished = unsafe max(0, reader.pointee.len - reader.pointee.pos)
        return unsafe RESPReader.value(reply.assumingMemoryBound(to: redisReply.self))
    }

    /// The length in the header of the bulk string that the reader waits for; 0 when it waits for something else.
    private func announcedBytes() -> Int {
        let level = unsafe Int(reader.pointee.ridx)
        let type = unsafe withUnsafeBytes(of: reader.pointee.rstack) { bytes in
            let tasks = unsafe bytes.assumingMemoryBound(to: redisReadTask.self)
            return unsafe tasks.indices.contains(level) ? tasks[level].type : -1
        }
        // hiredis has taken the `$` already, and keeps the digits until the whole string is there.
        guard type == REDIS_REPLY_STRING, let start = unsafe reader.pointee.buf else { return 0 }
        let position = unsafe reader.pointee.pos
        let end = unsafe min(reader.pointee.len, position + 24)
        var length = 0
        for index in position..<max(position, end) {
            let digit = unsafe Int(start[index]) - 48
            guard (0...9).contains(digit) else { break }
            let (product, overflow) = length.multipliedReportingOverflow(by: 10)
            if overflow || product > Int.max - digit { return .max }
            length = product + digit
        }
        return length
    }

    private func violation() -> RedisError {
        let text = unsafe withUnsafeBytes(of: reader.pointee.errstr) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return .protocolViolation("the server's answer is not a Redis reply: \(text)")
    }

    private static func value(_ reply: UnsafeMutablePointer<redisReply>) -> RedisValue {
        let reply = unsafe reply.pointee
        switch unsafe reply.type {
        case REDIS_REPLY_INTEGER: return unsafe .integer(reply.integer)
        case REDIS_REPLY_STATUS: return unsafe .simple(String(decoding: bytes(reply), as: UTF8.self))
        case REDIS_REPLY_ERROR: return unsafe .error(String(decoding: bytes(reply), as: UTF8.self))
        case REDIS_REPLY_STRING: return unsafe .bulk(Array(bytes(reply)))
        case REDIS_REPLY_ARRAY:
            return unsafe .array(
                UnsafeBufferPointer(start: reply.element, count: reply.elements).map { element in
                    unsafe element.map { unsafe value($0) } ?? .null
                })
        default: return .null
        }
    }

    private static func bytes(_ reply: redisReply) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: reply.str, count: reply.len)
    }
}
