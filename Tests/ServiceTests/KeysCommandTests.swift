import ContractTesting
import Foundation
import Testing

/// `vellum keys` beside running servers, and without one.
@Suite struct KeysCommandTests {
    private func keys(_ server: VellumServer, _ words: String..., environment: [String: String] = [:]) async throws
        -> (status: Int32, text: String)
    {
        let output = server.folder + "/keys-\(UUID().uuidString.prefix(8))"
        let child = try ChildProcess(
            [VellumServer.executable, "keys"] + words + ["--data-dir", server.folder + "/data"],
            environment: environment, directory: server.folder, output: output)
        return (await child.exitStatus(), child.text)
    }

    private func kids(_ server: VellumServer) async throws -> [String] {
        let set = try await server.client.send("GET", "/.well-known/jwks.json").json
        return set["keys"]?.elements?.compactMap { $0["kid"]?.string } ?? []
    }

    private func kid(of token: String) throws -> String? {
        TokenForge.decode(try TokenParts(token).header).firstMatch(of: #/"kid":"([^"]*)"/#).map { String($0.1) }
    }

    @Test func aKeyIsPublishedAtOnceAndSignsLater() async throws {
        let server = try await VellumServer.start()
        let first = try await kids(server)
        let rotated = try await keys(server, "rotate")
        #expect(rotated.status == 0)
        #expect(rotated.text.contains("kid=\(first[0]) algorithm=RS256 role=signs"))
        #expect(rotated.text.contains("role=next"))
        #expect(try await eventually(within: 1) { try await kids(server).count == 2 })
        let alice = try await Person.register("alice", on: server)
        #expect(try kid(of: alice.access) == first[0])
        let listed = try await keys(server, "list")
        #expect(listed.status == 0 && listed.text.split(separator: "\n").count == 2)
        #expect(try await keys(server, "list", "--json").text.contains("\"role\":\"next\""))
        await server.stop()
    }

    @Test func aRetiredKeysTokensAreRefusedOnEveryInstanceWithinASecond() async throws {
        let two = try await TwoInstances.start()
        let alice = try await Person.register("alice", on: two.a)
        for server in [two.a, two.b] {
            #expect(try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 200)
        }
        let old = try await kids(two.a)[0]
        let redis = two.a.options[1]
        let output = two.a.folder + "/retire"
        let child = try ChildProcess(
            [VellumServer.executable, "keys", "retire", old, "--redis-url", redis], directory: two.a.folder,
            output: output)
        #expect(await child.exitStatus() == 0)
        for server in [two.a, two.b] {
            #expect(
                try await eventually(within: 1) {
                    try await server.client.send("GET", "/api/v1/auth/me", headers: alice.bearer).status == 401
                })
            #expect(try await !kids(server).contains(old))
        }
        let again = try await Person.login("alice", on: two.b)
        #expect(try await two.a.client.send("GET", "/api/v1/auth/me", headers: again.bearer).status == 200)
        await two.stop()
    }

    @Test func whatCannotBeDoneIsSaid() async throws {
        let server = try await VellumServer.start()
        let unknown = try await keys(server, "retire", "nobody")
        #expect(unknown.status == 2 && unknown.text.contains("there is no such key"))
        for words in [["burn"], ["list", "x"], ["rotate", "x"], ["retire"], ["retire", "a", "b"]] {
            let child = try ChildProcess(
                [VellumServer.executable, "keys"] + words, directory: server.folder, output: server.folder + "/bad")
            #expect(await child.exitStatus() == 64)
            #expect(child.text.contains("vellum keys"))
        }
        await server.stop()
        let folder = try VellumServer.makeFolder()
        let nothing = try ChildProcess(
            [VellumServer.executable, "keys", "list"], directory: folder, output: folder + "/output")
        #expect(await nothing.exitStatus() == 1)
        #expect(nothing.text.contains("there is no data directory"))
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func withoutAServerTheKeysAreChangedForTheNextOne() async throws {
        let folder = try VellumServer.makeFolder()
        let first = try await VellumServer.start(folder: folder)
        let old = try await kids(first)[0]
        first.child.send(SIGTERM)
        _ = await first.child.exitStatus()
        let rotated = try await keys(first, "rotate", "--at-once", "--algorithm", "EdDSA")
        #expect(rotated.status == 0 && rotated.text.contains("algorithm=EdDSA"))
        #expect(first.redisPID == nil, "the redis-server of the command has ended")
        let second = try await VellumServer.start(
            ["--key-algorithm", "EdDSA", "--auth-attempts-per-minute", "0"], folder: folder)
        _ = try await Person.register("alice", on: second)
        // At once is a second later for a key of the same second.
        let signs = try await eventually(within: 3) {
            try kid(of: try await Person.login("alice", on: second).access) != old
        }
        #expect(signs)
        #expect(try await kids(second).count == 2)
        await second.stop()
    }

    /// Servers that cannot open the keys would go on with those that were retired.
    @Test func keysThatLieInTheOpenAreNotSealedByACommand() async throws {
        let server = try await VellumServer.start()
        let secret = ["VELLUM_KEY_SECRET": "a secret of sixteen bytes or more"]
        let refused = try await keys(server, "retire", try await kids(server)[0], environment: secret)
        #expect(refused.status == 1 && refused.text.contains("not sealed"))
        #expect(try await keys(server, "list").text.contains("role=signs"))
        await server.stop()
    }

    @Test func theAuditTellsOfKeysMadeAndRetired() async throws {
        let server = try await VellumServer.start()
        let old = try await kids(server)[0]
        #expect(try await keys(server, "retire", old).status == 0)
        let child = try ChildProcess(
            [VellumServer.executable, "audit", "--data-dir", server.folder + "/data"], directory: server.folder,
            output: server.folder + "/audit")
        #expect(await child.exitStatus() == 0)
        #expect(child.text.contains("event=key_rotated") && child.text.contains("retired \(old)"))
        #expect(child.text.contains("vellum keys retire, uid"))
        await server.stop()
    }

    @Test func sealedKeysNeedTheSecret() async throws {
        let secret = ["VELLUM_KEY_SECRET": "a secret of sixteen bytes or more"]
        let server = try await VellumServer.start(environment: secret)
        let without = try await keys(server, "list")
        #expect(without.status == 1 && without.text.contains("VELLUM_KEY_SECRET"))
        #expect(try await keys(server, "rotate", environment: secret).status == 0)
        #expect(try await eventually(within: 1) { try await kids(server).count == 2 })
        await server.stop()
    }
}
