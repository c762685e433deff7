import Foundation
import Testing
import YAML

@testable import ContractLint

@Suite struct ReportTests {
    static func report() throws -> Report {
        let text = try Sample.text().replacing("version: 2.1.0", with: "version: '2'")
            .replacing("pages: 474, sold_on", with: "pages: many, sold_on")
            .replacing("summary: Add a book", with: "summary: Add a book.")
            .replacing("'^[A-Z][a-z ]*$'", with: "'^[A-Z]{1}[a-z](.*)'")
        return Report(Sample.findings(text), files: [Sample.file])
    }

    @Test(arguments: Report.Format.allCases) func reportsAreAsTheyWere(_ format: Report.Format) throws {
        try Sample.expectGolden(try Self.report().rendered(as: format), "report.\(format.rawValue).golden")
    }

    @Test func noFindingsIsSaid() {
        #expect(Report([], files: ["a.yaml"]).rendered(as: .text) == "1 contract, no findings\n")
        #expect(Report([], files: ["a.yaml", "b.yaml"]).rendered(as: .text) == "2 contracts, no findings\n")
    }

    @Test(arguments: [
        ("version: 2.1.0", "version: '2'", Level.warning), ("Add a book", "Add a book.", .note),
        ("474, sold_on", "x, sold_on", .error),
    ])
    func aReportFailsAtItsLevelAndBelow(_ old: String, _ new: String, _ level: Level) throws {
        let report = Report(Sample.findings(try Sample.spoiled(old, new)), files: [Sample.file])
        for other in Level.allCases { #expect(report.fails(at: other) == (level >= other)) }
        #expect(!Report([], files: []).fails(at: .note))
    }

    @Test func theTableHasEveryRuleWithItsReason() {
        for rule in RuleBook.all {
            #expect(RuleBook.table.contains(" \(rule.id) "))
            #expect(RuleBook.table.contains(rule.reason))
        }
    }

    // MARK: SARIF

    private func sarif(_ report: Report) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(report.rendered(as: .sarif).utf8))
        return try #require(object as? [String: Any])
    }

    /// What the schema of SARIF 2.1.0 and its text ask for; `sarif-schema-2.1.0.json` itself was run by hand.
    @Test func aSARIFLogHasItsShape() throws {
        let log = try sarif(try Self.report())
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.compactMap { $0["id"] as? String } == RuleBook.all.map(\.id))
        let artifacts = try #require(run["artifacts"] as? [[String: Any]])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == 4)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            let configuration = rules[index]["defaultConfiguration"] as? [String: Any]
            #expect(configuration?["level"] as? String == result["level"] as? String)
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            let artifact = try #require(place["artifactLocation"] as? [String: Any])
            #expect(artifacts.indices.contains(try #require(artifact["index"] as? Int)))
            #expect(artifact["uri"] as? String == Sample.file)
            let region = try #require(place["region"] as? [String: Int])
            #expect(try #require(region["startLine"]) >= 1 && #require(region["startColumn"]) >= 1)
            let logical = try #require((location["logicalLocations"] as? [[String: String]])?.first)
            #expect(logical["fullyQualifiedName"]?.hasPrefix("#/") == true)
            #expect((result["partialFingerprints"] as? [String: String])?["contractPlace/v1"]?.count == 16)
        }
    }

    @Test(arguments: [
        ("plain [x]", "plain [x]"), ("write /a/{id}", "write /a/{{id}}"), ("^[a](b)$", "^\\[a\\](b)$"),
    ]) func messagesHoldNoPlaceholdersAndNoLinks(_ text: String, _ escaped: String) {
        #expect(Report.message(text) == escaped)
    }

    @Test(arguments: [
        ("contracts/a-b_c.yaml", "contracts/a-b_c.yaml"), ("my contract#1.yaml", "my%20contract%231.yaml"),
        ("é.yaml", "%C3%A9.yaml"),
    ])
    func pathsAreURIReferences(_ path: String, _ uri: String) { #expect(Report.uri(path) == uri) }

    @Test func fingerprintsSurviveMovedLines() throws {
        let spoiled = try Sample.spoiled("version: 2.1.0", "version: '2'").replacing(
            "474, sold_on", with: "many, sold_on")
        let moved = "# A line more.\n\n" + spoiled
        #expect(Sample.findings(spoiled).map(\.mark.line) != Sample.findings(moved).map(\.mark.line))
        #expect(Sample.findings(spoiled).map(\.fingerprint) == Sample.findings(moved).map(\.fingerprint))
        #expect(Set(Sample.findings(spoiled).map(\.fingerprint)).count == 2)
    }
}
