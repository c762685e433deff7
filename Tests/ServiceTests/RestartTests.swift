import ContractTesting
import Foundation
import Testing

/// What is there again after the server was killed.
@Suite struct RestartTests {
    @Test func accountsSessionsAndKeysSurviveKillDashNine() async throws {
        let first = try await VellumServer.start()
        let alice = try await Person.register("alice", on: first)
        try await alice.create("main", on: first)
        let keys = try await first.client.send("GET", "/.well-known/jwks.json").text
        first.child.send(SIGKILL)
        _ = await first.child.exitStatus()

        let second = try await VellumServer.start(folder: first.folder)
        #expect(try await second.client.send("GET", "/.well-known/jwks.json").text == keys)
        #expect(try await second.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        #expect(try await second.client.send("GET", "/image/alice/main").text.contains("one"))
        _ = try await Person.login("alice", on: second)
        #expect(redisServers(in: first.folder) == 1)
        await second.stop()
        #expect(redisServers(in: first.folder) == 0)
    }

    /// Processes whose command line names the folder's socket or data.
    private func redisServers(in folder: String) -> Int {
        let pids = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
        return pids.count { pid in
            let line = (try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? ""
            return line.contains("redis-server") && line.contains(folder)
        }
    }
}
