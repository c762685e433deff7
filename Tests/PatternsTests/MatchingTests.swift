import Patterns
import Testing

@Suite struct MatchingTests {
    private func expect(
        _ source: String, matches: [String], not others: [String] = [], at location: SourceLocation = #_sourceLocation
    ) throws {
        let pattern = try Pattern(source)
        for text in matches {
            #expect(pattern.matches(text), "\(source) should match \(text.debugDescription)", sourceLocation: location)
        }
        for text in others {
            #expect(
                !pattern.matches(text), "\(source) should not match \(text.debugDescription)", sourceLocation: location)
        }
    }

    @Test func aPatternMatchesAnywhereUnlessAnchored() throws {
        try expect("b", matches: ["b", "abc", "ab", "bc"], not: ["", "ac"])
        try expect("^b", matches: ["b", "bc"], not: ["ab", ""])
        try expect("b$", matches: ["b", "ab"], not: ["bc", "", "b\n"])
        try expect("^b$", matches: ["b"], not: ["bb", "ab", "b\n", "\nb"])
        try expect("", matches: ["", "x"])
        try expect("^$", matches: [""], not: ["x", "\n"])
        try expect("^", matches: ["", "x"])
        try expect("$", matches: ["", "x"])
        try expect("^^a$$", matches: ["a"], not: ["aa"])
    }

    @Test func anchorsHoldInsideGroupsAndAlternatives() throws {
        try expect("^a|b$", matches: ["ax", "xb", "ab"], not: ["xa", "bx"])
        try expect("(^a)|(b$)", matches: ["ax", "xb"], not: ["xa", "bx"])
        try expect("x(^a)", matches: [], not: ["xa", "a"])
        try expect("(a$)b", matches: [], not: ["ab", "a"])
        try expect("(a|$)+x?", matches: ["", "a", "b"])
        try expect("^(a|^b)*$", matches: ["", "a", "ba", "baa"], not: ["ab", "bb"])
    }

    @Test func dotStandsForAnythingButALineTerminator() throws {
        try expect(
            "^.$", matches: ["a", "é", "😀", "\t", "\u{0}", "\u{85}"], not: ["", "\n", "\r", "\u{2028}", "\u{2029}"])
    }

    @Test func classesListCharactersAndRanges() throws {
        try expect("^[a-c]$", matches: ["a", "b", "c"], not: ["d", "A", "-", ""])
        try expect("^[^a-c]$", matches: ["d", "-", "\n", "😀"], not: ["a", "b", "c", ""])
        try expect("^[-a]$", matches: ["-", "a"], not: ["b"])
        try expect("^[a-]$", matches: ["-", "a"], not: ["b"])
        try expect("^[.+*?(){}|^$]$", matches: [".", "+", "*", "?", "(", ")", "{", "}", "|", "^", "$"], not: ["a"])
        try expect(#"^[\]\\-]$"#, matches: ["]", "\\", "-"], not: ["["])
        try expect(#"^[\d_a-f]$"#, matches: ["0", "9", "_", "f"], not: ["g", "٣"])
        try expect(#"^[^\d\s]$"#, matches: ["a"], not: ["1", " "])
        try expect("^[A-Za-z0-9._~-]+$", matches: ["a.B_~-9"], not: ["a b", "a/b", "é"])
        try expect("^[]$", matches: [], not: ["", "a"])
        try expect("^[^]$", matches: ["a", "\n"], not: [""])
        try expect("^[[]$", matches: ["["], not: ["]"])
        try expect("^[a-a]$", matches: ["a"], not: ["b"])
        try expect("^[\u{0}-\u{10FFFF}]$", matches: ["\u{0}", "\u{10FFFF}"])
        try expect("^[^\u{0}-\u{10FFFF}]$", matches: [], not: ["\u{0}", "\u{10FFFF}", ""])
    }

    @Test func countsBoundRepetitions() throws {
        try expect("^a{2}$", matches: ["aa"], not: ["a", "aaa"])
        try expect("^a{2,}$", matches: ["aa", "aaaaa"], not: ["a"])
        try expect("^a{1,3}$", matches: ["a", "aa", "aaa"], not: ["", "aaaa"])
        try expect("^a{0}$", matches: [""], not: ["a"])
        try expect("^a{0,1}b$", matches: ["b", "ab"], not: ["aab"])
        try expect("^(ab){2}$", matches: ["abab"], not: ["ab", "ababab"])
        try expect("^(a{2}){2,3}$", matches: ["aaaa", "aaaaaa"], not: ["aa", "aaaaa"])
        try expect("^a?b*c+$", matches: ["c", "ac", "bbc", "abcc"], not: ["", "ab", "aac"])
    }

    @Test func alternativesAreTriedInAnyOrder() throws {
        try expect("^(a|ab)(c|bcd)$", matches: ["ac", "abc", "abcd", "abbcd"], not: ["ab", "a"])
        try expect("^(|a)$", matches: ["", "a"], not: ["aa"])
        try expect("^(a|)b$", matches: ["b", "ab"], not: ["aab"])
        try expect("a||b", matches: ["", "c"])
        try expect("^(?:cat|dog|cow)s?$", matches: ["cat", "dogs", "cow"], not: ["ca", "catss", "cats dogs"])
    }

    @Test func escapesStandForCharactersAndClasses() throws {
        try expect(#"^\.\*\+\?\(\)\[\]\{\}\|\^\$\\\/\-$"#, matches: [#".*+?()[]{}|^$\/-"#])
        try expect(#"^\t\n\r\f\v$"#, matches: ["\t\n\r\u{C}\u{B}"])
        try expect(#"^\u0041\x42$"#, matches: ["AB"])
        try expect(#"^\w$"#, matches: ["a", "Z", "0", "_"], not: ["é", "-", "ſ"])
        try expect(#"^\W$"#, matches: ["é", "-", "😀"], not: ["a", "_"])
        try expect(#"^\d$"#, matches: ["0", "9"], not: ["٣", "a"])
        try expect(#"^\D$"#, matches: ["٣", "a"], not: ["5"])
        try expect(
            #"^\s$"#, matches: [" ", "\t", "\u{A0}", "\u{FEFF}", "\u{2003}", "\u{2028}"],
            not: ["a", "\u{85}", "\u{200B}"])
        try expect(#"^\S$"#, matches: ["a", "\u{200B}"], not: [" "])
    }

    @Test func textIsMatchedByCodePoints() throws {
        try expect("^.{2}$", matches: ["é😀", "e\u{301}", "👍🏽"], not: ["é", "😀"])
        try expect(
            "^[α-ω]+$",
            matches: ["λόγος".unicodeScalars.filter { $0.value < 0x3CA && $0.value > 0x3B0 }.map(String.init).joined()])
        try expect("^é$", matches: ["\u{E9}"], not: ["e\u{301}"])
        try expect("^K$", matches: ["K"], not: ["\u{212A}"])
        try expect("^[😀-😂]$", matches: ["😀", "😁", "😂"], not: ["😃"])
        try expect("^a$", matches: ["a"], not: ["a\u{301}"])
        try expect("^a\r\n$", matches: ["a\r\n"])
    }

    @Test func thePatternsOfOurContractsHoldWhatTheySay() throws {
        try expect(
            #"^\.\.?$|\.svg$"#, matches: [".", "..", "a.svg", ".svg"], not: ["...", "a", "svg", ".svgx", "a.svg.png"])
        try expect("^[a-z][a-z0-9_]*$", matches: ["a", "not_found"], not: ["", "1a", "A", "a-b"])
        try expect("[A-Z]", matches: ["xYz"], not: ["xyz"])
    }
}
