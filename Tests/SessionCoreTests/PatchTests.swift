import JSON
import Redis
import Testing

@testable import SessionCore

/// Merge patches of a session's arguments.
@Suite struct PatchTests {
    private func patch(
        _ core: SessionCore, _ patch: JSONObject, ifMatch: String? = nil
    ) async -> CoreError? {
        await failure { () throws(CoreError) in
            try await core.sessions.patch(.alice, .chart, with: patch, ifMatch: ifMatch)
        }
    }

    @Test func aPatchChangesWhatItNamesAndKeepsTheRest() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let before = try await core.sessions.get(.alice, .chart)
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let tag = try await core.sessions.patch(
                .alice, .chart, with: ["n": 2, "more": .object(["a": 1, "b": .null])], ifMatch: nil)
            let after = try await core.sessions.get(.alice, .chart)
            #expect(after.arguments == ["n": 2, "more": .object(["a": 1])])
            #expect(after.version == 2 && after.entityTag == tag)
            #expect(after.template == before.template && after.expiresAt == before.expiresAt)
            #expect(await eventually { viewer.picture == "<svg>2</svg>" })
            #expect(await patch(core, ["more": .null]) == nil)
            #expect(try await core.sessions.get(.alice, .chart).arguments == ["n": 2])
            viewer.detach()
        }
    }

    @Test func whatCannotBeRenderedOrIsTooLargeChangesNothing() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            var deep: JSONObject = [:]
            for _ in 0..<31 { deep = ["in": .object(deep)] }
            let large = JSONValue.string(String(repeating: "x", count: 65_536))
            for wrong in [["n": .null], ["large": large], deep] as [JSONObject] {
                guard case .badTemplate(let flaw)? = await patch(core, wrong) else {
                    Issue.record("a patch of \(wrong.members.count) members is accepted")
                    continue
                }
                // The patch is the whole body.
                #expect(flaw.pointer == "")
            }
            #expect(try await core.sessions.get(.alice, .chart).version == 1)
        }
    }

    @Test func aPatchOfAnotherVersionIsRefused() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let tag = try await core.sessions.get(.alice, .chart).entityTag
            #expect(await patch(core, ["a": 1], ifMatch: tag) == nil)
            #expect(await patch(core, ["b": 1], ifMatch: tag)?.name == "versionMismatch")
            #expect(await patch(core, ["c": 1], ifMatch: "*") == nil)
            #expect(try await core.sessions.get(.alice, .chart).arguments == ["n": 1, "a": 1, "c": 1])
        }
    }

    @Test func ofWritersAtOnceNoPatchIsLost() async throws {
        try await withWorld { world in
            let cores = [try await world.core(), try await world.core()]
            try await cores[0].make()
            let count = 80
            let failures = await concurrently(count) { index in
                await patch(cores[index % 2], ["p\(index)": .integer(Int64(index))])
            }
            #expect(failures.compactMap { $0 }.isEmpty)
            let session = try await cores[0].sessions.get(.alice, .chart)
            #expect(session.version == 1 + Int64(count))
            for index in 0..<count { #expect(session.arguments["p\(index)"] == .integer(Int64(index))) }
        }
    }

    /// Each with the version it has read: those who come second are told, and lose nothing without knowing.
    @Test func ofPatchesOfOneVersionOneIsTaken() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let tag = try await core.sessions.get(.alice, .chart).entityTag
            let failures = await concurrently(20) { index in
                await patch(core, ["p\(index)": 1], ifMatch: tag)
            }
            #expect(failures.count { $0 == nil } == 1)
            #expect(failures.compactMap { $0 }.allSatisfy { $0.name == "versionMismatch" })
            #expect(try await core.sessions.get(.alice, .chart).version == 2)
        }
    }

    /// Somebody changes the session each time between the reading and the writing, which a long rendering makes sure of.
    @Test func aPatchThatNeverHasItsTurnIsToldSo() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.sessions.create(
                .alice, .chart, template: "{% for i in range(end=9999) %}{{ n }}{% endfor %}", arguments: ["n": 1],
                seconds: 60)
            let meddle = RedisScript(
                "return redis.call('HSET', KEYS[1], 'revision', redis.call('HINCRBY', KEYS[1], 'version', 1))")
            let isDone = Box<Bool>()
            async let meddling: Void = {
                while isDone.elements.isEmpty {
                    _ = try? await world.redis.run(meddle, keys: ["user:{alice}:session:chart"], arguments: [])
                }
            }()
            let error = await patch(core, ["a": 1])
            isDone.add(true)
            await meddling
            #expect(error?.name == "busy")
            #expect(try await core.sessions.get(.alice, .chart).arguments == ["n": 1])
        }
    }
}
