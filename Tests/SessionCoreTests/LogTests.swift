import EventLoop
import Glibc
import Testing

@testable import SessionCore

struct LogTests {
    private func line(_ value: String) -> String {
        let lines = Box<String>()
        let log = Log(level: .info, clock: Clock { 1_795_246_211_123 }) { lines.add($0) }
        log(.info, "event_name", ["user": value, "nothing": nil])
        return lines.elements.first ?? ""
    }

    @Test func aLineIsLogfmtWithTheTimeInUTC() {
        #expect(line("alice") == "time=2026-11-21T07:30:11.123Z level=info event=event_name user=alice")
    }

    @Test(arguments: [
        "a\nlevel=error event=forged", "a\r\nb", "a\u{2028}b", "a\u{85}b", "a b=c", "a\"b", "a\\", "\u{1B}[2J",
    ])
    func noInputForgesALineOrAField(value: String) {
        let text = line(value)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x85 && $0.value != 0x2028 })
        #expect(text.contains(" user=\""))
        #expect(text.hasSuffix("\""))
    }

    @Test func levelsBelowTheChosenOneAreSilent() {
        let lines = Box<String>()
        let log = Log(level: .warning) { lines.add($0) }
        log(.notice, "quiet")
        log(.warning, "loud")
        #expect(lines.elements.count == 1)
    }

    @Test func whatALoopSaysInOneTurnIsWrittenAtItsEnd() async throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        try #require(fcntl(reading, F_SETFL, O_NONBLOCK) == 0)
        defer { for end in [reading, writing] { close(end) } }
        @Sendable func written() -> String {
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = unsafe read(reading, &bytes, bytes.count)
            return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
        }
        let lines = LogLines(descriptor: writing)
        let during = await withCheckedContinuation { continuation in
            TestLoop.shared.submit {
                lines.write(Array("one\n".utf8))
                lines.write(Array("two\n".utf8))
                continuation.resume(returning: written())
            }
        }
        #expect(during == "")
        let after = await withCheckedContinuation { continuation in
            TestLoop.shared.submit { continuation.resume(returning: written()) }
        }
        #expect(after == "one\ntwo\n")
        lines.write(Array("three\n".utf8))
        #expect(written() == "three\n")
    }

    /// A reader that is slow, on a pipe that does not block: lines come whole, and those that do not are counted.
    @Test func noLineIsTornAndThoseThatAreDroppedAreTold() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe pipe(&ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer { for end in [reading, writing] { close(end) } }
        for end in [reading, writing] { try #require(fcntl(end, F_SETFL, O_NONBLOCK) == 0) }
        let line = String(repeating: "x", count: 99) + "\n"
        let lines = LogLines(descriptor: writing, patience: 1)
        let count = 2_000
        for _ in 0..<count { lines.write(Array(line.utf8)) }
        func read() -> [Substring] {
            var (text, part) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
            while true {
                let count = unsafe Glibc.read(reading, &part, part.count)
                guard count > 0 else { break }
                text += part[..<count]
            }
            #expect(text.last == UInt8(ascii: "\n"))
            return String(decoding: text, as: UTF8.self).split(separator: "\n")
        }
        let early = read()
        lines.write(Array(line.utf8))
        var (kept, told) = (0, 0)
        for text in early + read() {
            if text == line.dropLast() {
                kept += 1
            } else {
                let words = "level=warning event=log_lines_dropped count="
                #expect(text.hasPrefix(words))
                told += try #require(Int(text.dropFirst(words.count)))
            }
        }
        #expect(told > 0)
        #expect(kept + told == count + 1)
    }

    @Test func blocksAreOfWholeLines() throws {
        var ends: [Int32] = [0, 0]
        try #require(unsafe socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue), 0, &ends) == 0)
        let (reading, writing) = (ends[0], ends[1])
        defer { for end in [reading, writing] { close(end) } }
        let lines = LogLines(descriptor: writing)
        // One write of the whole, so that the pieces are those of `LogLines`.
        let long = Array((String(repeating: "y", count: 5_000) + "\n").utf8)
        let short = Array((String(repeating: "x", count: 99) + "\n").utf8)
        lines.write(Array((0..<50).map { _ in short }.joined()) + long + short)
        var sizes: [Int] = []
        var part = [UInt8](repeating: 0, count: 65_536)
        while sizes.reduce(0, +) < 50 * 100 + 5_001 + 100 {
            sizes.append(unsafe Glibc.read(reading, &part, part.count))
        }
        #expect(sizes == [4_000, 1_000, 5_001, 100])
    }

    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
    ])
    func timesAreRFC3339(milliseconds: Int64, text: String) { #expect(Timestamp.text(milliseconds) == text) }

    @Test(arguments: [
        "", ".", "..", "a.svg", ".svg", "a b", "a/b", "a:b", "{a}", "é", String(repeating: "a", count: 129),
    ])
    func aBadIdentifierIsRefused(text: String) {
        #expect(UserID(validating: text) == nil)
        #expect(SessionID(validating: text) == nil)
    }

    @Test(arguments: ["a", "...", "a.SVG", "svg", "A-z_0.9~", String(repeating: "a", count: 128)])
    func aGoodIdentifierIsTaken(text: String) { #expect(SessionID(validating: text)?.text == text) }
}
