import Testing

@testable import Patterns

/// An automaton says the same as the program that it is made of.
@Suite struct AutomatonTests {
    private static let alphabet = ["a", "b", "c", "0", "é", "😀", "-", "\n", "\u{7F}"]

    private static func text(_ length: Int, _ random: inout AgreementTests.Generator) -> String {
        // Runs, so that blocks of one class are met too.
        var text = ""
        while text.unicodeScalars.count < length {
            let character = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            text += String(repeating: character, count: Int.random(in: 1...20, using: &random))
        }
        return text
    }

    @Test func itAgreesWithItsProgram() throws {
        var random = AgreementTests.Generator(state: 20_261_125)
        var automata = 0
        for _ in 0..<200 {
            let pattern = try Pattern(AgreementTests.pattern(3, &random))
            automata += pattern.automaton == nil ? 0 : 1
            for length in [0, 1, 8, 15, 17, 40] {
                let text = Self.text(length, &random)
                #expect(
                    pattern.matches(text) == pattern.programMatches(text),
                    "\(pattern.source) on \(text.debugDescription)")
            }
        }
        #expect(automata > 195)
    }

    @Test(arguments: [
        "^[A-Za-z0-9._~-]+$", #"^\.\.?$|\.svg$"#, #"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$"#,
        "^[0-9]{1,7}[dhms]( ?[0-9]{1,7}[dhms])*$", "[A-Z]", "^[^a]*$", "^.*$", "é$",
    ]) func whatEndsARunIsFoundAtEveryPlace(_ source: String) throws {
        let pattern = try Pattern(source)
        for length in [1, 8, 17, 33] {
            for place in 0...length {
                for odd in ["", ".", "..", ".svg", "A", "é", "\n", "😀", "1d"] {
                    let text =
                        String(repeating: "x", count: place) + odd + String(repeating: "x", count: length - place)
                    #expect(
                        pattern.matches(text) == pattern.programMatches(text),
                        "\(source) on \(text.debugDescription)")
                }
            }
        }
    }

    @Test func aDifferenceIsWhatOneMatchesAndTheOtherDoesNot() throws {
        var random = AgreementTests.Generator(state: 20_261_127)
        var made = 0
        var matched = 0
        for _ in 0..<300 {
            let pattern = try Pattern(AgreementTests.pattern(3, &random))
            let excluded = try Pattern(AgreementTests.pattern(2, &random))
            guard let difference = pattern.without(excluded) else { continue }
            made += 1
            for length in [0, 1, 2, 8, 15, 16, 17, 40] {
                let text = Self.text(length, &random)
                let expected = pattern.programMatches(text) && !excluded.programMatches(text)
                matched += expected ? 1 : 0
                let found = unsafe Array(text.utf8).withUnsafeBytes { unsafe difference.matches($0) }
                #expect(
                    found == expected,
                    "\(pattern.source) without \(excluded.source) on \(text.debugDescription)")
            }
        }
        #expect(made > 250)
        #expect(matched > 100)
    }

    @Test func aDifferenceWithTooManyStatesIsNotMade() throws {
        let (long, other) = (try Pattern("^a{100}$"), try Pattern("^(aa)*(b|aaa)*$"))
        #expect(long.without(other) != nil)
        #expect(try Pattern("^(a{15})*$").without(Pattern("^(a{16})*$")) != nil)
        #expect(try Pattern("^(a{17})*$").without(Pattern("^(a{19})*$")) == nil)
        #expect(try Pattern("a").without(Pattern("^a.{0,400}b$")) == nil)
    }

    @Test func aPatternWithTooManyStatesIsMatchedByItsProgram() throws {
        let pattern = try Pattern("^a.{0,400}b$")
        #expect(pattern.automaton == nil)
        #expect(pattern.matches("a" + String(repeating: "é", count: 399) + "b"))
        #expect(!pattern.matches("a" + String(repeating: "é", count: 401) + "b"))
    }

    @Test func theLimitOfStatesIsExact() throws {
        // One state for each character, one before them, one after, and one for what does not match.
        let most = Automaton.maximumStates - 2
        #expect(try Pattern("^a{\(most)}$").automaton != nil)
        #expect(try Pattern("^a{\(most + 1)}$").automaton == nil)
        #expect(try Pattern("^a{\(most + 1)}$").matches(String(repeating: "a", count: most + 1)))
    }

    @Test func aLargePatternIsMadeInBoundedTime() throws {
        let pattern = try Pattern("^(a?){3000}$")
        #expect(pattern.automaton == nil)
        #expect(pattern.matches("aaa"))
        #expect(!pattern.matches("aab"))
    }
}
