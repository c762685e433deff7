import ContractTesting
import Foundation
import Redis
import Testing

/// Redis goes away and comes back while people look on.
@Suite(.serialized) struct StreamOutageTests {
    @Test func afterARestartOfRedisEveryViewerGetsTheCurrentFrame() async throws {
        let folder = try VellumServer.makeFolder()
        let first = try await OwnRedis.start(in: folder)
        let server = try await VellumServer.start(["--redis-url", "redis+unix://\(first.socket)"])
        let alice = try await Person.register("alice", on: server)
        let sessions = ["a", "b", "c"]
        for session in sessions + ["still"] { try await alice.create(session, on: server) }
        var frames: [StreamReader] = []
        var events: [EventReader] = []
        for session in sessions {
            for _ in 0..<4 {
                let stream = try await server.client.openStream("/stream/alice/\(session)")
                #expect(try await stream.nextPart()?.text.contains("one") == true)
                frames.append(stream)
                let reader = try await server.client.openEvents("/stream/alice/\(session)")
                _ = try await reader.event(with: "one")
                events.append(reader)
            }
        }
        let still = try await server.client.openEvents("/stream/alice/still?keep_alive=1000")
        _ = try await still.event(with: "one")
        // What was acknowledged is on disk after a second (appendfsync everysec).
        try await Task.sleep(for: .milliseconds(1_500))
        await first.end(SIGKILL)
        let away = try await alice.update("a", value: "never", on: server)
        #expect(away.status == 503)
        // As another instance would, and its message reaches nobody: the server does not find this socket.
        let apart = try await OwnRedis.start(in: folder, socket: "apart.sock")
        let redis = Redis(.unix(path: apart.socket), loops: [TestLoop.shared])
        try await redis.connect()
        let change = RedisScript(
            """
            redis.call('HSET', KEYS[1], 'args', '{"value":"missed"}')
            return redis.call('HSET', KEYS[1], 'revision', 'after-the-restart-2222')
            """)
        for session in sessions {
            _ = try await redis.run(change, keys: ["user:{alice}:session:\(session)"], arguments: [])
        }
        await redis.close()
        await apart.end(SIGTERM)
        let second = try await OwnRedis.start(in: folder)
        for stream in frames { _ = try await stream.part(timeout: .seconds(10)) { $0.text.contains("missed") } }
        for reader in events { _ = try await reader.event(timeout: .seconds(10), with: "missed") }
        // Who has the current picture is not sent it again.
        #expect(try await still.next() == .comment)

        for session in sessions {
            let isBack = try await eventually {
                try await alice.update(session, value: "after", on: server).status == 204
            }
            #expect(isBack)
        }
        for stream in frames { _ = try await stream.part { $0.text.contains("after") } }
        for reader in events { _ = try await reader.event(with: "after") }
        for stream in frames { await stream.close() }
        for reader in events + [still] { await reader.close() }
        await server.stop()
        await second.end(SIGTERM)
        try? FileManager.default.removeItem(atPath: folder)
    }
}
