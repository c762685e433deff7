import EventLoop
import Metrics
import Redis
import Testing

@testable import SessionCore

/// Audit events: always in the log, and in Redis as far as it takes them.
@Suite struct AuditTests {
    private func entries(_ world: World) async throws -> [[String?]] {
        try await world.redis.command("XRANGE", "audit", "-", "+").elements?.map { entry in
            entry.elements?[1].elements?.map(\.text) ?? []
        } ?? []
    }

    @Test func anEventIsOneLineAndOneEntry() async throws {
        try await withWorld { world in
            let core = try await world.core()
            core.audit.note(.signedIn, user: "alice", from: origin)
            await core.audit.drain()
            #expect(
                world.lines.elements.filter {
                    $0.hasSuffix("level=info event=signed_in user=alice address=192.0.2.1 agent=test request=r-1")
                }.count == 1)
            let entry = try #require(try await entries(world).first)
            #expect(entry.count == 12)
            #expect(entry.prefix(3) == ["event", "signed_in", "time"])
            #expect(entry[3]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
            #expect(entry.suffix(8) == ["user", "alice", "address", "192.0.2.1", "agent", "test", "request", "r-1"])
            #expect(core.audit.events[.signedIn].value == 1)
        }
    }

    @Test func whatIsNotKnownIsLeftOut() async throws {
        try await withWorld { world in
            let core = try await world.core()
            core.audit.note(
                .rateLimited, user: nil, action: "login", from: Origin(address: "::1", userAgent: nil, requestID: "r"))
            await core.audit.drain()
            let entry = try #require(try await entries(world).first)
            #expect(entry.suffix(6) == ["action", "login", "address", "::1", "request", "r"])
            #expect(!entry.contains("user"))
        }
    }

    @Test func theStreamIsCapped() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.auditEntries = 100 }
            for _ in 0..<600 {
                core.audit.note(.signedIn, user: "alice", from: origin)
                await core.audit.drain()
            }
            // Redis trims whole nodes of 100 entries.
            let length = try await world.redis.command("XLEN", "audit").integerValue ?? 0
            #expect((100...200).contains(length), "\(length)")
        }
    }

    @Test func aStreamThatCannotBeWrittenIsCountedAndHoldsNobodyUp() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await world.redis.command("SET", "audit", "not a stream")
            core.audit.note(.registered, user: "alice", from: origin)
            await core.audit.drain()
            #expect(core.audit.failures.value == 1)
            #expect(world.lines.elements.contains { $0.contains("event=registered user=alice") })
        }
    }

    @Test func tooManyEntriesUnderWayAreDroppedAndCounted() async throws {
        try await withWorld { world in
            let core = try await world.core()
            // The loop is held up, so that nothing leaves meanwhile.
            await withCheckedContinuation { held in
                TestLoop.shared.submit {
                    for _ in 0..<(AuditTrail.maximumUnderWay + 7) {
                        core.audit.note(.signedIn, user: "alice", from: origin)
                    }
                    held.resume()
                }
            }
            await core.audit.drain()
            #expect(core.audit.failures.value == 7)
            #expect(core.audit.events[.signedIn].value == AuditTrail.maximumUnderWay + 7)
        }
    }

    @Test func zeroEntriesSwitchTheStreamOff() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.auditEntries = 0 }
            core.audit.note(.signedIn, user: "alice", from: origin)
            await core.audit.drain()
            #expect(try await world.redis.command("EXISTS", "audit").integerValue == 0)
        }
    }
}
