import Foundation
import Patterns
import Testing

/// Small patterns and texts, made by a seeded generator, judged by another engine too.
@Suite struct AgreementTests {
    /// SplitMix64: the same patterns at every run.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    /// Text and pattern characters; what the two engines define differently (`\s`, `\w` beyond ASCII) is left out.
    private static let alphabet = ["a", "b", "c", "0", "é", "😀", "-"]

    static func pattern(_ depth: Int, _ random: inout Generator) -> String {
        let branches = (0...Int.random(in: 0...(depth > 1 ? 1 : 0), using: &random)).map { _ in
            (0..<Int.random(in: 1...3, using: &random)).map { _ in quantified(depth, &random) }.joined()
        }
        return branches.joined(separator: "|")
    }

    private static func quantified(_ depth: Int, _ random: inout Generator) -> String {
        let atom = atom(depth, &random)
        guard atom != "^", atom != "$" else { return atom }
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return atom + "*"
        case 1: return atom + "+"
        case 2: return atom + "?"
        case 3: return atom + "{\(Int.random(in: 0...3, using: &random))}"
        case 4: return atom + "{1,}"
        case 5:
            let low = Int.random(in: 0...2, using: &random)
            return atom + "{\(low),\(low + Int.random(in: 0...2, using: &random))}"
        default: return atom
        }
    }

    private static func atom(_ depth: Int, _ random: inout Generator) -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return "^"
        case 1: return "$"
        case 2: return "."
        case 3: return #"\d"#
        case 4, 5:
            let members = (0...1).map { _ in alphabet[Int.random(in: 0..<6, using: &random)] }.joined()
            return (Bool.random(using: &random) ? "[^" : "[") + members + "]"
        case 6: return "[a-c]"
        case 7, 8: return depth > 0 ? "(\(pattern(depth - 1, &random)))" : "b"
        default: return alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
    }

    @Test func twoEnginesAgree() throws {
        var random = Generator(state: 20_260_730)
        var matched = 0
        for _ in 0..<600 {
            let source = Self.pattern(3, &random)
            let ours = try Pattern(source)
            // ICU's `$` also matches before a last line break; no text here has one.
            let theirs = try NSRegularExpression(pattern: source)
            for _ in 0..<12 {
                let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                    Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &random)]
                }.joined()
                let whole = NSRange(location: 0, length: text.utf16.count)
                let expected = theirs.firstMatch(in: text, range: whole) != nil
                #expect(ours.matches(text) == expected, "\(source) on \(text.debugDescription)")
                matched += expected ? 1 : 0
            }
        }
        #expect((1500...6500).contains(matched), "the cases say something: \(matched) of 7200 match")
    }
}
