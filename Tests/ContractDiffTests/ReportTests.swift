import Foundation
import JSON
import Testing

@testable import ContractDiff

/// One edit with changes of every severity and direction, in every format.
@Suite struct ReportTests {
    private func diff() throws -> ContractDiff {
        try Sample.diff { text in
            text.replacing("version: 1.2.0", with: "version: 1.3.0")
                .replacing("enum: [new, used]", with: "enum: [new, 'a|b']")
                .replacing("pattern: '^[a-z]+$'", with: "pattern: '^[a-z_]+$'")
                .replacing("        - {name: dry, in: query, required: true, schema: {type: boolean}}\n", with: "")
                .replacing("description: What was wrong.", with: "description: What went wrong.")
                .replacing("security: [{}, {bearer: []}]", with: "security: [{bearer: []}]")
        }
    }

    @Test(arguments: DiffFormat.allCases) func aReportIsAsItWas(_ format: DiffFormat) throws {
        try expect(format.report(try diff()), isGolden: "report.\(format.rawValue).golden")
    }

    @Test func theTableOfRulesIsAsItWas() throws {
        try expect(DiffFormat.markdown.table(of: Rule.all), isGolden: "rules.markdown.golden")
    }

    @Test func everyFormatShowsEveryRule() {
        for format in DiffFormat.allCases {
            let table = format.table(of: Rule.all)
            #expect(Rule.all.allSatisfy { table.contains($0.id) })
        }
    }

    @Test func withoutAChangeTheReportSaysSo() throws {
        let contract = try Sample.contract(try #require(Sample.text))
        let diff = ContractDiff(from: contract, to: contract)
        #expect(DiffFormat.text.report(diff) == "sample.yaml to sample.yaml: no change\n")
        #expect(DiffFormat.markdown.report(diff).hasPrefix("## `sample.yaml`: no change\n"))
    }

    @Test func jsonIsJSON() throws {
        for text in [DiffFormat.json.report(try diff()), DiffFormat.json.table(of: Rule.all)] {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
        }
    }

    /// A text of the contract stands in a cell, and does not end it.
    @Test func markdownIsEscaped() throws {
        for line in DiffFormat.markdown.report(try diff()).split(separator: "\n") where line.hasPrefix("|") {
            let cells = line.replacing("\\|", with: "").split(separator: "|", omittingEmptySubsequences: false)
            #expect(cells.count == 7, "\(line)")
        }
    }

    private func expect(_ text: String, isGolden name: String) throws {
        let file = Sample.folder.appendingPathComponent(name)
        if Sample.isUpdate { try Data(text.utf8).write(to: file) }
        let golden = try String(contentsOf: file, encoding: .utf8)
        let lines = (ours: text.split(separator: "\n"), golden: golden.split(separator: "\n"))
        for (ours, golden) in zip(lines.ours, lines.golden) { #expect(ours == golden) }
        #expect(lines.ours.count == lines.golden.count)
    }
}
