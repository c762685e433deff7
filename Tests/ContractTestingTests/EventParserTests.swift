import Testing

@testable import ContractTesting

/// Streams of events, told apart from what only looks like one.
@Suite struct EventParserTests {
    private func items(_ text: String) -> [EventStreamItem]? {
        var parser = EventParser()
        guard let items = try? parser.receive(Array(text.utf8)), (try? parser.finish()) != nil else { return nil }
        return items
    }

    private static let opening = "retry: 2000\n\n"
    private static let a = "A0_-56789012345678901z"
    private static let b = "B0_-56789012345678901z"

    @Test func anHonestStreamIsBelievedInPiecesOfAnySize() throws {
        let text =
            Self.opening
            + "id: \(Self.a)\ndata: <svg>\ndata:  \u{301}x\ndata: </svg>\n\n:\n\nevent: end\ndata: over\n\n"
        let expected: [EventStreamItem] = [
            .event(id: Self.a, data: "<svg>\n \u{301}x\n</svg>"), .comment, .end("over"),
        ]
        #expect(items(text) == expected)
        var parser = EventParser()
        var found: [EventStreamItem] = []
        for byte in text.utf8 { found += try parser.receive([byte]) }
        #expect(found == expected)
        #expect(parser.isEnded && parser.retry == 2000)
        #expect(items(Self.opening) == [])
    }

    @Test(arguments: [
        "", ":\n\n", "id: \(a)\ndata: x\n\n", "retry: 0\n\n", "retry: x\n\n", "retry: 2000\ndata: x\n\n",
        opening + opening, opening + "data: x\n\n", opening + "id: \(a)\n\n", opening + "id: \(a)a\ndata: x\n\n",
        opening + "id: \(a)\ndata:x\n\n", opening + "id: \(a)\ndata: x\rdata: y\n\n",
        opening + "id: \(a)\r\ndata: x\r\n\r\n",
        opening + "id: \(a)\ndata: x\nid: \(b)\n\n", opening + "id: \(a)\ndata: x\n", opening + "\n\n",
        opening + ": hello\n\n", opening + "event: end\n\n", opening + "event: end\ndata: x\n\n:\n\n",
        opening + "event: other\ndata: x\n\n", opening + "id: \(a)\ndata: x\0\n\n",
    ]) func aStreamThatIsNotAsPromisedIsFound(text: String) { #expect(items(text) == nil) }

    @Test func bytesThatAreNoTextAreFound() {
        var parser = EventParser()
        let bytes = Array((Self.opening + "id: \(Self.a)\ndata: ").utf8) + [0xFF, 0x0A, 0x0A]
        #expect(throws: WireError.self) { try parser.receive(bytes) }
    }
}
