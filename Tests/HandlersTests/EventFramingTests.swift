import Testing

@testable import Handlers

/// Frames as server-sent events.
@Suite struct EventFramingTests {
    /// What a browser makes of a stream (HTML Living Standard, §9.2.6), written here by itself.
    private struct Reading {
        var events: [(name: String, id: String, data: String)] = []
        var retry: Int?

        init(_ bytes: [UInt8]) {
            var lines: [[UInt8]] = []
            var line: [UInt8] = []
            var index = 0
            while index < bytes.count {
                if bytes[index] == 13 || bytes[index] == 10 {
                    if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
                    lines.append(line)
                    line = []
                } else {
                    line.append(bytes[index])
                }
                index += 1
            }
            var (name, id, data) = ("", "", [UInt8]())
            for line in lines {
                if line.isEmpty {
                    if !data.isEmpty { events.append((name, id, String(decoding: data.dropLast(), as: UTF8.self))) }
                    (name, data) = ("", [])
                    continue
                }
                let colon = line.firstIndex(of: 58) ?? line.count
                var value = line.dropFirst(colon + 1)
                if value.first == 32 { value = value.dropFirst() }
                switch String(decoding: line[..<colon], as: UTF8.self) {
                case "data": data += value + [10]
                case "id": if !value.contains(0) { id = String(decoding: value, as: UTF8.self) }
                case "event": name = String(decoding: value, as: UTF8.self)
                case "retry": retry = Int(String(decoding: value, as: UTF8.self)) ?? retry
                default: break
                }
            }
        }
    }

    @Test(arguments: [
        ("<svg/>", "<svg/>"), ("a\nb", "a\nb"), ("a\rb", "a\nb"), ("a\r\nb", "a\nb"), ("a\n\nb", "a\n\nb"),
        ("a\r\rb", "a\n\nb"), ("a\n\rb", "a\n\nb"), ("\na\n", "\na\n"), ("\r\n", "\n"), ("", ""), (" a", " a"),
        (":a\nid: 9\nevent: end\n\ndata: x", ":a\nid: 9\nevent: end\n\ndata: x"),
        ("\u{FEFF}a\u{2028}b", "\u{FEFF}a\u{2028}b"),
        ("\u{301}a\n\u{301}", "\u{301}a\n\u{301}"),
    ]) func aPictureArrivesWholeWhateverItsLines(picture: String, data: String) {
        let reading = Reading(EventFraming.opening + EventFraming.event(Array(picture.utf8), id: "a-1"))
        #expect(reading.events.count == 1)
        #expect(reading.events.first?.id == "a-1")
        #expect(reading.events.first?.name == "")
        // By bytes: strings that only mean the same are equal too.
        #expect(reading.events.first.map { Array($0.data.utf8) } == Array(data.utf8))
        #expect(reading.retry == EventFraming.retry)
    }

    @Test func anyBytesAreOneEventOfTheSameLines() {
        for _ in 0..<500 {
            let alphabet = Array("\r\n: adt".utf8)
            let picture = (0..<Int.random(in: 0...40)).map { _ in alphabet.randomElement() ?? 0 }
            let events = EventFraming.event(picture, id: "a-1") + EventFraming.event(Array("next".utf8), id: "a-2")
            let reading = Reading(events)
            var expected: [UInt8] = []
            for (index, byte) in picture.enumerated() {
                if byte == 10, index > 0, picture[index - 1] == 13 { continue }
                expected.append(byte == 13 ? 10 : byte)
            }
            #expect(reading.events.map(\.data) == [String(decoding: expected, as: UTF8.self), "next"])
            #expect(reading.events.map(\.id) == ["a-1", "a-2"])
        }
    }

    @Test func aCommentIsNoEventAndTheEndIsOne() {
        #expect(Reading(EventFraming.keepAlive + EventFraming.opening).events.isEmpty)
        let end = Reading(EventFraming.end).events
        #expect(end.map(\.name) == ["end"] && end.map(\.data) == ["session_ended"])
    }
}
