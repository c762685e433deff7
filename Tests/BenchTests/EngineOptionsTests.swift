import Testing

@testable import bench

/// The command line of `bench engine`.
@Suite struct EngineOptionsTests {
    @Test func nothingSaidMeansAllPartsInNineRounds() throws {
        let options = try #require(try EngineOptions.parse([]))
        #expect(options.parts == [.rows, .instructions, .memory, .latency])
        #expect(options.rounds == 9)
    }

    @Test func optionsAreRead() throws {
        let words = "--parts memory,rows --rounds 3 --seconds 1 --connections 8 --server v".split(separator: " ")
        let options = try #require(try EngineOptions.parse(words.map(String.init)))
        #expect(options.parts == [.memory, .rows])
        #expect(options.rounds == 3)
        #expect(options.seconds == 1)
        #expect(options.connections == 8)
        #expect(options.server == "v")
        #expect(try EngineOptions.parse(["--with", "--a --b c"])?.with == ["--a", "--b", "c"])
    }

    @Test(arguments: [["--parts", "row"], ["--rounds", "0"], ["--rounds"], ["--fast", "1"]])
    func whatIsNotUnderstoodIsRefused(_ words: [String]) {
        #expect(throws: BenchFailure.self) { try EngineOptions.parse(words) }
    }

    @Test func helpIsNoMeasurement() throws {
        #expect(try EngineOptions.parse(["--rounds", "3", "--help"]) == nil)
    }
}
