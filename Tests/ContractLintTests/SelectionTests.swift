import Testing

@testable import ContractLint

@Suite struct SelectionTests {
    private func spoiled() throws -> String {
        try Sample.spoiled("version: 2.1.0", "version: '2'").replacing(
            "summary: Add a book", with: "summary: Add a book.")
    }

    @Test func onlyTheRulesThatAreNamedAreAsked() throws {
        let selection = try RuleSelection(only: ["version-not-semver", "tag-unused"], disabled: [])
        #expect(Sample.findings(try spoiled(), selection).map(\.rule) == ["version-not-semver"])
    }

    @Test func disabledRulesAreNotAsked() throws {
        let selection = try RuleSelection(only: [], disabled: ["version-not-semver"])
        #expect(Sample.findings(try spoiled(), selection).map(\.rule) == ["summary-full-stop"])
    }

    @Test func whatTheBuildRefusesIsToldWhateverIsAsked() throws {
        let selection = try RuleSelection(only: ["tag-unused"], disabled: ["contract-invalid"])
        #expect(Sample.findings("openapi: 3.0.3\n", selection).map(\.rule).contains("contract-invalid"))
    }

    @Test(arguments: [
        ("open-writes", "open-write"), ("exampl-invalid", "example-invalid"), ("unbound-string", "unbounded-string"),
    ]) func anUnknownRuleIsAnsweredWithTheNearest(_ wrong: String, _ meant: String) {
        let error = #expect(throws: RuleSelection.UnknownRule.self) { try RuleSelection(only: [], disabled: [wrong]) }
        #expect(error?.description == "\"\(wrong)\" is not a rule: is \(meant) meant? --rules lists them")
        #expect(throws: RuleSelection.UnknownRule.self) { try RuleSelection(only: [wrong], disabled: []) }
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("ab", "ba", 2), ("é", "e", 1),
    ])
    func distancesAreCountedInCharacters(_ left: String, _ right: String, _ distance: Int) {
        #expect(EditDistance.between(left, right) == distance)
    }

    @Test(arguments: [
        ("1.0.0", true), ("0.0.1", true), ("10.20.30", true), ("1.0.0-alpha.1", true), ("1.0.0+a.b", true),
        ("1.0.0-a-b+c", true), ("1", false), ("1.0", false), ("v1.0.0", false), ("1.0.0.0", false), ("01.0.0", false),
        ("1..0", false), ("", false), ("1.0.0-", false), ("1.0.0-a..b", false), ("1.0.0-é", false),
    ]) func versionsAreSemantic(_ text: String, _ isOne: Bool) { #expect(SemanticVersion.isOne(text) == isOne) }

    @Test(arguments: [
        ("^a$", true), ("a", false), ("^a", false), ("a$", false), (#"^a\$"#, false), ("^a|b$", false),
        ("^a$|^b$", true),
        ("^(a|b)$", true), ("^[|]$", true), (#"^\|$"#, true), ("^[a\\]|]$", true), ("", false),
    ]) func anchorsAreThoseOfEveryAlternative(_ pattern: String, _ holds: Bool) {
        #expect(PatternAnchors.holds(pattern) == holds)
    }
}
