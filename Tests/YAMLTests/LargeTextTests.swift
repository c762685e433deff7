import Testing
import YAML

/// Time grows with the text and not with its square, which would take many minutes here.
@Suite struct LargeTextTests {
    @Test(.timeLimit(.minutes(1)), arguments: TextFormat.allCases)
    func manyKeysAreReadAndFound(_ format: TextFormat) throws {
        let names = (0..<100_000).map { "name\($0)" }
        let text = "{" + names.map { "\"\($0)\": 1" }.joined(separator: ",\n") + "}"
        let node = try Node(parsing: Array(text.utf8), as: format)
        #expect(node.members?.count == names.count)
        #expect(names.allSatisfy { node[$0]?.integer == 1 })
        #expect(node["name100000"] == nil)
    }

    @Test(.timeLimit(.minutes(1))) func manyAliasesAreResolved() throws {
        let aliases = Array(repeating: "*a", count: 200_000).joined(separator: ", ")
        #expect(try Node(parsing: Array("[&a x, \(aliases)]".utf8)).elements?.count == 200_001)
    }

    /// A problem at the end of a long pointer, thousands of times.
    @Test(.timeLimit(.minutes(1))) func manyProblemsAreTold() throws {
        let depth = 60
        let nesting = (0..<depth).map {
            String(repeating: " ", count: $0) + String(repeating: "k", count: 1_000) + ":\n"
        }
        let members = String(repeating: String(repeating: " ", count: depth) + "a: 1\n", count: 10_000)
        let reading = Node.read(Array((nesting.joined() + members).utf8))
        #expect(reading.problems.count == 1_001)
        #expect(reading.problems.first?.pointer.utf8.count == depth * 1_001 + 2)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["!", ":", "\u{7}", "\u{2028}", "- ", "? ", "&a ", "*a ", "[],", "\n", "'"],
        TextFormat.allCases)
    func oneThingAThousandTimesIsReadOrRefused(_ text: String, _ format: TextFormat) {
        let reading = Node.read(Array(String(repeating: text, count: 200_000).utf8), as: format)
        #expect(reading.node != nil || !reading.problems.isEmpty)
    }

    @Test func aLongScalarIsReadWhole() throws {
        let text = String(repeating: "é", count: 500_000)
        #expect(try Node(parsing: Array("k: \(text)\n".utf8))["k"]?.string == text)
        #expect(try Node(parsing: Array("[\"\(text)\", 1]".utf8), as: .json).elements?[1].mark.column == 500_006)
    }
}
