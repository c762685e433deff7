import Testing

@testable import Patterns

@Suite struct RefusalTests {
    @Test(arguments: [
        ("a(?=b)", "lookaround and named groups are not supported: use \"not\" with a pattern of its own", 2),
        ("(?!b)a", "lookaround and named groups are not supported: use \"not\" with a pattern of its own", 1),
        ("(?<=b)a", "lookaround and named groups are not supported: use \"not\" with a pattern of its own", 1),
        ("(?<n>b)", "lookaround and named groups are not supported: use \"not\" with a pattern of its own", 1),
        ("(?", "lookaround and named groups are not supported: use \"not\" with a pattern of its own", 1),
        (#"(a)\1"#, #"the escape \1 is not supported"#, 3), (#"(a)\k<n>"#, #"the escape \k is not supported"#, 3),
        (#"a\b"#, #"the escape \b is not supported"#, 1), (#"a\B"#, #"the escape \B is not supported"#, 1),
        (#"\p{L}"#, #"the escape \p is not supported"#, 0), (#"\cA"#, #"the escape \c is not supported"#, 0),
        (#"\0"#, #"the escape \0 is not supported"#, 0), (#"[\b]"#, #"the escape \b is not supported"#, 1),
        (#"é\b"#, #"the escape \b is not supported"#, 1), (#"😀\b"#, #"the escape \b is not supported"#, 1),
        ("a+?", "lazy, possessive and doubled quantifiers are not supported", 2),
        ("a*+", "lazy, possessive and doubled quantifiers are not supported", 2),
        ("a**", "lazy, possessive and doubled quantifiers are not supported", 2),
        ("a{1,2}?", "lazy, possessive and doubled quantifiers are not supported", 6),
        ("a{2}{3}", "lazy, possessive and doubled quantifiers are not supported", 4),
        ("^*", "an anchor cannot be repeated", 2), ("a$+", "an anchor cannot be repeated", 3),
        ("*a", "a quantifier with nothing before it", 0), ("a|+", "a quantifier with nothing before it", 2),
        ("(?:?)", "a quantifier with nothing before it", 3), ("a]", "escape this bracket with a backslash", 1),
        ("}", "escape this bracket with a backslash", 0), ("a|{2}", "escape this bracket with a backslash", 2),
        ("(a", "a group is not closed", 2), ("a)", "a closing parenthesis without an opening one", 1),
        ("[a", "a character class is not closed", 2), ("[a-", "a character class is not closed", 3),
        ("[z-a]", "a range in a class is out of order or has a class as its end", 4),
        (#"[\d-z]"#, "a range in a class is out of order or has a class as its end", 5),
        ("a{", "a number is expected after {", 2), ("a{,3}", "a number is expected after {", 2),
        ("a{2,1}", "the counts in braces are out of order", 5), ("a{1", "} is expected", 3),
        ("a{1,x}", "} is expected", 4), (#"a\"#, "a backslash at the end", 2),
        (#"\u12"#, "4 hexadecimal digits are expected", 2), (#"\xg0"#, "2 hexadecimal digits are expected", 2),
        (#"\x+1"#, "2 hexadecimal digits are expected", 2), (#"\u-001"#, "4 hexadecimal digits are expected", 2),
        (#"\uD83D\uDE00"#, "4 hexadecimal digits are expected", 2),
    ]) func whatCannotBeEnforcedIsRefusedWithItsPlace(_ source: String, _ message: String, _ offset: Int) {
        #expect(throws: PatternError(message: message, offset: offset)) { try Pattern(source) }
    }

    @Test(arguments: ["a{100000}", "(a{1000}){1000}", "(a{1,200}){1,200}", "a{9999999999999999999999}"])
    func aPatternThatGrowsTooLargeIsRefused(_ source: String) {
        #expect(throws: PatternError.self) { try Pattern(source) }
    }

    @Test func repetitionsOfNothingAreBoundedToo() {
        #expect(throws: PatternError.self) { try Pattern("((((){9999}){9999}){9999}){9999}") }
        #expect(throws: PatternError.self) { try Pattern("(((^){9999}){9999}){9999}") }
    }

    @Test func theSizeLimitIsExact() throws {
        let room = PatternCompiler.maximumInstructions - 1
        #expect(throws: Never.self) { try Pattern("a{\(room)}") }
        #expect(throws: PatternError.self) { try Pattern("a{\(room + 1)}") }
    }

    @Test func groupsNestNoMoreThanThirtyDeep() {
        func nested(_ depth: Int) -> String {
            String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
        }
        #expect(throws: Never.self) { try Pattern(nested(31)) }
        #expect(throws: PatternError.self) { try Pattern(nested(32)) }
        #expect(throws: PatternError.self) { try Pattern(nested(100_000)) }
    }

    /// A matcher that backtracks would not come to an end here.
    @Test(arguments: [
        "^(a*)*b$", "^(a|a)*b$", "^(a|aa)+$", "^(a?){50}a{50}b$", "(a*)*(a*)*(a*)*b", "^(([a-z])+.)+[A-Z]$",
    ])
    func nestedRepetitionsTakeLinearTime(_ source: String) throws {
        let pattern = try Pattern(source)
        let text = String(repeating: "a", count: 20_000)
        #expect(!pattern.matches(text + "!"))
    }

    @Test func aLongTextIsMatchedOnce() throws {
        let text = String(repeating: "a", count: 100_000)
        #expect(try !Pattern("^(a*)*b$").matches(text))
        #expect(try Pattern("^(a*)*b$").matches(text + "b"))
    }
}
