import ContractTesting
import Foundation
import Glibc
import Redis
import Testing

/// `vellum audit`.
@Suite struct AuditCommandTests {
    private func events(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { $0.firstMatch(of: #/ event=(\S+)/#).map { String($0.1) } }
    }

    @Test func eventsComeOldestFirstAndCanBeChosen() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        _ = try await Person.register("bob", on: server)
        _ = try await Person.login("alice", on: server)
        _ = try await server.client.send("POST", "/api/v1/auth/logout", headers: alice.bearer)
        let admin = AdminCommand(server)
        let arrived = try await eventually { try await admin.audit().text.contains("event=signed_out") }
        #expect(arrived)
        #expect(events(try await admin.audit().text) == ["registered", "registered", "signed_in", "signed_out"])
        let hers = try await admin.audit("--user", "alice", "--since", "1h")
        #expect(events(hers.text) == ["registered", "signed_in", "signed_out"])
        #expect(events(try await admin.audit("--user", "alice", "--limit", "2").text) == ["signed_in", "signed_out"])
        #expect(try await admin.audit("--since", "0s").text == "")
        #expect(events(try await admin.audit("--since", "2020-01-01T00:00:00Z").text).count == 4)
        let objects = try await admin.audit("--json").lines.map { try JSONText.parse(Array($0.utf8)) }
        #expect(objects.map { $0["event"]?.string } == ["registered", "registered", "signed_in", "signed_out"])
        #expect(objects.map { $0["address"]?.string } == Array(repeating: "127.0.0.1", count: 4))
        await server.stop()
    }

    @Test(arguments: [
        (["--since", "yesterday"], "write how long ago"), (["--limit", "0"], "--limit 0 cannot be used"),
        (["--user", "a b"], "\"a b\" is no user ID"), (["alice"], "for one user, write --user ID"),
    ]) func wrongWordsGet64(words: [String], message: String) async throws {
        let outcome = try await AdminCommand(dataDirectory: "none").run(["audit"] + words)
        #expect(outcome.status == 64)
        #expect(outcome.text.contains(message), "\(outcome.text)")
    }

    @Test func whatAClientSentReachesNoTerminal() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let redis = try await server.redis()
        let agent = "\u{1B}]0;owned\u{7}\u{9B}2J\nevent=forged user=root\r\u{202E}"
        _ = try await redis.command("XADD", "audit", "*", "event", "signed_in", "user", "alice", "agent", agent)
        let admin = AdminCommand(server)
        for outcome in [try await admin.audit(), try await admin.audit("--json")] {
            #expect(outcome.lines.count == 1)
            let bad = outcome.text.dropLast().unicodeScalars.filter {
                [.control, .format].contains($0.properties.generalCategory)
            }
            #expect(bad.isEmpty, "\(outcome.text.debugDescription)")
        }
        await redis.close()
        await server.stop()
    }

    @Test func followingGoesOnWhenRedisDiesAndNeitherLosesNorRepeats() async throws {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0", "--loops", "1"])
        let admin = AdminCommand(server)
        _ = try await Person.register("before", on: server)
        let arrived = try await eventually { try await admin.audit().text.contains("user=before") }
        #expect(arrived)
        let following = try admin.begin(["audit", "--follow"], in: server.folder)
        #expect(try await eventually { following.text.contains("user=before") }, "what is there comes first")
        for round in 0..<3 {
            for number in 0..<5 { _ = try await Person.register("u\(round)-\(number)", on: server) }
            kill(try #require(server.redisPID), SIGKILL)
            // The one connection there is was lost, and is there again: until it is noticed all seems well.
            let isBack = try await eventually { server.log.ranges(of: "event=redis_connected").count >= round + 2 }
            #expect(isBack)
        }
        _ = try await Person.register("after", on: server)
        let isThere = try await eventually { following.text.contains("user=after") }
        #expect(isThere, "\(following.text)")
        let shown = following.text.split(separator: "\n").filter { $0.hasPrefix("time=") }
        let known = try await admin.audit().lines
        #expect(shown == known, "each once, in order")
        following.send(SIGINT)
        #expect(await following.exitStatus() == 0)
        await server.stop()
    }

    @Test func followingWaitsForAServerAndDoesNotHoldItUp() async throws {
        let folder = try VellumServer.makeFolder()
        let admin = AdminCommand(dataDirectory: folder + "/data")
        _ = try await admin.add("alice")
        let following = try admin.begin(["audit", "--follow", "--json"], in: folder)
        #expect(try await eventually { following.text.contains("no server uses this data directory") })
        #expect(try await eventually { following.text.contains(#""user":"alice""#) })
        for user in ["bob", "carol"] {
            let server = try await VellumServer.start(folder: folder)
            _ = try await Person.register(user, on: server)
            #expect(try await eventually { following.text.contains(#""user":"\#(user)""#) }, "\(following.text)")
            server.child.send(SIGTERM)
            #expect(await server.child.exitStatus() == 0)
        }
        following.send(SIGTERM)
        #expect(await following.exitStatus() == 0)
        let shown = following.text.split(separator: "\n").filter { $0.hasPrefix("{") }
        #expect(shown.count == 3)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func followingBeginsWithTheLastTen() async throws {
        let server = try await VellumServer.start()
        let redis = try await server.redis()
        for number in 0..<30 {
            _ = try await redis.command(
                "XADD", "audit", "*", "event", "e\(number)", "user", number % 2 == 0 ? "a" : "b")
        }
        let following = try AdminCommand(server).begin(["audit", "--follow", "--user", "a"], in: server.folder)
        #expect(try await eventually { following.text.contains("event=e28") })
        _ = try await redis.command("XADD", "audit", "*", "event", "last", "user", "b")
        _ = try await redis.command("XADD", "audit", "*", "event", "last", "user", "a")
        #expect(try await eventually { following.text.contains("event=last") })
        following.send(SIGINT)
        #expect(await following.exitStatus() == 0)
        let shown = following.text.split(separator: "\n")
        #expect(shown.count == 11)
        #expect(shown.first == "event=e10 user=a")
        await redis.close()
        await server.stop()
    }

    /// As `vellum audit | head` does.
    @Test func aReaderThatGoesAwayEndsItAndLeavesNoRedisBehind() async throws {
        let folder = try VellumServer.makeFolder()
        let admin = AdminCommand(dataDirectory: folder + "/data")
        for number in 0..<3 { _ = try await admin.add("u\(number)") }
        let child = try ChildProcess(
            [
                "sh", "-c", #"{ "$@"; echo "status $?" >&2; } | true"#, "sh", VellumServer.executable, "audit",
                "--data-dir", folder + "/data",
            ], directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() == 0)
        #expect(child.text.hasPrefix("status "), "\(child.text)")
        #expect(["status 141\n", "status 0\n"].contains(child.text))
        #expect(!FileManager.default.fileExists(atPath: folder + "/data/redis.sock"))
        try FileManager.default.removeItem(atPath: folder)
    }
}
