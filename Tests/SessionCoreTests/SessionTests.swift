import JSON
import Redis
import Testing

@testable import SessionCore

struct SessionTests {
    private func create(
        _ core: SessionCore, _ session: SessionID = .chart, _ template: String = template,
        _ arguments: JSONObject = ["n": 1]
    ) async -> CoreError? {
        await failure { () throws(CoreError) in
            try await core.sessions.create(.alice, session, template: template, arguments: arguments, seconds: 60)
        }
    }

    private func get(_ core: SessionCore) async -> CoreError? {
        await failure { () throws(CoreError) in try await core.sessions.get(.alice, .chart) }
    }

    @Test func aSessionIsReadAsItWasMade() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let arguments: JSONObject = ["z": 1, "a": .array([.number(1.5), .null]), "n": "ü\n\""]
            #expect(await create(core, .chart, "<svg>{{ n }}</svg>", arguments) == nil)
            let session = try await core.sessions.get(.alice, .chart)
            #expect(session.template == "<svg>{{ n }}</svg>")
            #expect(session.arguments.members.map(\.name) == ["z", "a", "n"])
            #expect(session.arguments == arguments)
            #expect(session.version == 1 && session.createdAt == session.updatedAt)
        }
    }

    @Test func anExistingIDIsRefusedAndKept() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            #expect(await create(core, .chart, "<svg/>")?.name == "sessionExists")
            #expect(try await core.sessions.get(.alice, .chart).template == template)
        }
    }

    @Test func anUpdateReplacesArgumentsRaisesTheVersionAndKeepsTheTime() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let before = try await core.sessions.get(.alice, .chart)
            world.time.advance(milliseconds: 5_000)
            try await core.put(2)
            let after = try await core.sessions.get(.alice, .chart)
            #expect(after.version == 2 && after.arguments == ["n": 2])
            #expect(after.expiresAt == before.expiresAt && after.entityTag != before.entityTag)
        }
    }

    @Test func anUpdateOfAnotherVersionIsRefused() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let tag = try await core.sessions.get(.alice, .chart).entityTag
            func put(_ match: String) async -> CoreError? {
                await failure { () throws(CoreError) in
                    try await core.sessions.update(
                        .alice, .chart, arguments: ["n": 2], template: nil, seconds: nil, ifMatch: match)
                }
            }
            #expect(await put("\"other\", \(tag)") == nil)
            #expect(await put(tag)?.name == "versionMismatch")
            #expect(await put("*") == nil)
            // Strong comparison, and all of the field must be readable.
            let current = try await core.sessions.get(.alice, .chart).entityTag
            for other in [
                "W/\(current)", "\(current), rubbish", "\"a,\(current),b\"", "\"other,*,\"", "\(current), *", "",
            ] {
                #expect(await put(other)?.name == "versionMismatch", "\(other)")
            }
            #expect(await put("\"a,b\", \(current)") == nil)
        }
    }

    @Test func whatDoesNotRenderIsNotStored() async throws {
        try await withWorld { world in
            let core = try await world.core()
            for (source, pointer) in [("<svg>{{ n </svg>", "/template"), ("<svg>{{ n | nofilter }}</svg>", nil)] {
                guard case .badTemplate(let flaw)? = await create(core, .chart, source) else {
                    Issue.record("\(source) is accepted")
                    continue
                }
                if let pointer { #expect(flaw.pointer == pointer) }
                #expect(flaw.message.contains("line 1, column"))
            }
            #expect(try await world.redis.command("KEYS", "user:*").elements?.isEmpty == true)
            try await core.make()
            let error = await failure { () throws(CoreError) in
                try await core.sessions.update(
                    .alice, .chart, arguments: [:], template: nil, seconds: nil, ifMatch: nil)
            }
            guard case .badTemplate(let flaw)? = error else {
                Issue.record("arguments without n are accepted")
                return
            }
            #expect(flaw.pointer == "/args")
            #expect(try await core.sessions.get(.alice, .chart).version == 1)
        }
    }

    /// Whoever has not seen the latest is told so first, whatever they would write.
    @Test func ofAnotherVersionNothingIsRendered() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            for isPatch in [false, true] {
                let error = await failure { () throws(CoreError) in
                    isPatch
                        ? try await core.sessions.patch(.alice, .chart, with: ["n": .null], ifMatch: "\"other\"")
                        : try await core.sessions.update(
                            .alice, .chart, arguments: [:], template: nil, seconds: nil, ifMatch: "\"other\"")
                }
                #expect(error?.name == "versionMismatch")
            }
        }
    }

    /// As Redis has them again after it was put back to an older state, and as a deletion and a creation have them.
    @Test func noTwoStatesHaveTheSameTag() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let key = "user:{alice}:session:chart"
            let copy = try await world.redis.command("COPY", key, "copy")
            #expect(copy.integerValue == 1)
            try await core.put(2)
            let first = try await core.sessions.get(.alice, .chart)
            _ = try await world.redis.command("COPY", "copy", key, "REPLACE")
            try await core.put(3)
            let second = try await core.sessions.get(.alice, .chart)
            #expect(first.version == second.version && first.entityTag != second.entityTag)
            try await core.sessions.delete(.alice, .chart)
            try await core.make()
            let third = try await core.sessions.get(.alice, .chart)
            #expect(third.origin != second.origin && third.entityTag != first.entityTag)
        }
    }

    @Test func templateAndArgumentsEndAt64KiB() async throws {
        try await withWorld { world in
            let core = try await world.core()
            func text(_ count: Int) -> String { String(repeating: "x", count: count) }
            #expect(await create(core, .make("t0"), text(65_536)) == nil)
            #expect(await create(core, .make("t1"), text(65_537)) != nil)
            // {"n":"…"} has eight bytes around the text.
            #expect(await create(core, .make("a0"), "<svg/>", ["n": .string(text(65_528))]) == nil)
            #expect(await create(core, .make("a1"), "<svg/>", ["n": .string(text(65_529))]) != nil)
        }
    }

    @Test func theLimitCountsLivingSessionsOnly() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.sessionsPerUser = 2 }
            try await core.make(.make("a"), seconds: 10)
            try await core.make(.make("b"))
            #expect(await create(core)?.name == "tooManySessions")
            world.time.advance(milliseconds: 10_001)
            #expect(await create(core) == nil)
            #expect(await create(core, .make("d"))?.name == "tooManySessions")
            try await core.sessions.delete(.alice, .make("b"))
            #expect(await create(core, .make("d")) == nil)
        }
    }

    @Test func anExpiredOrDeletedSessionIsGoneFromEverywhere() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            world.time.advance(milliseconds: 60_001)
            #expect(await get(core)?.name == "sessionNotFound")
            #expect(try await core.sessions.list(.alice, limit: 10, cursor: nil).sessions.isEmpty)
            try await core.make()
            try await core.sessions.delete(.alice, .chart)
            #expect(await get(core)?.name == "sessionNotFound")
            let again = await failure { () throws(CoreError) in try await core.sessions.delete(.alice, .chart) }
            #expect(again?.name == "sessionNotFound")
            #expect(try await core.sessions.list(.alice, limit: 10, cursor: nil).sessions.isEmpty)
        }
    }

    @Test func theListHasEverySessionOnceInOrderOverItsPages() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let names = (0..<25).map { "s\(24 - $0)" }
            for name in names {
                try await core.make(.make(name))
                world.time.advance(milliseconds: 2)
            }
            var found: [String] = []
            var cursor: String?
            repeat {
                let page = try await core.sessions.list(.alice, limit: 10, cursor: cursor)
                found += page.sessions.map(\.sessionID.text)
                cursor = page.nextCursor
            } while cursor != nil
            #expect(found == names)
        }
    }

    @Test func aPageGoesOnAfterItsLastSessionWasDeleted() async throws {
        try await withWorld { world in
            let core = try await world.core()
            for name in ["a", "b", "c"] {
                try await core.make(.make(name))
                world.time.advance(milliseconds: 2)
            }
            let page = try await core.sessions.list(.alice, limit: 2, cursor: nil)
            try await core.sessions.delete(.alice, .make("b"))
            let next = try await core.sessions.list(.alice, limit: 2, cursor: page.nextCursor)
            #expect(next.sessions.map(\.sessionID.text) == ["c"])
            let bad = await failure { () throws(CoreError) in
                try await core.sessions.list(.alice, limit: 2, cursor: "nonsense")
            }
            #expect(bad?.name == "invalidCursor")
        }
    }

    /// Made in one millisecond, they stand in the order of their bytes, which is none of a language.
    @Test func sessionsOfOneMomentAreNeitherLeftOutNorRepeated() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let names = ["-", "A", "B", "Z", "_", "a", "a-", "aB", "aa", "b", "z", "~"]
            for name in names.shuffled() { try await core.make(.make(name)) }
            for name in names { _ = try await world.redis.command("ZADD", "user:{alice}:sessions", "1000", name) }
            for (place, name) in names.enumerated().dropLast() {
                let page = try await core.sessions.list(.alice, limit: place + 1, cursor: nil)
                #expect(page.sessions.map(\.sessionID.text) == Array(names[...place]))
                try await core.sessions.delete(.alice, .make(name))
                let rest = try await core.sessions.list(.alice, limit: 100, cursor: page.nextCursor)
                #expect(rest.sessions.map(\.sessionID.text) == Array(names[(place + 1)...]))
                try await core.make(.make(name))
                _ = try await world.redis.command("ZADD", "user:{alice}:sessions", "1000", name)
            }
        }
    }

    @Test(arguments: ["version", "template_version"], ["x", ""]) func aRecordThatCannotBeCountedUpIsLeftAsItIs(
        field: String, value: String
    ) async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let key = "user:{alice}:session:chart"
            let expiry = try await world.redis.command("ZSCORE", "user:{alice}:sessions:expiry", "chart").text
            // It is read while it is good: the field breaks before it is written.
            let old = try await core.sessions.get(.alice, .chart)
            _ = try await world.redis.command("HSET", key, field, value)
            let reply = try await world.redis.run(
                SessionScripts.update, keys: [key, "user:{alice}:sessions", "user:{alice}:sessions:expiry"],
                arguments: [
                    String(old.updatedAt), "{}", "<svg/>", String(old.expiresAt + 5_000), "chart", "", "new", "",
                ])
            #expect(reply.text == "broken")
            #expect(try await world.redis.command("HGET", key, "template").text == template)
            #expect(try await world.redis.command("HGET", key, "revision").text == old.revision)
            #expect(
                try await world.redis.command("ZSCORE", "user:{alice}:sessions:expiry", "chart").text == expiry)
            #expect(await get(core)?.name == "corrupt")
        }
    }

    /// Swift reads these as numbers, HINCRBY does not count them up.
    @Test(arguments: ["version", "template_version"], ["007", "+7", "9223372036854775807"])
    func anUpdateOfSuchARecordChangesNothing(field: String, value: String) async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let key = "user:{alice}:session:chart"
            _ = try await world.redis.command("HSET", key, field, value)
            let before = try await world.redis.command("HGETALL", key)
            let expiry = try await world.redis.command("ZSCORE", "user:{alice}:sessions:expiry", "chart").text
            for template in ["<svg/>", nil] {
                let error = await failure { () throws(CoreError) in
                    try await core.sessions.update(
                        .alice, .chart, arguments: ["n": 2], template: template, seconds: 6_000, ifMatch: nil)
                }
                #expect(error?.name == "corrupt")
            }
            #expect(try await world.redis.command("HGETALL", key) == before)
            #expect(
                try await world.redis.command("ZSCORE", "user:{alice}:sessions:expiry", "chart").text == expiry)
        }
    }

    /// One that was stored before records had an origin and a revision.
    @Test func aRecordOfTheFirstVersionsGoesOn() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            _ = try await world.redis.command("HDEL", "user:{alice}:session:chart", "origin", "revision")
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let old = try await core.sessions.get(.alice, .chart)
            try await core.put(2)
            #expect(await eventually { viewer.picture == "<svg>2</svg>" })
            let tag = try await core.sessions.patch(.alice, .chart, with: ["n": 3], ifMatch: nil)
            #expect(await eventually { viewer.picture == "<svg>3</svg>" })
            #expect(tag != old.entityTag)
            viewer.detach()
            _ = try await world.redis.command("HDEL", "user:{alice}:session:chart", "origin", "revision")
            let current = try await core.sessions.get(.alice, .chart).entityTag
            _ = try await core.sessions.update(
                .alice, .chart, arguments: ["n": 4], template: template, seconds: nil, ifMatch: current)
            #expect(try await core.sessions.get(.alice, .chart).version == 4)
        }
    }

    /// An instance whose clock is ahead may have taken the session out of both.
    @Test func aNewLifeIsInBothIndexes() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let old = try await core.sessions.get(.alice, .chart)
            for index in ["user:{alice}:sessions", "user:{alice}:sessions:expiry"] {
                _ = try await world.redis.command("ZREM", index, "chart")
            }
            _ = try await core.sessions.update(
                .alice, .chart, arguments: ["n": 2], template: nil, seconds: 600, ifMatch: nil)
            let page = try await core.sessions.list(.alice, limit: 10, cursor: nil)
            #expect(page.sessions.map(\.sessionID) == [.chart] && page.sessions.first?.createdAt == old.createdAt)
        }
    }

    @Test(arguments: ["user:{alice}:sessions", "user:{alice}:sessions:expiry"])
    func aDeletionThatFailsDeletesNothing(broken: String) async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            _ = try await world.redis.command("SET", broken, "text")
            let failed = await failure { () throws(CoreError) in try await core.sessions.delete(.alice, .chart) }
            #expect(failed?.name == "corrupt")
            #expect(await get(core) == nil)
            let others = ["user:{alice}:sessions", "user:{alice}:sessions:expiry"].filter { $0 != broken }
            #expect(try await world.redis.command("ZCARD", others[0]).integerValue == 1)
        }
    }

    /// What lies in the index may not be ours.
    @Test(arguments: [
        ("chart", "1.5"), ("chart", "-1"), ("chart", "inf"), ("chart", "1e30"), ("a chart", "1"), ("1 chart", "1"),
        ("", "1"), (" chart", "1"), ("ch\u{e4}rt", "1"), ("chart.svg", "1"),
    ]) func anIndexThatIsNotOursIsCorrupt(_ name: String, _ score: String) async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            _ = try await world.redis.command("ZADD", "user:{alice}:sessions", score, name)
            let expiry = String(world.time.clock.now() + 1000)
            _ = try await world.redis.command("ZADD", "user:{alice}:sessions:expiry", expiry, name)
            let failed = await failure { () throws(CoreError) in
                try await core.sessions.list(.alice, limit: 10, cursor: nil)
            }
            #expect(failed?.name == "corrupt")
        }
    }

    @Test func aBrokenRecordIsCorrupt() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await world.redis.command("HSET", "user:{alice}:session:chart", "v", "1", "template", "x")
            #expect(await get(core)?.name == "corrupt")
            _ = try await world.redis.command("SET", "user:{alice}:session:chart", "text")
            #expect(await get(core)?.name == "corrupt")
        }
    }
}
