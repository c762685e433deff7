import JSON
import Redis
import Testing

@testable import SessionCore

/// Sessions that are nobody's.
@Suite struct PublicSessionTests {
    private func make(_ core: SessionCore, _ session: SessionID = .chart, seconds: Int64 = 60) async throws {
        try await core.publicSessions.create(session, template: template, arguments: ["n": 1], seconds: seconds)
    }

    @Test func aPublicAndAUsersSessionOfOneNameDoNotMeet() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            try await make(core)
            try await core.publicSessions.update(.chart, arguments: ["n": 7])
            #expect(try await core.sessions.get(.alice, .chart).arguments == ["n": 1])
            #expect(try await core.frames.snapshot(.public(.chart)).svg == Array("<svg>7</svg>".utf8))
            #expect(try await core.frames.snapshot(.user(.alice, .chart)).svg == Array("<svg>1</svg>".utf8))
            let viewer = try await core.frames.open(.public(.chart))
            try await core.put(9)
            #expect(viewer.picture == "<svg>7</svg>")
            viewer.detach()
        }
    }

    @Test func aNameIsTakenUntilItsSessionExpires() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await make(core, seconds: 5)
            let second = await failure { () throws(CoreError) in
                try await core.publicSessions.create(.chart, template: "x", arguments: [:], seconds: 5)
            }
            #expect(second?.name == "sessionExists")
            world.time.advance(milliseconds: 5_001)
            let expired = await failure { () throws(CoreError) in try await core.publicSessions.get(.chart) }
            #expect(expired?.name == "sessionNotFound")
            try await make(core)
        }
    }

    @Test func anUpdateKeepsTemplateAndRemainingLife() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await make(core)
            let before = try await core.publicSessions.get(.chart)
            world.time.advance(milliseconds: 1_000)
            try await core.publicSessions.update(.chart, arguments: ["n": 2])
            let after = try await core.publicSessions.get(.chart)
            #expect(after.expiresAt == before.expiresAt)
            #expect(after.template == template)
            #expect(after.version == 2)
        }
    }

    @Test func thereAreOnlySoManyAtATime() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.publicSessions = 2 }
            try await make(core, .make("one"), seconds: 5)
            try await make(core, .make("two"), seconds: 60)
            let third = await failure { () throws(CoreError) in
                try await core.publicSessions.create(.chart, template: "x", arguments: [:], seconds: 5)
            }
            #expect(third?.name == "tooManyPublicSessions")
            #expect(try await world.redis.command("EXISTS", "session:{chart}").integerValue == 0)
            world.time.advance(milliseconds: 5_001)
            try await make(core)
        }
    }

    @Test func ofManyAtOnceOnlySoManyAreMade() async throws {
        try await withWorld { world in
            let cores = [
                try await world.core { $0.publicSessions = 10 }, try await world.core { $0.publicSessions = 10 },
            ]
            let made = await concurrently(40) { index in
                await failure { () throws(CoreError) in
                    try await cores[index % 2].publicSessions.create(
                        .make("s\(index)"), template: "x", arguments: [:], seconds: 60)
                }
            }
            #expect(made.count { $0 == nil } == 10)
            #expect(made.compactMap { $0 }.allSatisfy { $0.name == "tooManyPublicSessions" })
            #expect(try await world.redis.command("KEYS", "session:*").elements?.count == 10)
        }
    }

    /// Whoever asks for a name that is taken neither prolongs nor shortens the place of the session that has it.
    @Test(arguments: [5, 600] as [Int64]) func aNameThatIsTakenKeepsItsPlaceAsItIs(seconds: Int64) async throws {
        try await withWorld { world in
            let core = try await world.core { $0.publicSessions = 1 }
            try await make(core)
            let place = try await world.redis.command("ZSCORE", "sessions:public", "chart").text
            let second = await failure { () throws(CoreError) in
                try await core.publicSessions.create(.chart, template: "x", arguments: [:], seconds: seconds)
            }
            #expect(second?.name == "sessionExists")
            #expect(place != nil)
            #expect(try await world.redis.command("ZSCORE", "sessions:public", "chart").text == place)
        }
    }

    /// A creation that Redis failed after its claim leaves a place without a session.
    @Test func aPlaceWithoutASessionEndsByItself() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.publicSessions = 1 }
            _ = try await world.redis.command("ZADD", "sessions:public", String(world.time.clock.now() + 9_000), "lost")
            let early = await failure { () throws(CoreError) in
                try await core.publicSessions.create(.chart, template: "x", arguments: [:], seconds: 60)
            }
            #expect(early?.name == "tooManyPublicSessions")
            world.time.advance(milliseconds: 9_001)
            try await make(core)
        }
    }

    @Test func whoTakesALeftPlaceKeepsItForTheirOwnTime() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.publicSessions = 1 }
            let later = String(world.time.clock.now() + 900_000)
            _ = try await world.redis.command("ZADD", "sessions:public", later, "chart")
            try await make(core, seconds: 60)
            let expiry = try await core.publicSessions.get(.chart).expiresAt
            #expect(try await world.redis.command("ZSCORE", "sessions:public", "chart").text == String(expiry))
        }
    }

    @Test func nothingIsStoredUnlessItRenders() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let bad = await failure { () throws(CoreError) in
                try await core.publicSessions.create(.chart, template: "{{ nobody }}", arguments: [:], seconds: 5)
            }
            #expect(bad?.name == "badTemplate")
            #expect(try await world.redis.command("EXISTS", "session:{chart}").integerValue == 0)
            let missing = await failure { () throws(CoreError) in
                try await core.publicSessions.update(.chart, arguments: [:])
            }
            #expect(missing?.name == "sessionNotFound")
        }
    }
}
