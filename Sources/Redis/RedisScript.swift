/// A Lua script that runs atomically on the server, or not at all when it comes too late. Declare every key it touches.
package struct RedisScript: Sendable {
    package let source: String
    /// The name of the script for EVALSHA: SHA-1 of its source, in lower-case hexadecimal.
    package let sha1: String

    /// - Parameter body: `ARGV` has its arguments and, last, a deadline of ours.
    package init(_ body: String) {
        source = RedisScript.latecomer + body
        sha1 = SHA1.hexadecimal(Array(source.utf8))
    }

    /// The error of a script that did nothing, since its caller waits no more.
    static let late = "LATE"

    /// By the server's clock in milliseconds; within a script it stands still.
    private static let latecomer = """
        local clock = redis.call('TIME')
        if clock[1] * 1000 + clock[2] / 1000 > tonumber(ARGV[#ARGV]) then
            return redis.error_reply('\(late) the deadline has passed')
        end

        """
}

/// SHA-1 (FIPS 180-4 §6.1), only as the name of a script: it protects nothing.
enum SHA1 {
    static func hexadecimal(_ message: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for word in digest(message) {
            for shift in stride(from: 28, through: 0, by: -4) { text.append(digits[Int(word >> UInt32(shift)) & 15]) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digest(_ message: [UInt8]) -> [UInt32] {
        var padded = message
        padded.append(0x80)
        while padded.count % 64 != 56 { padded.append(0) }
        let bits = UInt64(message.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) { padded.append(UInt8(truncatingIfNeeded: bits >> shift)) }
        var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
        for start in stride(from: 0, to: padded.count, by: 64) { mix(padded[start..<start + 64], into: &state) }
        return state
    }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        var schedule: [UInt32] = []
        for start in stride(from: block.startIndex, to: block.endIndex, by: 4) {
            schedule.append(block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
        }
        for index in 16..<80 {
            let word = schedule[index - 3] ^ schedule[index - 8] ^ schedule[index - 14] ^ schedule[index - 16]
            schedule.append(rotate(word, 1))
        }
        var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
        for index in 0..<80 {
            let (choice, constant): (UInt32, UInt32) =
                switch index {
                case 0..<20: ((b & c) | (~b & d), 0x5A82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                case 40..<60: ((b & c) | (b & d) | (c & d), 0x8F1B_BCDC)
                default: (b ^ c ^ d, 0xCA62_C1D6)
                }
            let next = rotate(a, 5) &+ choice &+ e &+ constant &+ schedule[index]
            (a, b, c, d, e) = (next, a, rotate(b, 30), c, d)
        }
        for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
    }

    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
