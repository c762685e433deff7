import Testing

@testable import ContractGenerator

/// Where a statement that is too long is broken.
@Suite struct LineBreakingTests {
    private func lines(_ text: String, depth: Int = 0) -> [String] {
        LineBreaking.lines(text, depth: depth).map { String(repeating: "    ", count: $0.depth) + $0.text }
    }

    /// A name of so many characters.
    private func name(_ count: Int) -> String { String(repeating: "n", count: count) }

    @Test func whatFitsIsLeftAlone() {
        #expect(lines("call(a, b)") == ["call(a, b)"])
        #expect(lines(name(LineBreaking.width)) == [name(LineBreaking.width)])
        #expect(lines("// " + name(200)) == ["// " + name(200)])
    }

    @Test func argumentsFillTheLinesOfACall() {
        #expect(
            lines("let value = call(\(name(50)): 1, \(name(50)): 2, \(name(30)))")
                == ["let value = call(", "    \(name(50)): 1, \(name(50)): 2,", "    \(name(30)))"])
    }

    @Test func parametersStandBetweenTheirParentheses() {
        #expect(
            lines("func read(_ a: \(name(60)), _ b: \(name(40))) throws -> C {")
                == ["func read(", "    _ a: \(name(60)), _ b: \(name(40))", ") throws -> C {"])
    }

    @Test func commasInTextsAndBracketsSeparateNothing() {
        #expect(
            lines("call(\"\(name(60)), \\\"(, \", [a, b], f(c, d), \(name(26)))")
                == ["call(", "    \"\(name(60)), \\\"(, \", [a, b], f(c, d), \(name(26)))"])
    }

    @Test func aClosureOpensAndClosesOnLinesOfItsOwn() {
        #expect(
            lines("case 8: value = array(a) { reader in array(\(name(40))) { reader in read(\(name(40))) } }")
                == [
                    "case 8:", "    value = array(a) { reader in",
                    "        array(\(name(40))) { reader in read(\(name(40))) }", "    }",
                ])
    }

    @Test func conditionsAndBranchesAreBroken() {
        #expect(
            lines("guard \(name(60)), \(name(60)) else { return nil }")
                == ["guard \(name(60)),", "    \(name(60))", "else { return nil }"])
        #expect(
            lines("if let a { \(name(60)) } else { \(name(60)) }")
                == ["if let a {", "    \(name(60))", "} else {", "    \(name(60))", "}"])
    }

    @Test func aListEndsWithAComma() {
        #expect(
            lines("static let a = Rule([\(name(60)), \(name(60))], line: 1)")
                == ["static let a = Rule(", "    [", "        \(name(60)),", "        \(name(60)),", "    ], line: 1)"])
    }

    @Test func whatCannotBeBrokenStaysTooLong() { #expect(lines(name(300)) == [name(300)]) }
}
