import Metrics
import Testing

@testable import SessionCore

/// How many may look on.
@Suite struct ViewerLimitTests {
    private func refusal(_ core: SessionCore, _ session: SessionID = .chart, from address: String?) async -> CoreError?
    {
        await failure { () throws(CoreError) in
            try await core.frames.open(.user(.alice, session), from: address).detach()
        }
    }

    @Test func aSessionHasSoManyViewersAndRoomAgainWhenOneLeaves() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.viewersPerSession = 2 }
            try await core.make()
            try await core.make(.make("other"))
            let one = try await core.frames.open(.user(.alice, .chart))
            let two = try await core.frames.open(.user(.alice, .chart))
            guard case .tooManyViewers(let limit)? = await refusal(core, from: nil) else {
                Issue.record("a third viewer is let in")
                return
            }
            #expect(limit == 2)
            #expect(core.frames.refusals[.session].value == 1)
            #expect(await refusal(core, .make("other"), from: nil) == nil, "another session has places of its own")
            one.detach()
            #expect(await refusal(core, from: nil) == nil)
            two.detach()
        }
    }

    @Test func anAddressHasSoManyStreamsWhateverItWatches() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.streamsPerAddress = 2 }
            try await core.make()
            try await core.make(.make("other"))
            let one = try await core.frames.open(.user(.alice, .chart), from: "192.0.2.1")
            let two = try await core.frames.open(.user(.alice, .make("other")), from: "192.0.2.1")
            #expect(await refusal(core, from: "192.0.2.1")?.name == "tooManyStreams")
            #expect(core.frames.refusals[.address].value == 1)
            #expect(await refusal(core, from: "192.0.2.2") == nil)
            two.detach()
            #expect(await refusal(core, from: "192.0.2.1") == nil)
            // Somebody who is refused for another reason has taken no place either.
            for _ in 0..<5 { #expect(await refusal(core, .make("none"), from: "192.0.2.1")?.name == "sessionNotFound") }
            #expect(await refusal(core, from: "192.0.2.1") == nil)
            one.detach()
        }
    }

    @Test func anIPv6SiteIsOneAddressAndAUnixSocketNone() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.streamsPerAddress = 1 }
            try await core.make()
            let viewers = [
                try await core.frames.open(.user(.alice, .chart), from: "2001:db8::1"),
                try await core.frames.open(.user(.alice, .chart), from: "unix"),
                try await core.frames.open(.user(.alice, .chart), from: "unix"),
            ]
            #expect(await refusal(core, from: "2001:db8::2")?.name == "tooManyStreams")
            #expect(await refusal(core, from: "2001:db8:0:1::2") == nil)
            for viewer in viewers { viewer.detach() }
        }
    }

    @Test func noLimitCountsNobody() {
        let places = StreamPlaces(most: 0)
        guard case .uncounted = places.take(for: "192.0.2.1") else {
            Issue.record("somebody is counted")
            return
        }
        #expect(places.clients == 0)
    }

    /// What is kept of a client goes with its last stream.
    @Test func nothingIsKeptOfWhoHasLeft() async {
        let places = StreamPlaces(most: 3)
        let taken = await concurrently(200) { index -> StreamPlaces.Place? in
            if case .taken(let place) = places.take(for: "192.0.2.\(index % 4)") { place } else { nil }
        }
        #expect(taken.count { $0 != nil } == 12 && places.clients == 4)
        _ = consume taken
        #expect(await eventually { places.clients == 0 })
    }

    @Test func ofManyAtOnceNoMoreThanTheLimitAreLetIn() async throws {
        try await withWorld { world in
            let core = try await world.core {
                $0.viewersPerSession = 7
                $0.streamsPerAddress = 5
            }
            try await core.make()
            let viewers = await concurrently(60) { index in
                try? await core.frames.open(.user(.alice, .chart), from: "192.0.2.\(index % 2)")
            }
            #expect(viewers.count { $0 != nil } == 7)
            for viewer in viewers { viewer?.detach() }
            #expect(await refusal(core, from: "192.0.2.0") == nil)
        }
    }
}
