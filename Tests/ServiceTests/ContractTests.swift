import ContractTesting
import Foundation
import Glibc
import Redis
import Testing

/// Every operation × documented status, provoked at real servers and judged by the contracts.
@Suite struct ContractTests {
    @Test func everyDocumentedStatusIsProvoked() async throws {
        let world = try await World.make()
        let redis = try await world.server.redis()
        try await run(
            AuthenticationCases.all(world) + UserSessionCases.all(world) + PublicSessionCases.all(world)
                + CommonCases.all(AuthenticationCases.calls(world.alice), on: world.server)
                + CommonCases.all(UserSessionCases.calls(world.alice), on: world.server)
                + CommonCases.all(PublicSessionCases.calls("public-main"), on: world.server)
                + FailureCases.broken(world, redis))
        await redis.close()
        let pid = try #require(world.server.redisPID)
        kill(pid, SIGSTOP)
        defer { kill(pid, SIGCONT) }
        try await run(FailureCases.away(world))
        kill(pid, SIGCONT)
        await world.stop()

        let excuses = try Excuse.parse(
            String(contentsOf: Repository.root.appending(path: "Tests/ServiceTests/excuses.txt"), encoding: .utf8),
            file: "excuses.txt")
        print(Contracts.coverage.report(excused: excuses))
        print(Contracts.coverage.gaps())
        #expect(Contracts.coverage.holes(excused: excuses).isEmpty)
        #expect(Contracts.coverage.stale(excuses).isEmpty)
        #expect(Contracts.coverage.suspicions.isEmpty)
    }

    private func run(_ cases: [ContractCase]) async throws {
        for item in cases {
            do {
                let exchange = try await item.provoke()
                #expect(
                    exchange.status == item.status, "\(item.operationID) \(item.status): \(exchange.text.prefix(300))")
            } catch {
                Issue.record("\(item.operationID) \(item.status): \(error)")
            }
        }
    }
}
