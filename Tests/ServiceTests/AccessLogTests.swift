import ContractTesting
import Foundation
import Glibc
import Testing

/// The access log of a real server.
@Suite struct ServerAccessLogTests {
    private func lines(_ file: String) -> [String] {
        ((try? String(contentsOfFile: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    }

    /// Waits for so many lines of a file.
    private func lines(_ file: String, atLeast count: Int) async throws -> [String] {
        for _ in 0..<500 where lines(file).count < count { try await Task.sleep(for: .milliseconds(10)) }
        return lines(file)
    }

    @Test func whoAskedForWhatIsTold() async throws {
        let folder = try VellumServer.makeFolder()
        let file = folder + "/access.log"
        let server = try await VellumServer.start(
            ["--loops", "1", "--access-log", "json", "--access-log-file", file], folder: folder)
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        _ = try await server.client.send("GET", "/api/user/alice/session/nothing%00", judge: false)
        _ = try await server.client.send("GET", "/healthz?secret=hunter2", judge: false)
        let found = try await lines(file, atLeast: 4).map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(found.map { $0["method"] as? String } == ["POST", "POST", "GET", "GET"])
        #expect(found.map { $0["status"] as? Int } == [201, 201, 404, 200])
        #expect(
            found.map { $0["route"] as? String } == [
                "/api/v1/auth/register", "/api/user/{user_id}/session", nil, "/healthz",
            ])
        #expect(found.map { $0["user"] as? String } == [nil, "alice", nil, nil])
        #expect(!lines(file).joined().contains("hunter2") && !server.log.contains("event\":\"request"))

        // As logrotate does it.
        try FileManager.default.moveItem(atPath: file, toPath: file + ".1")
        server.child.send(SIGHUP)
        _ = try await server.waitForLog("event=reload_without_file")
        _ = try await server.client.send("GET", "/readyz", judge: false)
        #expect(try await lines(file, atLeast: 1).count == 1)
        #expect(lines(file + ".1").count == 4)
        await server.stop()
    }

    @Test func itIsOnStandardOutputUnlessSwitchedOff() async throws {
        for (option, count) in [("text", 1), ("off", 0)] {
            let server = try await VellumServer.start(["--access-log", option])
            _ = try await server.client.send("GET", "/healthz", judge: false)
            // Nothing is left behind at a stop.
            server.child.send(SIGTERM)
            #expect(await server.child.exitStatus() == 0)
            #expect(server.logLines("event=request ", "route=/healthz").count == count)
            try? FileManager.default.removeItem(atPath: server.folder)
        }
    }

    @Test func aFileThatCannotBeOpenedIsSaidAtTheStart() async throws {
        let folder = try VellumServer.makeFolder()
        let child = try ChildProcess(
            [
                VellumServer.executable, "serve", "--port", "0", "--data-dir", folder + "/data", "--access-log-file",
                "/nowhere/at/all.log",
            ], directory: folder, output: folder + "/output")
        #expect(await child.exitStatus() == 1)
        #expect(child.text.contains("cannot open /nowhere/at/all.log: No such file or directory"))
        try? FileManager.default.removeItem(atPath: folder)
    }
}
