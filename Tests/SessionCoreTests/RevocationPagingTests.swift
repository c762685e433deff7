import Redis
import Testing

@testable import SessionCore

/// What an instance learns at its start, when there is more than one reply can hold.
@Suite struct RevocationPagingTests {
    @Test func everyEndedSignInIsLoadedHoweverManyShareTheirTime() async throws {
        try await withWorld { world in
            let now = world.time.clock.seconds
            var words = ["ZADD", Keys.revokedSignIns]
            for number in 0..<50 { words += [String(now + 100 + Int64(number / 7)), "sign-in-\(number)"] }
            for number in 0..<5 { words += [String(now - 10), "expired-\(number)"] }
            _ = try await world.redis.command(words)
            let log = Log(level: .error) { _ in }
            for pageSize in [1, 2, 3, 7, 50, 51] {
                let revocations = Revocations(
                    redis: world.redis, loop: TestLoop.shared, clock: world.time.clock, log: log,
                    refreshTokenSeconds: 60, pageSize: pageSize)
                try await revocations.start()
                for number in 0..<50 {
                    #expect(revocations.isRevoked("sign-in-\(number)", user: .alice, version: 1), "\(pageSize)")
                }
                #expect(!revocations.isRevoked("expired-0", user: .alice, version: 1))
                await revocations.close()
            }
        }
    }
}
