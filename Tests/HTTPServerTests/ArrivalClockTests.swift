import HTTPServer
import Testing

@Suite struct ArrivalClockTests {
    private static let second: UInt64 = 1_000_000_000
    private static let patience = 30 * second

    private func deadline(_ clock: ArrivalClock) -> UInt64 {
        clock.deadline(patience: ArrivalClockTests.patience, rate: 256)
    }

    @Test func nobodyWaitsForEver() {
        var clock = ArrivalClock()
        #expect(deadline(clock) == .max)
        clock.beginWait(100)
        clock.endWait(200)
        #expect(deadline(clock) == .max)
    }

    @Test func aWaitEndsWhenNoByteComes() {
        var clock = ArrivalClock()
        clock.beginWait(7)
        #expect(deadline(clock) == 7 + ArrivalClockTests.patience)
    }

    @Test func bytesBuyTheTimeThatTheyNeedAtTheMinimumRate() {
        var clock = ArrivalClock()
        clock.beginWait(0)
        clock.took(512, 20 * ArrivalClockTests.second)
        // Two seconds for 512 bytes.
        #expect(deadline(clock) == 32 * ArrivalClockTests.second)
    }

    @Test func aFastBeginningBuysNoLongPause() {
        var clock = ArrivalClock()
        clock.beginWait(0)
        clock.took(1 << 20, ArrivalClockTests.second)
        #expect(deadline(clock) == 31 * ArrivalClockTests.second)
    }

    @Test func onlyTheTimeOfWaitsCounts() {
        var clock = ArrivalClock()
        clock.beginWait(0)
        clock.took(256, 10 * ArrivalClockTests.second)
        clock.endWait(10 * ArrivalClockTests.second)
        // The handler is busy for an hour.
        let later = 3_600 * ArrivalClockTests.second
        clock.beginWait(later)
        #expect(deadline(clock) == later + 21 * ArrivalClockTests.second)
        clock.took(0, later)
        clock.endWait(later + 21 * ArrivalClockTests.second)
        clock.beginWait(2 * later)
        // All is used up: bytes that are at hand are still taken, and no more is waited for.
        #expect(deadline(clock) == 2 * later)
    }

    @Test(arguments: [1, 1 << 30]) func noSizeOverflows(rate: Int) {
        let patience = UInt64.max >> 2
        var clock = ArrivalClock()
        clock.beginWait(1)
        clock.took(.max, 1)
        #expect(clock.deadline(patience: patience, rate: rate) == 1 + patience)
    }
}
