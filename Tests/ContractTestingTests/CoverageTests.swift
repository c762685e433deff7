import Testing

@testable import ContractTesting

@Suite struct CoverageTests {
    private func coverage(recording exchanges: [Exchange] = []) throws -> Coverage {
        let coverage = Coverage(contracts: [try SampleContract.contract()])
        let judge = ResponseJudge(contracts: coverage.contracts)
        for exchange in exchanges { coverage.record(exchange, try judge.judge(exchange)) }
        return coverage
    }

    @Test func whatWasNotProvokedIsAHole() throws {
        let coverage = try coverage(recording: [SampleContract.thing, SampleContract.thing])
        #expect(coverage.count(Coverage.Cell("getThing", 200)) == 2)
        #expect(!coverage.holes().contains(Coverage.Cell("getThing", 200)))
        #expect(coverage.holes().map(\.description).contains("putThing 400"))
        #expect(coverage.holes().count == coverage.documented.count - 1)
    }

    @Test func whatBreaksTheContractFillsNothing() throws {
        let head = Exchange(SentRequest("HEAD", "/things/abc"), SampleContract.thing.response).with { $0.body = [] }
        let coverage = try coverage(recording: [SampleContract.thing.with("ETag", nil), head])
        #expect(coverage.count(Coverage.Cell("getThing", 200)) == 0)
    }

    @Test func theTableShowsCountsHolesAndExcuses() throws {
        let coverage = try coverage(recording: [SampleContract.thing])
        let excuses = try Excuse.parse("putThing 400 cannot fail", file: "reasons")
        let table = """
            operation      200  204  304  400  404
            things.yaml
              getThing       1         -         -
              putThing            -       (-)
              getImage       -
              streamThing    -                   -
            1 of 8 documented responses provoked
            """
        #expect(coverage.report(excused: excuses) == table)
    }

    @Test func keywordsThatNoValueMetAreListed() throws {
        let before = try #require(coverage().unexercisedKeywords().first?.uses)
        let after = try #require(coverage(recording: [SampleContract.thing]).unexercisedKeywords().first?.uses)
        let use = KeywordUse(schema: "/components/schemas/Thing", keyword: "required")
        #expect(before.contains(use) && !after.contains(use))
    }

    @Test func anExcuseFillsAHoleAndGoesStale() throws {
        let excuses = try Excuse.parse("# why\n\n putThing  400  it cannot fail \ngetThing 200 x\nno 500 x", file: "r")
        let coverage = try coverage(recording: [SampleContract.thing])
        #expect(!coverage.holes(excused: excuses).contains(Coverage.Cell("putThing", 400)))
        #expect(coverage.stale(excuses).map(\.cell.operationID) == ["getThing", "no"])
    }

    @Test(arguments: [401, 403, 404, 409, 413, 429, 503]) func someStatusesAreNeverExcused(status: Int) {
        #expect(throws: OracleError.self) { try Excuse.parse("a \(status) because", file: "reasons") }
    }

    @Test func anExcuseIsWholeAndThereAreAtMostFive() throws {
        for text in ["a", "a 500", "a b c", "a 500 x\na 500 y"] {
            #expect(throws: OracleError.self) { try Excuse.parse(text, file: "reasons") }
        }
        let lines = (0..<6).map { "a\($0) 500 because" }
        #expect(try Excuse.parse(lines.dropLast().joined(separator: "\n"), file: "reasons").count == 5)
        #expect(throws: OracleError.self) { try Excuse.parse(lines.joined(separator: "\n"), file: "reasons") }
    }
}
