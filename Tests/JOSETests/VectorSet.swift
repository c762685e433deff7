import JSON
import Testing

/// One case of a published set: something that must be accepted or must be refused.
struct VectorCase {
    let name: String
    let mustBeAccepted: Bool
    let isAccepted: () throws -> Bool
}

/// A published set with the least number of cases of each kind that must have been judged: a set that shrank, or whose
/// cases are no longer found, is a failure.
struct VectorSet: Sendable, CustomTestStringConvertible {
    /// Below the folder of vectors.
    let file: String
    let minimumAccepted: Int
    let minimumRefused: Int
    let cases: @Sendable (JSONObject) throws -> [VectorCase]

    var testDescription: String { file }

    static let all: [VectorSet] = WycheproofTokens.sets + WycheproofSignatures.sets + Cookbook.sets
    static var present: [VectorSet] { all.filter { Vectors.has($0.file) } }
    static var absent: [String] { all.map(\.file).filter { !Vectors.has($0) } }
}

/// The one runner of all published sets.
@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct PublishedVectorTests {
    @Test(arguments: VectorSet.present)
    func judgesEveryCase(_ set: VectorSet) throws {
        var accepted = 0
        var refused = 0
        for vector in try set.cases(Vectors.read(set.file)) {
            let isAccepted = try vector.isAccepted()
            #expect(isAccepted == vector.mustBeAccepted, "\(set.file) \(vector.name)")
            if isAccepted { accepted += 1 } else { refused += 1 }
        }
        #expect(
            accepted >= set.minimumAccepted && refused >= set.minimumRefused,
            "\(accepted) accepted, \(refused) refused")
    }

    /// The sets that the folder has always had; what else it may have is run when it is there.
    @Test func noExpectedSetIsAbsent() {
        #expect(VectorSet.absent.filter { !WycheproofSignatures.optional.contains($0) } == [])
    }

    @Test(
        .enabled(
            if: VectorSet.absent.isEmpty,
            "skipped, not in ../shared/vectors: \(VectorSet.absent.joined(separator: ", "))"))
    func everySetIsThere() {
        #expect(VectorSet.present.count == VectorSet.all.count)
    }
}
