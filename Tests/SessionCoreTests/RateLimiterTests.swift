import Metrics
import Redis
import Testing

@testable import SessionCore

struct RateLimiterTests {
    private func attempt(_ core: SessionCore, _ subject: String = "192.0.2.1", limit: Int = 5) async -> CoreError? {
        await failure { () throws(CoreError) in
            try await core.limiter.attempt(.login, "address", subject, limit: limit)
        }
    }

    @Test func userIDsDifferByCaseAndAddressesDoNot() async throws {
        try await withWorld { world in
            let core = try await world.core()
            #expect(await attempt(core, "BOB", limit: 1) == nil)
            #expect(await attempt(core, "bob", limit: 1) == nil)
            #expect(await attempt(core, "Bob@example.com", limit: 1) == nil)
            #expect(await attempt(core, "bob@EXAMPLE.com", limit: 1) != nil)
        }
    }

    @Test func theSixthAttemptOfAMinuteIsRefusedAndTheWindowSlides() async throws {
        try await withWorld { world in
            let core = try await world.core()
            for _ in 0..<5 {
                #expect(await attempt(core) == nil)
                world.time.advance(milliseconds: 1_000)
            }
            guard case .rateLimited(let decision)? = await attempt(core) else {
                Issue.record("the sixth attempt is allowed")
                return
            }
            #expect(decision.limit == 5 && decision.remaining == 0 && decision.window == 60)
            #expect((54...56).contains(decision.reset))
            world.time.advance(milliseconds: Int64(decision.reset) * 1_000)
            #expect(await attempt(core) == nil, "the time that the answer names is enough")
            #expect(await attempt(core) != nil, "and frees one attempt, not all")
        }
    }

    @Test func anAttemptLeavesTheWindowAfterExactlyAMinute() async throws {
        try await withWorld { world in
            let time = Box<Int64>()
            time.add(1_800_000_000_000)
            let clock = Clock { time.elements.last ?? 0 }
            let limiter = RateLimiter(redis: world.redis, clock: clock)
            func attempt() async -> CoreError? {
                await failure { () throws(CoreError) in
                    try await limiter.attempt(.login, "address", "192.0.2.1", limit: 1)
                }
            }
            #expect(await attempt() == nil)
            time.add(1_800_000_059_999)
            #expect(await attempt() != nil)
            time.add(1_800_000_060_000)
            #expect(await attempt() == nil)
        }
    }

    @Test func withoutRedisAnInstanceCountsForItselfAndMoreStrictly() async throws {
        try await withWorld { world in
            let core = try await world.core()
            await world.redis.close()
            for _ in 0..<2 { #expect(await attempt(core) == nil) }
            guard case .rateLimited(let decision)? = await attempt(core) else {
                Issue.record("the third attempt is allowed")
                return
            }
            #expect(decision.limit == 2 && decision.remaining == 0 && (25...30).contains(decision.reset))
            #expect(core.limiter.refusals[.login].value == 1)
        }
    }

    @Test func refusedAttemptsDoNotLengthenTheLock() async throws {
        try await withWorld { world in
            let core = try await world.core()
            for _ in 0..<5 { _ = await attempt(core) }
            for _ in 0..<20 {
                world.time.advance(milliseconds: 2_900)
                #expect(await attempt(core) != nil)
            }
            world.time.advance(milliseconds: 2_100)
            #expect(await attempt(core) == nil)
        }
    }

    @Test func subjectsAreCountedByThemselvesAndAllInstancesTogether() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            for _ in 0..<5 { #expect(await attempt(core) == nil) }
            #expect(await attempt(other) != nil)
            #expect(await attempt(other, "192.0.2.2") == nil)
        }
    }

    @Test func ofManyConcurrentAttemptsExactlyTheLimitIsAllowed() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let errors = await concurrently(40) { _ in await attempt(core) }
            #expect(errors.filter { $0 == nil }.count == 5)
        }
    }

    @Test func zeroSwitchesALimitOff() async throws {
        try await withWorld { world in
            let core = try await world.core()
            for _ in 0..<20 { #expect(await attempt(core, limit: 0) == nil) }
        }
    }
}
