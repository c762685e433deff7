import Testing

@testable import ContractTesting

/// Tests that lie, knowingly or not: requests that are not what they pass for.
@Suite struct OracleRequestTests {
    private static let failure =
        "Content-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"error\":\"x\"}"

    private let servers: [Int: ScriptedServer]

    init() throws {
        var servers: [Int: ScriptedServer] = [:]
        for status in [204, 400, 401, 403, 404, 409] {
            let challenge = status == 401 ? "WWW-Authenticate: Bearer realm=\"x\"\r\n" : ""
            let answer = "HTTP/1.1 \(status) x\r\n" + challenge + (status == 204 ? "\r\n" : Self.failure)
            servers[status] = try ScriptedServer { _ in .init(answer) }
        }
        self.servers = servers
    }

    /// A client of the server that always answers with this status.
    private func client(answering status: Int) throws -> RecordingClient {
        let port = try #require(servers[status]).port
        return RecordingClient(port: port, coverage: Coverage(contracts: [try LiarContract.contract()]))
    }

    private let bearer = [("Authorization", "Bearer x")]

    /// Requests that the contract does not allow: target and body.
    static let invalid = [
        ("/lies/A", #"{"name":"x"}"#), ("/lies/a%20b", #"{"name":"x"}"#), ("/lies/a?limit=0", #"{"name":"x"}"#),
        ("/lies/a?limit=x", #"{"name":"x"}"#), ("/lies/a?limit=1&limit=2", #"{"name":"x"}"#), ("/lies/a", "{}"),
        ("/lies/a", #"{"name":1}"#), ("/lies/a", #"{"name":"toolong"}"#), ("/lies/a", #"{"name":"x","more":1}"#),
        ("/lies/a", #"{"name":"x","name":"x"}"#), ("/lies/a", "{"), ("/lies/a", ""),
    ]

    /// Done, or held against what is stored: either way the server took it for valid.
    @Test(arguments: [204, 409]) func anInvalidRequestThatIsNotRefusedIsFound(status: Int) async throws {
        let client = try client(answering: status)
        for (target, body) in Self.invalid {
            let breach = await #expect(throws: ContractBreach.self, "\(target) \(body)") {
                try await client.send("PUT", target, headers: bearer, json: body)
            }
            #expect(breach?.findings.map(\.kind).contains(.acceptedInvalidRequest) == true)
        }
        _ = try await client.send("PUT", "/lies/a", headers: bearer, json: #"{"name":"x"}"#)
    }

    @Test func aSecuredOperationThatServesAnyoneIsFound() async throws {
        let breach = await #expect(throws: ContractBreach.self) {
            try await client(answering: 204).send("PUT", "/lies/a", json: #"{"name":"x"}"#)
        }
        #expect(breach?.findings.map(\.kind) == [.acceptedInvalidRequest])
        #expect(try await client(answering: 401).send("PUT", "/lies/a", json: #"{"name":"x"}"#).status == 401)
    }

    @Test func aBodyOfAnotherTypeThatIsAcceptedIsFound() async throws {
        for type in [nil, "text/plain", "application/xml"] {
            let headers = bearer + (type.map { [("Content-Type", $0)] } ?? [])
            await #expect(throws: ContractBreach.self) {
                try await client(answering: 204).send(
                    "PUT", "/lies/a", headers: headers, body: Array(#"{"name":"x"}"#.utf8))
            }
        }
    }

    @Test func anInvalidRequestThatPassesForValidIsNotSent() async throws {
        let client = try client(answering: 400)
        for (target, body) in Self.invalid + [("/lies/a?stray=1", #"{"name":"x"}"#)] {
            await #expect(throws: InvalidRequest.self, "\(target) \(body)") {
                try await client.send("PUT", target, headers: bearer, json: body, expectValidRequest: true)
            }
        }
        await #expect(throws: InvalidRequest.self) {
            try await client.send("PUT", "/lies/a", json: #"{"name":"x"}"#, expectValidRequest: true)
        }
    }

    /// A test that wants a 403 and sends rubbish may get its 403 although the check it means is broken.
    @Test(arguments: [401, 403]) func anInvalidRequestRefusedForAnotherReasonIsSuspicious(status: Int) async throws {
        let client = try client(answering: status)
        for (target, body) in Self.invalid {
            let fresh = try self.client(answering: status)
            _ = try await fresh.send("PUT", target, headers: bearer, json: body)
            #expect(fresh.coverage.suspicions.count == 1, "\(target) \(body)")
        }
        _ = try await client.send("PUT", "/lies/A", headers: bearer, json: #"{"name":"x"}"#)
        #expect(client.coverage.gaps().contains("PUT /lies/A answered \(status)"))
    }

    @Test func whatIsInvalidOnPurposeIsNotSuspicious() async throws {
        let client = try client(answering: 403)
        for (target, body) in Self.invalid {
            _ = try await client.send("PUT", target, headers: bearer, json: body, isInvalidOnPurpose: true)
        }
        #expect(client.coverage.suspicions.isEmpty)
    }

    @Test func whatIsRefusedForWhatItIsIsNotSuspicious() async throws {
        let refusing = try client(answering: 400)
        for (target, body) in Self.invalid { _ = try await refusing.send("PUT", target, headers: bearer, json: body) }
        #expect(refusing.coverage.suspicions.isEmpty)
        let unknown = try client(answering: 404)
        _ = try await unknown.send("PUT", "/lies/A", headers: bearer, json: #"{"name":"x"}"#)
        #expect(unknown.coverage.suspicions.isEmpty)
        let open = try client(answering: 401)
        _ = try await open.send("PUT", "/lies/a", json: #"{"name":"x"}"#)
        #expect(open.coverage.suspicions.isEmpty)
    }

    @Test func aValidRequestIsNotSuspiciousWhateverComes() async throws {
        for status in [204, 400, 401, 403, 404, 409] {
            let client = try client(answering: status)
            _ = try await client.send("PUT", "/lies/a?limit=1", headers: bearer, json: #"{"name":"x"}"#)
            #expect(client.coverage.suspicions.isEmpty)
        }
    }

    @Test func rawBytesAreCountedForWhatTheySay() async throws {
        let client = try client(answering: 404)
        let bytes = [Array("GET /lie HTTP/1.1\r\nHost: a\r\n\r\n".utf8)]
        await #expect(throws: OracleError.self) { try await client.send(raw: bytes, as: "PUT", "/lies/a") }
        await #expect(throws: OracleError.self) { try await client.send(raw: bytes, as: "GET", "/lies/a") }
        #expect(try await client.send(raw: bytes, as: "GET", "/lie").status == 404)
    }
}
