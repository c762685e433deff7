import ContractTesting
import Testing

/// Single pictures, as README files behind image proxies ask for them.
@Suite struct SnapshotTests {
    @Test(arguments: ["/image/alice/main", "/image/alice/main.svg", "/image/shared", "/image/shared.svg"])
    func aPictureIsAskedForAgainOnlyWhenItHasChanged(path: String) async throws {
        let server = try await VellumServer.start()
        let alice = try await Person.register("alice", on: server)
        try await alice.create("main", on: server)
        try await PublicSessionCases.create("shared", on: server)
        func ask(_ method: String = "GET", _ condition: String? = nil) async throws -> Exchange {
            try await server.client.send(method, path, headers: condition.map { [("If-None-Match", $0)] } ?? [])
        }
        let first = try await ask()
        let tag = try #require(first.response["ETag"])
        #expect(first.status == 200 && first.response["Content-Type"] == "image/svg+xml")
        #expect(first.response["Cache-Control"] == "no-cache")
        let head = try await ask("HEAD")
        #expect(head.status == 200 && head.response["ETag"] == tag && head.response.body.isEmpty)
        #expect(head.response["Content-Length"] == String(first.response.body.count))

        for same in [tag, "W/\(tag)", "\"a\", \(tag)", "\"a,b\" , W/\(tag),\"c\"", "*"] {
            for method in ["GET", "HEAD"] {
                let answer = try await ask(method, same)
                #expect(answer.status == 304, "\(method) \(same)")
                #expect(answer.response["ETag"] == tag && answer.response.body.isEmpty)
                #expect(answer.response["Cache-Control"] == "no-cache")
            }
        }
        for other in ["\"a\"", "\"a\", \"b\"", String(tag.dropFirst()), "", "W/", "\(tag) rubbish", "w/\(tag)"] {
            #expect(try await ask("GET", other).status == 200, "\(other)")
        }

        #expect(try await alice.update("main", value: "two", on: server).status == 204)
        #expect(
            try await server.client.send("PUT", "/api/session/shared", json: #"{"args":{"value":"two"}}"#).status == 200
        )
        let changed = try await ask("GET", tag)
        #expect(changed.status == 200 && changed.text.contains("two"), "at once")
        #expect(changed.response["ETag"] != tag)
        #expect(try await ask("GET", changed.response["ETag"]).status == 304)
        await server.stop()
    }
}
