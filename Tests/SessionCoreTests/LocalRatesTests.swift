import Testing

@testable import SessionCore

/// Limits without Redis, at their edges.
@Suite struct LocalRatesTests {
    private static let window: Int64 = 60_000

    private func attempt(_ rates: LocalRates, _ subject: String = "s", limit: Int = 10, at now: Int64) -> Bool {
        rates.attempt(subject, limit: limit, window: Self.window, now: now).isAllowed
    }

    @Test func halfAsManyAsWithRedisComeAtOnce() {
        let rates = LocalRates()
        for _ in 0..<5 { #expect(attempt(rates, at: 1_000)) }
        #expect(!attempt(rates, at: 1_000))
        #expect(attempt(rates, "another", at: 1_000))
    }

    @Test func thenOneEachTwelveSecondsToTheMillisecond() {
        let rates = LocalRates()
        for _ in 0..<5 { _ = attempt(rates, at: 0) }
        for number in 1...10 as ClosedRange<Int64> {
            #expect(!attempt(rates, at: number * 12_000 - 1))
            #expect(attempt(rates, at: number * 12_000))
            #expect(!attempt(rates, at: number * 12_000))
        }
    }

    @Test func theWaitThatIsNamedIsEnough() {
        let rates = LocalRates()
        for _ in 0..<5 { _ = attempt(rates, at: 0) }
        let refused = rates.attempt("s", limit: 10, window: Self.window, now: 3_000)
        #expect(!refused.isAllowed && refused.wait == 9_000)
        #expect(!attempt(rates, at: 3_000 + refused.wait - 1))
        #expect(attempt(rates, at: 3_000 + refused.wait))
    }

    @Test func refusedAttemptsCostNothing() {
        let rates = LocalRates()
        for _ in 0..<5 { _ = attempt(rates, at: 0) }
        for now in 0..<120 as Range<Int64> { _ = attempt(rates, at: now * 99) }
        #expect(attempt(rates, at: 12_000))
    }

    @Test func afterAWindowOfRestTheWholeBurstIsThereAgain() {
        let rates = LocalRates()
        for _ in 0..<5 { _ = attempt(rates, at: 0) }
        for _ in 0..<5 { #expect(attempt(rates, at: 60_000)) }
        #expect(!attempt(rates, at: 60_000))
    }

    @Test func oneIsAllowedHoweverLowTheLimit() {
        let rates = LocalRates()
        #expect(attempt(rates, limit: 1, at: 0))
        #expect(!attempt(rates, limit: 1, at: 59_999))
        #expect(attempt(rates, limit: 1, at: 60_000))
    }

    @Test func toLookCostsNothing() {
        let rates = LocalRates()
        for _ in 0..<5 {
            #expect(!rates.isExhausted("s", limit: 10, window: Self.window, now: 0))
            _ = attempt(rates, at: 0)
        }
        #expect(rates.isExhausted("s", limit: 10, window: Self.window, now: 11_999))
        #expect(!rates.isExhausted("s", limit: 10, window: Self.window, now: 12_000))
    }

    @Test func manyNamesBuyNoAttempts() {
        let rates = LocalRates()
        for number in 0..<LocalRates.capacity { #expect(attempt(rates, "name-\(number)", at: 0)) }
        let more = (0..<1_000).filter { attempt(rates, "more-\($0)", at: 0) }
        #expect(more.count <= 5, "those beyond share one count")
        #expect(rates.isExhausted("one more", limit: 10, window: Self.window, now: 0), "also to who only looks")
        #expect(rates.count <= LocalRates.capacity + 1)
        #expect(attempt(rates, "later", at: 12_001), "what is paid for makes room")
        #expect(rates.count < 10)
    }
}
