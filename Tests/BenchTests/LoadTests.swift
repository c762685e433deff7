import Testing

@testable import bench

/// Reading what wrk and the kernel say.
@Suite struct LoadTests {
    private let printed = """
        Running 3s test @ http://127.0.0.1:3000/
          1 threads and 32 connections
          Thread Stats   Avg      Stdev     Max   +/- Stdev
            Latency     1.02ms  631.54us  11.36ms   84.15%
          92840 requests in 3.00s, 61.71MB read
        Requests/sec:  30946.07
        """

    @Test func theAnswersOfARunAreCounted() throws {
        #expect(try Load.answered(printed) == 92_840)
    }

    @Test func aRefusalOrABrokenConnectionIsAFailure() {
        #expect(throws: BenchFailure.self) { try Load.answered(printed + "\n  Non-2xx or 3xx responses: 1\n") }
        #expect(throws: BenchFailure.self) {
            try Load.answered(printed + "\n  Socket errors: connect 0, read 2, write 0, timeout 0\n")
        }
        #expect(throws: BenchFailure.self) { try Load.answered("unable to connect") }
    }

    @Test func anAnswerThatWasLateIsStillAnAnswer() throws {
        let late = printed + "\n  Socket errors: connect 0, read 0, write 0, timeout 3\n"
        #expect(try Load.answered(late) == 92_840)
    }

    @Test func processorTimeIsFoundBehindAnyName() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194304 100 0 0 0 12 34 0 0 20 0 5 0 100 200"
        let tick = 1_000_000 / 100
        #expect(ProcessTime(stat: stat).user == 12 * tick)
        #expect(ProcessTime(stat: stat).system == 34 * tick)
        #expect(ProcessTime(stat: "").user == 0)
    }

    @Test func theMedianOfAnEvenCountLiesBetweenTheMiddleTwo() {
        #expect(RequestRows.median([3, 1, 2]) == 2)
        #expect(RequestRows.median([4, 1, 2, 3]) == 2.5)
        #expect(RequestRows.median([]) == 0)
    }
}
