import EventLoop
import Metrics
import Synchronization
import Testing

@testable import SessionCore

/// Work beside the loops.
@Suite struct WorkPoolTests {
    private let pool = WorkPool(threads: 1, limit: 8)

    /// Holds the pool's one thread until `open`.
    private final class Gate: Sendable {
        private let semaphore = Semaphore()
        func pass() { semaphore.wait() }
        func open() { semaphore.signal() }
    }

    @Test func aResultComesBackToTheLoopThatAsked() async throws {
        let isThere = await TestLoop.shared.run { [pool] in
            do {
                _ = try await pool.run { 1 }
                return EventLoop.current === TestLoop.shared && TestLoop.shared.isCurrent
            } catch { return false }
        }
        #expect(isThere)
        #expect(try await pool.run { EventLoop.current == nil }, "work is on no loop")
    }

    @Test func aResultDoesNotWaitForWorkThatTakesLong() async throws {
        let (first, gate) = (Gate(), Gate())
        let quick = Task { [pool] in
            try await pool.run {
                first.pass()
                return 1
            }
        }
        #expect(await eventually { pool.jobs.value == 1 })
        // It waits while the first is under way, so that the result of that could wait for its own.
        let slow = Task { [pool] in try await pool.run { gate.pass() } }
        #expect(await eventually { pool.jobs.value == 2 })
        // Longer than a result may wait.
        await TestLoop.shared.sleep(nanoseconds: 20_000_000)
        first.open()
        #expect(try await quick.value == 1)
        gate.open()
        try await slow.value
    }

    @Test func manyResultsThatGatherAllArrive() async throws {
        let pool = WorkPool(threads: 2, limit: 1_000)
        let sum = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 1...500 { group.addTask { try await pool.run { number } } }
            return try await group.reduce(0, +)
        }
        #expect(sum == 125_250)
        #expect(pool.waiting == 0)
    }

    @Test func workBeyondTheLimitIsRefused() async throws {
        let gate = Gate()
        let pool = WorkPool(threads: 1, limit: 1)
        let held = Task { try await pool.run { gate.pass() } }
        #expect(await eventually { pool.jobs.value == 1 && pool.waiting == 0 })
        let waiting = Task { try await pool.run { 2 } }
        #expect(await eventually { pool.waiting == 1 })
        #expect(await failure { () throws(CoreError) in try await pool.run { 3 } }?.name == "busy")
        #expect(pool.refusals.value == 1)
        gate.open()
        try await held.value
        #expect(try await waiting.value == 2)
    }
}
