import Foundation
import Testing

@testable import ContractGenerator
@testable import OpenAPI

@Suite(.serialized) struct BadContractTests {
    @Test func theSampleItselfIsGood() throws {
        #expect(Sample.problems(try #require(Sample.text)) == [])
    }

    @Test(.enabled(if: GoldenTests.isUpdate)) func messagesAreWrittenAnew() throws {
        let cases = try BadContract.all.map { $0.written(Sample.problems(try #require($0.contract))) }
        try Data((BadContract.preface + cases.joined()).utf8).write(to: BadContract.file)
    }

    @Test func thereAreManyCases() { #expect(BadContract.all.count > 200) }

    @Test(.disabled(if: GoldenTests.isUpdate), arguments: BadContract.all)
    func everyProblemIsToldWithItsPlace(_ bad: BadContract) throws {
        let contract = try #require(bad.contract, "the text to replace must be in the sample just once")
        #expect(!bad.messages.isEmpty)
        #expect(Sample.problems(contract) == bad.messages)
    }

    @Test func allProblemsOfAContractAreToldInTheOrderOfTheirPlaces() throws {
        let text = try #require(Sample.text).replacing("openapi: 3.0.3", with: "openapi: 4.0.0")
            .replacing("tags: [Things]", with: "tags: [Other]").replacing(
                "name: {type: string}", with: "name: {type: text}"
            )
            .replacing("'204': {description: Written.}", with: "'204': {}").replacing("[red, green]", with: "[1]")
        let places = Sample.problems(text).map { $0.split(separator: ":")[1...2].compactMap { Int($0) } }
        #expect(places == [[1, 10], [9, 14], [28, 14], [38, 16], [62, 22], [64, 34]])
    }

    @Test func aProblemOfASharedComponentIsToldOnce() throws {
        let shared = "ID: {name: id, in: path, required: true, schema: {type: string, format: uuid}}"
        let text = try #require(Sample.text)
            .replacing("ID: {name: id, in: path, required: true, schema: {type: string}}", with: shared)
            .replacing(
                "- {name: id, in: path, required: true, schema: {type: string}}",
                with: "- {$ref: '#/components/parameters/ID'}")
        #expect(Sample.problems(text).count == 1)
    }

    @Test func aContractThatIsNoneIsRefusedAtItsBeginning() {
        #expect(Sample.problems("") == ["contracts/sample.yaml:1:1: error: the file is empty (at #)"])
        #expect(
            Sample.problems("- openapi\n") == ["contracts/sample.yaml:1:1: error: a contract must be a mapping (at #)"])
        #expect(
            Sample.problems("openapi\n") == ["contracts/sample.yaml:1:1: error: a contract must be a mapping (at #)"])
    }

    /// Names of files, which the cases of the golden file cannot change.
    static let fileNames = [
        ("1st.yaml", "the name of the file must begin with a letter and be ASCII: rename it"),
        ("-a.yaml", "the name of the file must begin with a letter and be ASCII: rename it"),
        (".yaml", "the name of the file must begin with a letter and be ASCII: rename it"),
        ("caf\u{E9}.yaml", "the name of the file must begin with a letter and be ASCII: rename it"),
        ("result.yaml", "the file makes the name Result, which the generated code needs: rename it"),
        ("contracts.yaml", "the file makes the name Contracts, which the generated code needs: rename it"),
        ("swift.yaml", "the file makes the name Swift, which the generated code needs: rename it"),
    ]

    @Test(arguments: fileNames) func aFileThatGivesNoNamespaceIsRefused(_ name: String, _ message: String) throws {
        let text = try #require(Sample.text)
        #expect(
            Sample.problems(text, file: "contracts/\(name)") == ["contracts/\(name):1:1: error: \(message) (at #)"])
    }

    @Test(arguments: ["float", "double"]) func numbersHaveFormats(_ format: String) throws {
        let text = try #require(Sample.text)
        let other = text.replacing("size: {type: integer}", with: "size: {type: number, format: \(format)}")
        #expect(other != text && Sample.problems(other) == [])
    }

    /// Whatever a contract lacks, the answer is a message and never a crash.
    @Test func aContractWithAnyLineMissingIsReadOrRefused() throws {
        let lines = try #require(Sample.text).split(separator: "\n", omittingEmptySubsequences: false)
        for missing in lines.indices {
            var rest = lines
            rest.remove(at: missing)
            for problem in Sample.problems(rest.joined(separator: "\n")) {
                #expect(problem.wholeMatch(of: /contracts\/sample\.yaml:\d+:\d+: error: .+ \(at #.*\)/) != nil)
            }
        }
    }

    @Test func aContractWithAnyWordReplacedIsReadOrRefused() throws {
        let text = try #require(Sample.text)
        for word in text.ranges(of: /[A-Za-z0-9_\/'.]+/) {
            for other in ["[]", "{}", "''", "~", "1"] {
                _ = Sample.problems(text.replacingCharacters(in: word, with: other))
            }
        }
    }
}
