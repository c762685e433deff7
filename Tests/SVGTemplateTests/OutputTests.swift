import Testing

@testable import SVGTemplate

/// The memory that a rendering writes into.
struct OutputTests {
    /// Pieces of every length, so that each edge of the room is met.
    @Test(arguments: [1, 7, 64, 4096]) func growsAsItIsFilled(capacity: Int) {
        var output = Output(capacity: capacity)
        var expected: [UInt8] = []
        for length in 0..<200 {
            let piece = String(repeating: "é", count: length / 2) + String(repeating: "x", count: length % 2)
            output.append(piece)
            output.append(UInt8(ascii: "|"))
            expected += Array(piece.utf8) + [UInt8(ascii: "|")]
            #expect(output.count == expected.count)
        }
        #expect(output.text() == String(decoding: expected, as: UTF8.self))
        #expect(output.bytes() == expected)
    }

    @Test(arguments: [0, 9, 10, -1, 99, 100, 1_234_567_890, Int64.max, .min]) func writesIntegers(value: Int64) {
        var output = Output(capacity: 1)
        output.append(value)
        #expect(output.text() == String(value))
    }

    @Test func whatIsCutIsGone() {
        var output = Output(capacity: 4)
        output.append("kept, ")
        let mark = output.count
        output.append("a longer text that is taken away")
        #expect(output.text(from: mark) == "a longer text that is taken away")
        output.cut(to: mark)
        output.append("then this")
        #expect(output.bytes() == Array("kept, then this".utf8))
    }

    @Test func nothingWrittenIsNothing() {
        #expect(Output(capacity: 8).bytes() == [])
        #expect(Output().text() == "")
    }
}
