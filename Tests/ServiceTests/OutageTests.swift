import ContractTesting
import Foundation
import Redis
import Synchronization
import Testing

/// Redis or the server goes away under load and comes back: what was acknowledged is there, nothing false was said, and
/// soon all is as before.
@Suite(.serialized) struct OutageTests {
    /// Tokens are issued and sessions made all the time.
    static let options = ["--auth-attempts-per-minute", "0", "--sessions-per-user", "10000"]

    @Test func aRedisThatStopsForFiveSeconds() async throws {
        let server = try await VellumServer.start(Self.options)
        let redis = try #require(server.redisPID)
        let load = try await OutageLoad(server)
        try await load.run {
            kill(redis, SIGSTOP)
            try await Task.sleep(for: .seconds(5))
            kill(redis, SIGCONT)
        }
        await load.expectServiceWentOnWithoutRedis(server)
        await server.stop()
    }

    @Test func aPrivateRedisThatIsKilled() async throws {
        let server = try await VellumServer.start(Self.options)
        let redis = try #require(server.redisPID)
        let load = try await OutageLoad(server)
        try await load.run {
            kill(redis, SIGKILL)
            try await OwnRedis.awaitAnswer(server.folder + "/data/redis.sock")
        }
        #expect(server.redisPID != redis)
        await server.stop()
    }

    /// With `appendfsync everysec` Redis answers before it writes while the disk is still busy with the second before,
    /// and a killed process takes that with it (aof.c, flushAppendOnlyFile).
    @Test(.enabled("needs strace, and to be allowed to trace", { await SlowDisk.isPossible() }))
    func aPrivateRedisThatIsKilledWhileItsDiskIsSlow() async throws {
        let folder = try VellumServer.makeFolder()
        let path = try SlowDisk.path(in: folder)
        let server = try await VellumServer.start(Self.options, folder: folder, environment: ["PATH": path])
        let redis = try #require(server.redisPID)
        let load = try await OutageLoad(server)
        try await load.run {
            kill(redis, SIGKILL)
            try await OwnRedis.awaitAnswer(server.folder + "/data/redis.sock")
        }
        await server.stop()
    }

    @Test func aRedisOfTheOperatorThatIsKilledAndStartedAgain() async throws {
        let folder = try VellumServer.makeFolder()
        let first = try await OwnRedis.start(in: folder)
        let server = try await VellumServer.start(Self.options + ["--redis-url", "redis+unix://\(first.socket)"])
        let load = try await OutageLoad(server)
        var second: OwnRedis?
        try await load.run {
            await first.end(SIGKILL)
            try await Task.sleep(for: .seconds(2))
            second = try await OwnRedis.start(in: folder)
        }
        await load.expectServiceWentOnWithoutRedis(server)
        await server.stop()
        await second?.end(SIGTERM)
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func aServerThatIsKilledAndStartedAgain() async throws {
        let first = try await VellumServer.start(Self.options)
        let load = try await OutageLoad(first, mayVanish: true)
        var second: VellumServer?
        try await load.run {
            first.child.send(SIGKILL)
            _ = await first.child.exitStatus()
            second = try await VellumServer.start(
                Self.options + ["--port", String(first.port)], folder: first.folder)
        }
        await second?.stop()
    }
}
