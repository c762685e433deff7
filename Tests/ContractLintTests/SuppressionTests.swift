import Testing

@testable import ContractLint

@Suite struct SuppressionTests {
    /// A write that anybody may call, with these lines above it and this text at its end.
    private func rules(above: String = "", behind: String = "") throws -> [String] {
        let text = try Sample.spoiled(
            "Puts a book on the shelf.\n      security: [{staff: ['books:write']}]", "Puts.\n      security: []")
        return Sample.findings(text.replacing("    post:\n", with: above + "    post:" + behind + "\n")).map(\.rule)
    }

    @Test func withoutOneThereAreTwoFindings() throws { #expect(try rules() == ["open-write", "rate-limit-missing"]) }

    @Test(arguments: [
        "    # contract-lint: allow open-write, rate-limit-missing - anybody may\n",
        "    # contract-lint: allow open-write rate-limit-missing\n",
        "    # contract-lint: allow open-write\n    # contract-lint: allow rate-limit-missing\n",
        "# contract-lint: allow open-write, rate-limit-missing\n    # Another word.\n",
    ]) func aCommentAboveALineIsForThatLine(_ comment: String) throws { #expect(try rules(above: comment) == []) }

    @Test func aCommentAtTheEndIsForItsOwnLine() throws {
        #expect(try rules(behind: "  # contract-lint: allow open-write, rate-limit-missing - meant so") == [])
    }

    @Test func onlyTheRulesThatItNamesAreSuppressed() throws {
        #expect(try rules(above: "    # contract-lint: allow open-write\n") == ["rate-limit-missing"])
    }

    @Test func oneThatIsNotNeededIsTold() throws {
        let text = try Sample.text().replacing(
            "    post:\n", with: "    # contract-lint: allow open-write\n    post:\n")
        let findings = Sample.findings(text)
        #expect(findings.map(\.rule) == ["suppression-unused"])
        #expect(findings.first?.message == "open-write finds nothing here: remove this comment")
    }

    @Test func oneIsInUseWhenItsRuleIsNotAsked() throws {
        let text = try Sample.spoiled(
            "Puts a book on the shelf.\n      security: [{staff: ['books:write']}]", "Puts.\n      security: []"
        )
        .replacing("    post:\n", with: "    # contract-lint: allow open-write\n    post:\n")
        let selection = try RuleSelection(only: [], disabled: ["open-write", "rate-limit-missing"])
        #expect(Sample.findings(text, selection) == [])
    }

    @Test func whatTheBuildRefusesCannotBeSuppressed() throws {
        let text = try Sample.spoiled("openapi: 3.0.3", "openapi: 2.0  # contract-lint: allow contract-invalid")
        #expect(Sample.findings(text).map(\.rule) == ["contract-invalid"])
    }
}
