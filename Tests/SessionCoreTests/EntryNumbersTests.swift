import Testing

@testable import SessionCore

/// Entries of the log that never came.
@Suite struct EntryNumbersTests {
    @Test func aGapIsNoticedByTheEntryAfterIt() {
        let numbers = EntryNumbers()
        numbers.begin(after: 7)
        #expect(!numbers.skips(8))
        #expect(numbers.skips(10))
        #expect(!numbers.skips(11), "once")
    }

    @Test func whatWasLoadedMayComeAgain() {
        let numbers = EntryNumbers()
        numbers.begin(after: 7)
        for number in [5, 6, 7, 8, 8, 7] as [Int64] { #expect(!numbers.skips(number)) }
    }

    @Test func anEntryThatNothingFollowsIsMissedByTheCount() {
        let numbers = EntryNumbers()
        numbers.begin(after: 7)
        #expect(!numbers.isLost(8, knownBefore: 0), "it may be on its way")
        #expect(numbers.isLost(8, knownBefore: 0))
        #expect(!numbers.skips(8))
        #expect(!numbers.isLost(9, knownBefore: 0))
        #expect(!numbers.skips(9))
        #expect(!numbers.isLost(9, knownBefore: 0))
    }

    @Test func fewerThanThereWereIsALoss() {
        let numbers = EntryNumbers()
        numbers.begin(after: 7)
        #expect(numbers.isLost(6, knownBefore: numbers.last))
        numbers.begin(after: 6)
        #expect(!numbers.isLost(6, knownBefore: numbers.last))
        // One that came while the count was asked for is no loss.
        let known = numbers.last
        #expect(!numbers.skips(7))
        #expect(!numbers.isLost(6, knownBefore: known))
    }
}
