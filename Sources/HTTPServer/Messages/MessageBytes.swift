internal import CLinux
internal import Glibc
internal import HTTPCore

/// Comparison of message bytes with words known beforehand.
enum Literal {
    @inline(__always)
    static func equals(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where unsafe base[range.lowerBound + index] != word.utf8Start[index] {
            return false
        }
        return true
    }

    /// - Parameter word: in lower case; letters, digits and hyphens.
    @inline(__always)
    static func equalsIgnoringCase(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count {
            let byte = unsafe ASCII.lowercase(base[range.lowerBound + index])
            if unsafe byte != word.utf8Start[index] { return false }
        }
        return true
    }
}

enum FieldValue {
    /// Where the first byte is that a field value must not hold; eight bytes at a step.
    @inline(__always)
    static func end(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index + 8 <= end {
            let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
            // High bits of bytes below 0x20, and of bytes equal to 0x7f; a borrow may raise a false alarm, which the
            // slow loop below settles.
            let controls = (word &- 0x2020_2020_2020_2020) & ~word
            let deletes = word ^ 0x7f7f_7f7f_7f7f_7f7f
            let zeros = (deletes &- 0x0101_0101_0101_0101) & ~deletes
            if (controls | zeros) & 0x8080_8080_8080_8080 == 0 {
                index += 8
                continue
            }
            for _ in 0..<8 {
                guard unsafe ASCII.isFieldContent(base[index]) else { return index }
                index += 1
            }
        }
        while unsafe index < end && ASCII.isFieldContent(base[index]) { index += 1 }
        return index
    }

    /// The members of a comma-separated list, trimmed, without empty ones (RFC 9110 §5.6.1).
    static func eachListMember(_ base: UnsafePointer<UInt8>, _ value: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start = value.lowerBound
        while start <= value.upperBound {
            var end = start
            while unsafe end < value.upperBound && base[end] != UInt8(ascii: ",") { end += 1 }
            var lower = start
            var upper = end
            while unsafe lower < upper && (base[lower] == ASCII.space || base[lower] == ASCII.tab) { lower += 1 }
            while unsafe upper > lower && (base[upper - 1] == ASCII.space || base[upper - 1] == ASCII.tab) {
                upper -= 1
            }
            if lower < upper { body(lower..<upper) }
            start = end + 1
        }
    }
}

/// host [ ":" port ] (RFC 3986 §3.2 without userinfo, which RFC 9110 §4.2.4 forbids here).
enum Authority {
    /// - Parameter needsPort: CONNECT knows no default: the port must be there, and one that can be reached
    ///   (RFC 9110 §9.3.6).
    static func isValid(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, needsPort: Bool = false) -> Bool {
        var index = range.lowerBound
        let end = range.upperBound
        guard index < end else { return false }
        if unsafe base[index] == UInt8(ascii: "[") {
            var close = index + 1
            while unsafe close < end && base[close] != UInt8(ascii: "]") { close += 1 }
            guard unsafe close < end && isIPv6(base, index + 1..<close) else { return false }
            index = close + 1
        } else {
            while unsafe index < end && base[index] != UInt8(ascii: ":") {
                let byte = unsafe base[index]
                if byte == UInt8(ascii: "%") {
                    guard unsafe index + 2 < end && ByteSet.hex.contains(base[index + 1]) else { return false }
                    guard unsafe ByteSet.hex.contains(base[index + 2]) else { return false }
                    index += 3
                } else {
                    guard ByteSet.host.contains(byte) else { return false }
                    index += 1
                }
            }
            guard index > range.lowerBound else { return false }
        }
        guard index < end else { return !needsPort }
        guard unsafe base[index] == UInt8(ascii: ":") else { return false }
        var port = 0
        for digit in index + 1..<end {
            guard unsafe ASCII.isDigit(base[digit]) else { return false }
            port = unsafe port * 10 + Int(base[digit] & 15)
            guard port <= 65_535 else { return false }
        }
        return !needsPort || port > 0
    }

    private static func isIPv6(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard 2...45 ~= range.count else { return false }
        let bytes = unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        let text = unsafe String(decoding: bytes, as: UTF8.self)
        var address = in6_addr()
        return unsafe inet_pton(AF_INET6, text, &address) == 1
    }
}
