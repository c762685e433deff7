import ContractTesting
import Testing

/// Merge patches over the wire.
@Suite struct PatchTests {
    @Test func aPatchReachesEveryOpenStreamAndSaysItsVersion() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let stream = try await server.client.openStream("/stream/alice/main")
        #expect(try await stream.nextPart() != nil)
        let patched = try await alice.patch("main", #"{"value":"two"}"#, on: server)
        #expect(patched.status == 204)
        _ = try await stream.part { $0.text.contains("two") }
        let session = try await server.client.send("GET", "/api/user/alice/session/main", headers: alice.bearer)
        #expect(session.response["ETag"] == patched.response["ETag"])
        let stale = try await alice.patch("main", #"{"value":"three"}"#, headers: [("If-Match", "\"0-1\"")], on: server)
        #expect(stale.status == 412)
        let tag = patched.response["ETag"] ?? ""
        let fresh = try await alice.patch("main", #"{"value":"four"}"#, headers: [("If-Match", tag)], on: server)
        #expect(fresh.status == 204)
        _ = try await stream.part { $0.text.contains("four") }
        await stream.close()
        await server.stop()
    }

    @Test func anotherTypeIsToldWhatAPatchIs() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let refused = try await server.client.send(
            "PATCH", "/api/user/alice/session/main", headers: alice.bearer, json: #"{"value":"two"}"#,
            isInvalidOnPurpose: true)
        #expect(refused.status == 415)
        // RFC 5789 §2.2.
        #expect(refused.response["Accept-Patch"] == UserSessionCases.patchType)
        let charset = try await server.client.send(
            "PATCH", "/api/user/alice/session/main",
            headers: alice.bearer + [("Content-Type", "Application/Merge-Patch+JSON; charset=UTF-8")],
            body: Array(#"{"value":"two"}"#.utf8))
        #expect(charset.status == 204)
        await server.stop()
    }

    @Test(arguments: ["[]", "null", "1", "", "{", #"{"value":1,"value":2}"#, #"{"value":null}"#])
    func whatIsNoPatchOrDoesNotRenderChangesNothing(body: String) async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let refused = try await server.client.send(
            "PATCH", "/api/user/alice/session/main",
            headers: alice.bearer + [("Content-Type", UserSessionCases.patchType)],
            body: Array(body.utf8), isInvalidOnPurpose: true)
        #expect(refused.status == 400, "\(refused.text)")
        let session = try await server.client.send("GET", "/api/user/alice/session/main", headers: alice.bearer)
        #expect(session.text.contains(#""version":1}"#))
        await server.stop()
    }

    @Test func manyPatchesAtOnceAllCount() async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<40 {
                group.addTask { try await alice.patch("main", #"{"p\#(index)":\#(index)}"#, on: server).status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 204, count: 40))
        let session = try await server.client.send("GET", "/api/user/alice/session/main", headers: alice.bearer)
        for index in 0..<40 { #expect(try session.json["args"]?["p\(index)"] != nil) }
        await server.stop()
    }
}
