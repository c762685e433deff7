import Testing
import YAML

@testable import ContractLint

@Suite struct RuleTests {
    @Test func noRuleHasAnythingAgainstTheSample() throws { #expect(Sample.findings(try Sample.text()) == []) }

    @Test(arguments: RuleCase.all) func aRuleFindsWhatItIsThereFor(_ item: RuleCase) throws {
        let findings = Sample.findings(try Sample.spoiled(item.old, item.new))
        #expect(Set(findings.map(\.rule)) == Set([item.rule] + item.others))
        for finding in findings {
            #expect(finding.level == RuleBook.rule(finding.rule)?.level)
            #expect(finding.file == Sample.file)
        }
    }

    @Test(arguments: RuleCase.harmless.indices) func aRulePassesOverWhatIsGood(_ index: Int) throws {
        let item = RuleCase.harmless[index]
        #expect(Sample.findings(try Sample.spoiled(item.old, item.new)) == [])
    }

    @Test func everyRuleHasACase() {
        #expect(Set(RuleBook.all.map(\.id)) == Set(RuleCase.all.map(\.rule)))
    }

    /// Read this file to see what people are told.
    @Test func theWordsOfEveryRuleAreAsTheyWere() throws {
        let texts = try RuleCase.all.map { item in
            let findings = Sample.findings(try Sample.spoiled(item.old, item.new)).filter { $0.rule == item.rule }
            return "# \(item.rule)\n"
                + findings.map { "\($0.mark.line):\($0.mark.column) #\($0.pointer)\n    \($0.message)\n" }.joined()
        }
        try Sample.expectGolden(texts.joined(separator: "\n"), "findings.golden")
    }

    @Test func everyRuleSaysWhatItIsAndWhy() {
        #expect(Set(RuleBook.all.map(\.id)).count == RuleBook.all.count)
        for rule in RuleBook.all {
            #expect(rule.id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)+/) != nil, "\(rule.id)")
            #expect(rule.summary.first?.isUppercase == true && !rule.summary.hasSuffix("."), "\(rule.id)")
            #expect(
                rule.reason.first?.isUppercase == false || rule.reason.hasPrefix("JSON")
                    || rule.reason.hasPrefix("OpenAPI")
                    || rule.reason.hasPrefix("URL") || rule.reason.hasPrefix("If-"), "\(rule.id)")
            #expect(rule.reference.hasPrefix("https://"), "\(rule.id)")
        }
    }

    /// A finding stands where an editor can go: its line and column are in the text, its pointer in the tree.
    @Test(arguments: RuleCase.all) func everyPlaceIsThere(_ item: RuleCase) throws {
        let text = try Sample.spoiled(item.old, item.new)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for finding in Sample.findings(text) {
            #expect(lines.indices.contains(finding.mark.line - 1))
            #expect(finding.mark.column <= lines[finding.mark.line - 1].unicodeScalars.count + 1)
            #expect(finding.pointer.isEmpty || finding.pointer.hasPrefix("/"), "\(finding)")
            if !["servers-missing", "suppression-unused", "contract-invalid"].contains(finding.rule) {
                #expect(!finding.pointer.isEmpty, "\(finding)")
            }
        }
    }

    /// Whatever a contract lacks, the answer is findings and never a crash.
    @Test func aContractWithAnyLineMissingIsLooked() throws {
        let lines = try Sample.text().split(separator: "\n", omittingEmptySubsequences: false)
        for missing in lines.indices {
            var rest = lines
            rest.remove(at: missing)
            _ = Sample.findings(rest.joined(separator: "\n"))
        }
    }
}
