import Testing

@testable import Redis

struct ReaderTests {
    private func read(_ text: String, limits: RedisLimits = RedisLimits()) throws -> [RedisValue] {
        let reader = try #require(RESPReader(limits: limits))
        try reader.feed(Array(text.utf8), count: text.utf8.count)
        var values: [RedisValue] = []
        while let value = try reader.next() { values.append(value) }
        return values
    }

    @Test func everyKindOfReplyIsRead() throws {
        let text = "+OK\r\n-ERR no\r\n:-7\r\n$3\r\na\u{0}b\r\n$-1\r\n*-1\r\n*2\r\n:1\r\n*1\r\n$0\r\n\r\n"
        #expect(
            try read(text) == [
                .simple("OK"), .error("ERR no"), .integer(-7), .bulk([97, 0, 98]), .null, .null,
                .array([.integer(1), .array([.bulk([])])]),
            ])
    }

    @Test func replyInSingleBytesIsRead() throws {
        let reader = try #require(RESPReader(limits: RedisLimits()))
        var values: [RedisValue] = []
        for byte in Array("*2\r\n$3\r\nabc\r\n:12\r\n".utf8) {
            try reader.feed([byte], count: 1)
            if let value = try reader.next() { values.append(value) }
        }
        #expect(values == [.array([.bulk(Array("abc".utf8)), .integer(12)])])
    }

    @Test func garbageIsAViolation() {
        #expect(throws: RedisError.self) { try read("HTTP/1.1 400 Bad Request\r\n") }
    }

    @Test func announcedLengthOverTheLimitIsAViolationBeforeTheBytesCome() throws {
        var limits = RedisLimits()
        limits.replyBytes = 1_000
        #expect(try read("$1000\r\n", limits: limits) == [])
        #expect(throws: RedisError.self) { try read("$1001\r\n", limits: limits) }
        #expect(throws: RedisError.self) { try read("$99999999999999999999", limits: limits) }
    }

    @Test func arrayOverTheLimitIsAViolation() throws {
        var limits = RedisLimits()
        limits.arrayElements = 2
        #expect(try read("*2\r\n:1\r\n:2\r\n", limits: limits) == [.array([.integer(1), .integer(2)])])
        #expect(throws: RedisError.self) { try read("*3\r\n", limits: limits) }
        #expect(throws: RedisError.self) { try read("*1\r\n*2147483647\r\n", limits: limits) }
    }

    @Test func manySmallElementsOverTheLimitAreAViolation() {
        var limits = RedisLimits()
        limits.replyBytes = 1_000
        let text = "*1000\r\n" + String(repeating: "$5\r\nhello\r\n", count: 100)
        #expect(throws: RedisError.self) { try read(text, limits: limits) }
    }

    @Test func limitIsPerReplyNotPerConnection() throws {
        var limits = RedisLimits()
        limits.replyBytes = 100
        #expect(try read(String(repeating: "+OK\r\n", count: 1_000), limits: limits).count == 1_000)
    }

    @Test func commandIsFormattedWithItsBytes() throws {
        let bytes = try RESPCommand.format([Array("SET".utf8), [0, 13, 10], []], limit: 1_000)
        #expect(bytes == Array("*3\r\n$3\r\nSET\r\n$3\r\n\u{0}\r\n\r\n$0\r\n\r\n".utf8))
    }

    @Test func commandOverTheLimitIsNotSent() {
        let word = [UInt8](repeating: 1, count: 1_000)
        #expect(throws: RedisError.self) { try RESPCommand.format([word], limit: 1_000) }
    }

    @Test func scriptIsNamedBySHA1() {
        #expect(SHA1.hexadecimal(Array("abc".utf8)) == "a9993e364706816aba3e25717850c26c9cd0d89d")
        #expect(SHA1.hexadecimal([]) == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
        let long = String(repeating: "a", count: 1_000_000)
        #expect(SHA1.hexadecimal(Array(long.utf8)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    }

    @Test func errorReplyIsSortedByItsFirstWord() {
        #expect(RedisError(reply: "OOM command not allowed").isUnavailable)
        #expect(RedisError(reply: "READONLY You can't write").isUnavailable)
        #expect(RedisError(reply: "WRONGTYPE Operation") == .server("WRONGTYPE Operation"))
    }

    @Test func pauseGrowsToItsLimitWithJitter() {
        var backoff = Backoff(shortest: 10, longest: 100)
        var random = SystemRandomNumberGenerator()
        for step in [10, 20, 40, 80, 100, 100] as [UInt64] {
            #expect((step / 2...step).contains(backoff.next(using: &random)))
        }
        backoff.reset()
        #expect(backoff.next(using: &random) <= 10)
    }
}
