import Patterns
import Testing

@Suite struct PatternLanguageTests {
    private func language(_ required: String?, not excluded: String? = nil) throws -> PatternLanguage {
        PatternLanguage(required: try required.map { try Pattern($0) }, excluded: try excluded.map { try Pattern($0) })
    }

    @Test(arguments: [
        ("^a$", "^[ab]$"), ("^[a-z]{2,3}$", "^[a-z]+$"), ("^(a|b)*$", "^[ab]*$"), ("^[ab]*$", "^(a|b)*$"),
        ("abc", "b"), ("^abc", "abc"), ("^\\d+$", "^\\w+$"), ("^$", "^a*$"), ("^(ab)+$", "^a.*b$"), ("a", ""),
    ]) func aLanguageIsContained(_ inner: String, _ outer: String) throws {
        #expect(try language(inner).isContained(in: language(outer), lengths: 0...(.max)) == .contained)
    }

    @Test(arguments: [
        ("^[ab]$", "^a$", "b"), ("^[a-z]+$", "^[a-z]{2,3}$", "a"), ("b", "abc", "b"), ("abc", "^abc", "aabc"),
        ("", "^a", ""), ("^a*$", "^a{0,4}$", "aaaaa"), ("^[^x]$", "^[^xy]$", "y"),
        ("^.$", "^[\u{0}-\u{7F}]$", "\u{80}"),
    ]) func theShortestCounterexampleIsFound(_ inner: String, _ outer: String, _ text: String) throws {
        let found = try language(inner).isContained(in: language(outer), lengths: 0...(.max))
        #expect(found == .counterexample(text))
        #expect(try Pattern(inner).matches(text) && !Pattern(outer).matches(text))
    }

    @Test func lengthsBoundTheStringsThatCount() throws {
        let (any, few) = (try language("^a*$"), try language("^a{2,4}$"))
        #expect(any.isContained(in: few, lengths: 2...4) == .contained)
        #expect(any.isContained(in: few, lengths: 0...4) == .counterexample(""))
        #expect(any.isContained(in: few, lengths: 2...9) == .counterexample("aaaaa"))
        #expect(any.isContained(in: few, lengths: 7...9) == .counterexample("aaaaaaa"))
    }

    @Test func whatMustNotMatchCounts() throws {
        let (all, some) = (try language("^[a-z]+$"), try language("^[a-z]+$", not: "^root$"))
        #expect(some.isContained(in: all, lengths: 0...(.max)) == .contained)
        #expect(all.isContained(in: some, lengths: 0...(.max)) == .counterexample("root"))
        #expect(try language(nil, not: "b").isContained(in: language("^[^b]*$"), lengths: 0...(.max)) == .contained)
        #expect(try language(nil).isContained(in: language(nil), lengths: 0...(.max)) == .contained)
    }

    @Test func whatIsTooLargeIsNotDecided() throws {
        let large = try language("^[ab]*a[ab]{14}$")
        #expect(large.isContained(in: try language("^[ab]*a[ab]{14}$|^c$"), lengths: 0...(.max)) == .undecided)
    }
}
