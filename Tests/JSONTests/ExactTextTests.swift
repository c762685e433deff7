import JSON
import Testing

@Suite struct ExactTextTests {
    /// The same text in a buffer of its own, whatever its length.
    private func stored(_ text: String) -> String {
        var copy = text
        copy.reserveCapacity(100)
        copy += ""
        return copy
    }

    @Test(arguments: ["", "a", "fifteen letters", "sixteen letters!", "é😀", String(repeating: "é", count: 40)])
    func aTextIsItselfHoweverItIsStored(_ text: String) {
        for (left, right) in [(text, text), (stored(text), text), (text, stored(text)), (stored(text), stored(text))] {
            #expect(left.isExactly(right))
        }
        #expect(!text.isExactly(text + "x"))
        #expect(!stored("x" + text).isExactly(text + "x") || text.isEmpty)
    }

    /// What `String` takes for the same.
    @Test(arguments: [("é", "e\u{301}"), ("\u{212A}", "K"), ("a\u{301}\u{316}", "a\u{316}\u{301}")])
    func textsOfOtherBytesAreOthers(_ left: String, _ right: String) {
        #expect(left == right)
        #expect(!left.isExactly(right))
        #expect(!stored(left).isExactly(right))
    }
}
