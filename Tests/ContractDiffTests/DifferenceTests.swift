import OpenAPI
import Testing
import YAML

@testable import ContractDiff

/// What holds of every difference.
@Suite struct DifferenceTests {
    @Test func aContractDoesNotDifferFromItself() throws {
        for change in ChangeCase.all {
            let contract = try change.diffs().forward.new
            #expect(ContractDiff(from: contract, to: contract).changes.isEmpty)
        }
    }

    /// Comments, blank lines and the order of members are nobody's affair.
    @Test func onlyWhatIsSaidCounts() throws {
        let text = try #require(Sample.text)
        let moved = text.replacing("\n", with: "\n\n# A comment.\n")
        let diff = ContractDiff(from: try Sample.contract(text), to: try Sample.contract(moved))
        #expect(diff.changes.isEmpty)
    }

    /// Every place is a line of its contract, and every pointer leads to something there.
    @Test func placesAndPointersAreReal() throws {
        let sample = try #require(Sample.text)
        let tree = try Node(parsing: Array(sample.utf8))
        for change in ChangeCase.all {
            let diffs = try change.diffs()
            for diff in [diffs.forward, diffs.backward] {
                for place in diff.changes.flatMap({ [$0.old, $0.new, $0.nearest] }).compactMap({ $0 })
                where place.file == "sample.yaml" {
                    let node = place.pointer.split(separator: "/").reduce(Optional(tree)) { node, token in
                        let name = String(token).replacing("~1", with: "/").replacing("~0", with: "~")
                        return node?[name] ?? Int(name).flatMap { node?.elements?[$0] }
                    }
                    #expect(node != nil, "\(place.pointer)")
                }
            }
        }
    }

    /// Two edits at once give what each gives, wherever they do not meet.
    @Test(arguments: 0..<12) func editsTogetherTellWhatEachTells(_ seed: Int) throws {
        var random = Random(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
        var text = try #require(Sample.text)
        let original = try Sample.contract(text)
        var expected: Set<String> = []
        for change in ChangeCase.all.shuffled(using: &random).prefix(6)
        where change.edits.allSatisfy({ text.ranges(of: $0.old).count == 1 }) {
            let edited = change.edits.reduce(text) { $0.replacing($1.old, with: $1.new) }
            guard let contract = try? Sample.contract(edited) else { continue }
            let before = ContractDiff(from: original, to: try Sample.contract(text)).changes.count
            let after = ContractDiff(from: original, to: contract)
            // An edit may undo or hide what another did, for example within an operation that it removes.
            guard after.changes.count >= before else { continue }
            text = edited
            expected = Set(after.changes.map(\.rule.id))
        }
        let edited = try Sample.contract(text)
        let forward = ContractDiff(from: original, to: edited)
        #expect(Set(forward.changes.map(\.rule.id)) == expected)
        let backward = ContractDiff(from: edited, to: original)
        #expect(forward.changes.isEmpty == backward.changes.isEmpty)
        #expect((forward.changes + backward.changes).allSatisfy { Rule.all.contains($0.rule) })
        #expect(ContractDiff(from: edited, to: edited).changes.isEmpty)
    }
}

/// The same numbers at every run (xorshift, Marsaglia 2003).
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
