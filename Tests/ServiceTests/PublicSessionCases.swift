import ContractTesting

/// Every documented status of the public operations of contracts/user-session-api.yaml.
enum PublicSessionCases {
    private static let template = UserSessionCases.template

    /// What each operation accepts; the session is there.
    static func calls(_ session: String) -> [Call] {
        [
            Call(
                operationID: "createSession", method: "POST", path: "/api/session",
                json: #"{"session_id":"spare","template":"\#(template)","args":{"value":1}}"#),
            Call(operationID: "getSession", method: "GET", path: "/api/session/\(session)"),
            Call(
                operationID: "updateSession", method: "PUT", path: "/api/session/\(session)",
                json: #"{"args":{"value":2}}"#),
            Call(operationID: "streamSession", method: "GET", path: "/stream/\(session)"),
            Call(operationID: "snapshotSession", method: "GET", path: "/image/\(session)"),
        ]
    }

    @discardableResult
    static func create(
        _ session: String, value: String = "one", more: String = "", on server: VellumServer
    ) async throws -> Exchange {
        let body = #"{"session_id":"\#(session)","template":"\#(template)","args":{"value":"\#(value)"}\#(more)}"#
        return try await server.client.send("POST", "/api/session", json: body)
    }

    static func all(_ world: World) -> [ContractCase] { successes(world) + refusals(world) }

    private static func successes(_ world: World) -> [ContractCase] {
        let client = world.server.client
        return [
            ContractCase("createSession", 201) {
                try await client.send(
                    "POST", "/api/session",
                    json: #"{"session_id":"made","template":"\#(template)","args":{"value":1},"expire":"1h 30m"}"#,
                    expectValidRequest: true)
            },
            ContractCase("getSession", 200) { try await client.send("GET", "/api/session/public-main") },
            ContractCase("updateSession", 200) {
                try await client.send(
                    "PUT", "/api/session/public-main", json: #"{"args":{"value":"two"}}"#, expectValidRequest: true)
            },
            ContractCase("streamSession", 200) {
                let stream = try await client.openStream("/stream/public-main")
                _ = try await stream.nextPart()
                await stream.close()
                return Exchange(SentRequest("GET", "/stream/public-main"), stream.head)
            },
            ContractCase("streamSession", 200) {
                let stream = try await client.openEvents("/stream/public-main", headers: [("Last-Event-ID", "0-1")])
                _ = try await stream.next()
                await stream.close()
                return Exchange(SentRequest("GET", "/stream/public-main"), stream.head)
            },
            ContractCase("snapshotSession", 200) { try await client.send("GET", "/image/public-main.svg") },
            ContractCase("snapshotSession", 304) {
                let first = try await client.send("GET", "/image/public-main")
                return try await client.send(
                    "GET", "/image/public-main", headers: [("If-None-Match", first.response["ETag"] ?? "")])
            },
        ]
    }

    private static func refusals(_ world: World) -> [ContractCase] {
        let notFound = calls("missing").filter { $0.operationID != "createSession" }.map { call in
            ContractCase(call.operationID, 404) { try await call.send(to: world.server) }
        }
        return notFound + [
            ContractCase("createSession", 409) { try await create("public-main", on: world.server) },
            ContractCase("createSession", 429) {
                try await create("limited", on: world.limited)
                return try await create("limited-2", on: world.limited)
            },
            ContractCase("updateSession", 429) {
                try await calls("limited")[2].send(to: world.limited)
            },
        ]
    }
}
