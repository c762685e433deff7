import Testing

@testable import ContractTesting

/// Any stream of events that a reader takes whole, and no other.
@Suite struct EventGrammarTests {
    @Test(arguments: [
        "", "\n", ":\n\n", "data: x\n\n", "data\n\n", "data:x\r\n\r\n", "data: x\r\r",
        "retry: 10\n\nid: 4\ndata: x\n\n", "event: end\ndata: over\n\n", "id\ndata:\u{301}\n\n",
        ": a comment\ndata: x\n\n\n",
    ]) func whatEveryReaderTakesIsBelieved(_ text: String) {
        #expect(EventGrammar.flaw(in: Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        "data: x", "data: x\n", "data: x\n\ndata: y\n", "retry: soon\n\n", "retry:\n\n", "id: a\0\ndata: x\n\n",
        "Data: x\n\n", "date: x\n\n", " data: x\n\n",
    ]) func whatAReaderDropsIsFound(_ text: String) {
        #expect(EventGrammar.flaw(in: Array(text.utf8)) != nil)
    }

    @Test func bytesThatAreNotUTF8AreFound() {
        #expect(EventGrammar.flaw(in: Array("data: ".utf8) + [0xFF, 0x0A, 0x0A]) != nil)
    }
}
