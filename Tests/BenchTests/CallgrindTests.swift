import Testing

@testable import bench

/// Reading what callgrind wrote.
@Suite struct CallgrindTests {
    private let profile = """
        version: 1
        events: Ir
        fn=(1) main
        16 400
        cfn=(2) malloc
        calls=3 20
        16 60
        cfn=(3) free
        calls=9 20
        16 90
        fn=(4) again
        cfn=(2)
        calls=40 20
        17 800
        cfn=(5) malloc'2
        calls=1 20
        17 20
        cfn=(6) mallopt
        calls=500 20
        17 20
        totals: 1370
        """

    @Test func theTotalIsThatOfTheLastLineOfTotals() {
        #expect(Callgrind.total(profile) == 1370)
        #expect(Callgrind.total("totals: 1\nfn=(1) main\ntotals: 2") == 2)
        #expect(Callgrind.total("events: Ir") == nil)
    }

    @Test func callsAreCountedByNameAlsoWhereOnlyTheNamesNumberStands() {
        #expect(Callgrind.calls(of: ["malloc"], in: profile) == 44)
        #expect(Callgrind.calls(of: ["malloc", "free"], in: profile) == 53)
        #expect(Callgrind.calls(of: ["calloc"], in: profile) == 0)
    }
}
