import OpenAPI
import Testing
import YAML

/// The golden contract has every construct that the readers know: what is not in it is generated, and never compiled.
@Suite struct ConstructTests {
    private static func found() throws -> Set<String> {
        let bytes = try GoldenTests.source()
        var constructs = Constructs(try Contract(parsing: bytes, file: GoldenTests.file))
        constructs.note(keysOf: try Node(parsing: bytes))
        return constructs.found
    }

    @Test func everyConstructOccurs() throws {
        let found = try Self.found()
        let missing = Constructs.wanted.filter { !found.contains($0) }
        #expect(missing.isEmpty)
        #expect(Constructs.wanted.count > 150)
    }

    /// Nothing is wanted that could never be found under its name.
    @Test func eachIsWantedOnce() { #expect(Set(Constructs.wanted).count == Constructs.wanted.count) }

    @Test func itIsMidSized() throws {
        let contract = try Contract(parsing: GoldenTests.source(), file: GoldenTests.file)
        #expect(contract.operations.count >= 40)
        #expect(contract.tags.count >= 5)
    }
}
