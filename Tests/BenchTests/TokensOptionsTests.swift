import Testing

@testable import bench

/// The command line of `bench tokens`.
@Suite struct TokensOptionsTests {
    @Test func nothingSaidMeansAllPartsInNineRounds() throws {
        let options = try #require(try TokensOptions.parse([]))
        #expect(options.parts == [.verify, .issue, .latency, .logout, .passwords])
        #expect(options.rounds == 9)
        #expect(options.peer == nil)
    }

    @Test func optionsAreRead() throws {
        let words = "--parts logout,issue --rounds 3 --seconds 1 --connections 8 --server v".split(separator: " ")
        let options = try #require(try TokensOptions.parse(words.map(String.init)))
        #expect(options.parts == [.logout, .issue])
        #expect(options.rounds == 3)
        #expect(options.seconds == 1)
        #expect(options.connections == 8)
        #expect(options.server == "v")
    }

    @Test func aPeerIsAServerAndItsProcess() throws {
        let peer = try TokensOptions.parse(["--peer", "http://127.0.0.1:8080/", "--peer-pid", "7"])?.peer
        #expect(peer?.url == "http://127.0.0.1:8080")
        #expect(peer?.pid == 7)
    }

    @Test(arguments: [
        ["--parts", "verification"], ["--rounds", "0"], ["--rounds"], ["--fast", "1"], ["--peer", "127.0.0.1:8080"],
        ["--peer", "http://127.0.0.1:8080"], ["--peer-pid", "7"],
    ])
    func whatIsNotUnderstoodIsRefused(_ words: [String]) {
        #expect(throws: BenchFailure.self) { try TokensOptions.parse(words) }
    }

    @Test func helpIsNoMeasurement() throws {
        #expect(try TokensOptions.parse(["--rounds", "3", "--help"]) == nil)
    }
}
