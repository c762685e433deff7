import ContractRuntime
import Foundation
import GoldenLibrary
import OpenAPI
import Testing

/// For each schema of the golden contract, Codable and the generated readers and writers agree on random values.
@Suite struct RandomAgreementTests {
    /// The type of a schema, and how its two readers and writers compare.
    struct Subject: Sendable, CustomTestStringConvertible {
        let name: String
        let compare: @Sendable (String) -> Agreement
        var testDescription: String { name }

        init<Value: ContractDecodable & ContractEncodable & Codable & Equatable & Sendable>(_ type: Value.Type) {
            name = "\(type)"
            compare = { text in Agreement(type, text) }
        }
    }

    static let subjects: [Subject] = [
        Subject(Library.Hours.self), Subject(Library.Week.self), Subject(Library.HouseRules.self),
        Subject(Library.Book.self),
        Subject(Library.BookPage.self), Subject(Library.Amendment.self), Subject(Library.Rating.self),
        Subject(Library.PictureDetails.self), Subject(Library.FileReceipt.self), Subject(Library.PictureReceipt.self),
        Subject(Library.Subject.self), Subject(Library.Spot.self), Subject(Library.Copy.self),
        Subject(Library.Registration.self), Subject(Library.Reader.self), Subject(Library.ReaderUpdate.self),
        Subject(Library.Loan.self), Subject(Library.LoanEntry.self), Subject(Library.LoanList.self),
        Subject(Library.Renewal.self), Subject(Library.MessageForm.self), Subject(Library.MessageReceipt.self),
        Subject(Library.Years.self), Subject(Library.Filter.self), Subject(Library.Question.self),
        Subject(Library.Found.self), Subject(Library.Directions.self), Subject(Library.ImportReport.self),
        Subject(Library.Statistics.self), Subject(Library.Problem.self), Subject(Library.ProblemDetail.self),
    ]

    static let contract: Contract? = FileManager.default.contents(atPath: LibraryServer.path).flatMap {
        try? Contract(parsing: [UInt8]($0), file: "library.yaml")
    }

    /// Files stand in no JSON: what holds them comes in parts only, and goes nowhere.
    static let withFiles: Set = ["PictureUpload", "BatchUpload"]

    @Test func everyObjectSchemaIsCompared() throws {
        let objects = try #require(Self.contract).schemas.filter { named in
            if case .object = named.schema.shape { true } else { false }
        }
        #expect(Set(objects.map(\.name)).subtracting(Self.withFiles) == Set(Self.subjects.map(\.name)))
    }

    @Test(arguments: subjects) func bothJudgeAlike(_ subject: Subject) throws {
        let contract = try #require(Self.contract)
        let schema = try #require(contract.schema(named: subject.name))
        let seed = SeededGenerator.seed()
        var values = RandomValues(contract: contract, generator: SeededGenerator(seed: seed))
        var accepted = 0
        var refused = 0
        for number in 0..<300 {
            let good = try values.value(schema)
            let isGood = number % 2 == 0
            let text = (isGood ? good : values.spoilt(good)).text
            let agreement = subject.compare(text)
            if agreement.isAccepted { accepted += 1 } else { refused += 1 }
            if isGood, !agreement.isAccepted { agreement.note("made from the schema, and refused") }
            guard agreement.disagreements.isEmpty else {
                Issue.record("VELLUM_SEED=\(seed), \(text): \(agreement.disagreements.joined(separator: "; "))")
                return
            }
        }
        #expect(accepted >= 150 && refused > 20, "VELLUM_SEED=\(seed): \(accepted) accepted, \(refused) refused")
    }
}
