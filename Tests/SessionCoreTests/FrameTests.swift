import EventLoop
import JSON
import Metrics
import Redis
import Testing

@testable import SessionCore

struct FrameTests {
    @Test func aViewerSeesTheCurrentPictureAndEachUpdate() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let changes = Box<String?>()
            viewer.watch { changes.add(viewer.picture) }
            #expect(viewer.picture == "<svg>1</svg>")
            try await core.put(2)
            #expect(await eventually { viewer.picture == "<svg>2</svg>" })
            #expect(changes.elements.contains("<svg>2</svg>"))
            viewer.detach()
        }
    }

    @Test func anUpdateOnAnotherInstanceIsSeen() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            try await core.make()
            let viewer = try await other.frames.open(.user(.alice, .chart))
            try await core.put(2)
            #expect(await eventually { viewer.picture == "<svg>2</svg>" })
            viewer.detach()
        }
    }

    @Test func ofFiftyConcurrentUpdatesTheLastIsShown() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let viewer = try await core.frames.open(.user(.alice, .chart))
            _ = await concurrently(50) { index in try? await core.put(Int64(100 + index)) }
            let last = try await core.sessions.get(.alice, .chart)
            #expect(last.version == 51)
            guard case .integer(let number)? = last.arguments["n"] else {
                Issue.record("n is lost")
                return
            }
            #expect(await eventually { viewer.picture == "<svg>\(number)</svg>" })
            viewer.detach()
        }
    }

    @Test func expiryAndDeletionEndTheViewers() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make(seconds: 1)
            try await core.make(.make("other"))
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let other = try await core.frames.open(.user(.alice, .make("other")))
            try await core.sessions.delete(.alice, .make("other"))
            #expect(await eventually { other.picture == nil })
            #expect(await eventually { viewer.picture == nil })
            viewer.detach()
            other.detach()
        }
    }

    @Test func anUpdateThatProlongsKeepsTheViewersAlive() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make(seconds: 1)
            let viewer = try await core.frames.open(.user(.alice, .chart))
            _ = try await core.sessions.update(
                .alice, .chart, arguments: ["n": 2], template: nil, seconds: 60, ifMatch: nil)
            await TestLoop.shared.sleep(nanoseconds: 1_300_000_000)
            #expect(viewer.picture == "<svg>2</svg>")
            viewer.detach()
        }
    }

    @Test func viewersOfOneSessionShareOneSubscriptionWhichEndsWithTheLast() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            func channels() async -> Int? {
                try? await world.redis.command("PUBSUB", "CHANNELS", "user:*").elements?.count
            }
            let viewers = await concurrently(10) { _ in try? await core.frames.open(.user(.alice, .chart)) }
            #expect(await channels() == 1)
            #expect(
                try await world.redis.command("PUBSUB", "NUMSUB", "user:{alice}:session:chart").elements?.last?
                    .integerValue == 1)
            for viewer in viewers { viewer?.detach() }
            #expect(await eventually { await channels() == 0 })
        }
    }

    @Test func aSessionThatIsNotThereHasNoViewerAndNoPicture() async throws {
        try await withWorld { world in
            let core = try await world.core()
            let open = await failure { () throws(CoreError) in try await core.frames.open(.user(.alice, .chart)) }
            let snapshot = await failure { () throws(CoreError) in try await core.frames.snapshot(.user(.alice, .chart))
            }
            #expect(open?.name == "sessionNotFound" && snapshot?.name == "sessionNotFound")
        }
    }

    @Test func aSnapshotIsCurrentAndItsTagFollowsThePicture() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let first = try await core.frames.snapshot(.user(.alice, .chart))
            try await core.put(1)
            let same = try await core.frames.snapshot(.user(.alice, .chart))
            try await core.put(2)
            let next = try await core.frames.snapshot(.user(.alice, .chart))
            #expect(first.entityTag == same.entityTag && next.entityTag != same.entityTag)
            #expect(String(decoding: next.svg, as: UTF8.self) == "<svg>2</svg>")
        }
    }

    @Test func aLostConnectionToRedisLosesNoUpdate() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let viewer = try await core.frames.open(.user(.alice, .chart))
            _ = try await world.redis.command("CLIENT", "KILL", "TYPE", "pubsub")
            try await core.put(2)
            #expect(await eventually { viewer.picture == "<svg>2</svg>" })
            viewer.detach()
        }
    }

    /// Between two frames, and in the same millisecond.
    @Test func aSessionMadeAnewUnderItsNameEndsTheViewersOfTheOldOne() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.framesPerSecond = 1 }
            try await core.make()
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let shown = Box<String?>()
            viewer.watch { shown.add(viewer.picture) }
            try await core.put(2)
            #expect(await eventually { viewer.picture == "<svg>2</svg>" })
            // The channel pauses now; a deletion is looked at all the same.
            let old = try await core.sessions.get(.alice, .chart)
            try await core.sessions.delete(.alice, .chart)
            try await core.make()
            let created = RedisScript("return redis.call('HSET', KEYS[1], 'created', ARGV[1])")
            _ = try await world.redis.run(
                created, keys: ["user:{alice}:session:chart"], arguments: [String(old.createdAt)])
            #expect(await eventually(within: 0.5) { viewer.picture == nil })
            #expect(shown.elements == ["<svg>2</svg>", nil])
            let next = try await core.frames.open(.user(.alice, .chart))
            #expect(next.picture == "<svg>1</svg>")
            viewer.detach()
            next.detach()
        }
    }

    /// A change is rendered to check it; who looks on in the same process is shown that picture.
    @Test func aChangeIsRenderedOnceInTheProcessThatTakesIt() async throws {
        try await withWorld { world in
            let (core, other) = (try await world.core(), try await world.core())
            try await core.make()
            let viewers = [
                try await core.frames.open(.user(.alice, .chart)), try await core.frames.open(.user(.alice, .chart)),
                try await other.frames.open(.user(.alice, .chart)),
            ]
            #expect(core.frames.rendered.value == 1 && other.frames.rendered.value == 1)
            for number in 2...6 as ClosedRange<Int64> {
                try await core.put(number)
                for viewer in viewers { #expect(await eventually { viewer.picture == "<svg>\(number)</svg>" }) }
            }
            #expect(core.frames.rendered.value == 1 && other.frames.rendered.value == 6)
            for viewer in viewers { viewer.detach() }
            let records = core.sessions.records
            #expect(await eventually { records.checkedPictures.count == 0 })
        }
    }

    @Test func aPictureOfTheTimeIsNotOlderThanASecondThoughAViewerWasShownIt() async throws {
        try await withWorld { world in
            let core = try await world.core()
            _ = try await core.sessions.create(
                .alice, .chart, template: "<svg>{{ now(timestamp=true) }}</svg>", arguments: [:], seconds: 600)
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let first = try await core.frames.snapshot(.user(.alice, .chart))
            #expect(String(decoding: first.svg, as: UTF8.self) == viewer.picture)
            world.time.advance(milliseconds: 5_000)
            let later = try await core.frames.snapshot(.user(.alice, .chart))
            #expect(later.entityTag != first.entityTag)
            viewer.detach()
        }
    }

    @Test func oneWhoComesWhileTheLastLeavesIsNotThrownOut() async throws {
        try await withWorld { world in
            let core = try await world.core()
            try await core.make()
            let outcomes = await concurrently(8) { _ in
                var outcomes: [String: Int] = [:]
                for _ in 0..<3_000 {
                    do throws(CoreError) {
                        let viewer = try await core.frames.open(.user(.alice, .chart))
                        outcomes[viewer.picture == nil ? "ended" : "shown", default: 0] += 1
                        viewer.detach()
                    } catch { outcomes["\(error)", default: 0] += 1 }
                }
                return outcomes
            }
            let all = outcomes.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
            // Some runs in ten meet it.
            #expect(all == ["shown": 24_000])
        }
    }
}
