import EventLoop
import Redis
import Testing

@testable import SessionCore

/// Every viewer ends with the session as it is, whatever happens in between.
@Suite struct DeliveryTests {
    /// The update falls before, into and behind the opening: while the channel subscribes, reads and renders.
    @Test func noUpdateIsLostBetweenTheFirstFrameAndTheSubscription() async throws {
        try await withWorld { world in
            let (core, writer) = (try await world.core(), try await world.core())
            try await core.make()
            for round in 1...150 {
                let number = Int64(round) + 1
                async let put: Void = {
                    await TestLoop.shared.sleep(nanoseconds: UInt64.random(in: 0...1_500_000))
                    try await writer.put(number)
                }()
                let viewer = try await core.frames.open(.user(.alice, .chart))
                try await put
                #expect(await eventually(within: 2) { viewer.picture == "<svg>\(number)</svg>" }, "round \(round)")
                // The last one leaves, so that the next round subscribes anew.
                viewer.detach()
            }
        }
    }

    /// Frames of a burst are left out, and never the last.
    @Test(arguments: [5, 30] as [UInt64]) func aBurstIsShownAtTheRateAndEndsWithItsLast(rate: UInt64) async throws {
        try await withWorld { world in
            let core = try await world.core { $0.framesPerSecond = rate }
            try await core.make()
            let viewer = try await core.frames.open(.user(.alice, .chart))
            let shown = Box<String?>()
            viewer.watch { shown.add(viewer.picture) }
            let start = EventLoop.monotonicNow()
            var number: Int64 = 1
            while EventLoop.monotonicNow() - start < 1_200_000_000 {
                number += 1
                try await core.put(number)
            }
            #expect(await eventually { viewer.picture == "<svg>\(number)</svg>" })
            let seconds = Double(EventLoop.monotonicNow() - start) / 1e9
            let frames = shown.elements.count
            #expect(number > 100 && Double(frames) <= seconds * Double(rate) + 1, "\(frames) frames in \(seconds) s")
            #expect(Double(frames) >= Double(rate) / 3, "\(frames) frames in \(seconds) s")
            #expect(shown.elements.last == "<svg>\(number)</svg>")
            viewer.detach()
        }
    }

    /// A single change is not held back by the rate.
    @Test func aFirstChangeIsShownAtOnce() async throws {
        try await withWorld { world in
            let core = try await world.core { $0.framesPerSecond = 1 }
            try await core.make()
            let viewer = try await core.frames.open(.user(.alice, .chart))
            try await core.put(2)
            #expect(await eventually(within: 0.5) { viewer.picture == "<svg>2</svg>" })
            viewer.detach()
        }
    }
}
