import ContractTesting

/// Every documented status of contracts/user-session-api.yaml.
enum UserSessionCases {
    static let template = #"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{{ value }}</text></svg>"#

    static let patchType = "application/merge-patch+json"

    static func calls(_ person: Person) -> [Call] {
        let path = "/api/user/\(person.id)/session"
        return [
            Call(
                operationID: "createUserSession", method: "POST", path: path, headers: person.bearer,
                json: #"{"session_id":"spare","template":"\#(template)","args":{"value":1}}"#),
            Call(operationID: "getUserSession", method: "GET", path: path + "/main", headers: person.bearer),
            Call(
                operationID: "updateUserSession", method: "PUT", path: path + "/main", headers: person.bearer,
                json: #"{"args":{"value":2}}"#, hasContent: false),
            Call(
                operationID: "patchUserSession", method: "PATCH", path: path + "/main", headers: person.bearer,
                json: #"{"value":3}"#, jsonType: patchType, hasContent: false),
            Call(
                operationID: "deleteUserSession", method: "DELETE", path: path + "/main", headers: person.bearer,
                hasContent: false),
            Call(
                operationID: "listUserSessions", method: "GET", path: "/api/user/\(person.id)/sessions",
                headers: person.bearer),
            Call(operationID: "streamUserSession", method: "GET", path: "/stream/\(person.id)/main"),
            Call(operationID: "snapshotUserSession", method: "GET", path: "/image/\(person.id)/main"),
        ]
    }

    static func all(_ world: World) -> [ContractCase] { successes(world) + refusals(world) + ownership(world) }

    private static func successes(_ world: World) -> [ContractCase] {
        let server = world.server
        let client = server.client
        let alice = world.alice
        let path = "/api/user/alice/session"
        return [
            ContractCase("createUserSession", 201) {
                try await client.send(
                    "POST", path, headers: alice.bearer,
                    json: #"{"session_id":"made","template":"\#(template)","args":{"value":1}}"#,
                    expectValidRequest: true)
            },
            ContractCase("getUserSession", 200) {
                try await client.send("GET", path + "/main", headers: alice.bearer)
            },
            ContractCase("updateUserSession", 204) { try await alice.update("main", value: "two", on: server) },
            ContractCase("patchUserSession", 204) {
                try await alice.patch("main", #"{"more":[1]}"#, on: server)
            },
            ContractCase("deleteUserSession", 204) {
                try await alice.create("doomed", on: server)
                return try await client.send("DELETE", path + "/doomed", headers: alice.bearer)
            },
            ContractCase("listUserSessions", 200) {
                try await client.send("GET", path + "s?limit=1", headers: alice.bearer)
            },
            ContractCase("streamUserSession", 200) {
                let stream = try await client.openStream("/stream/alice/main")
                _ = try await stream.nextPart()
                await stream.close()
                return Exchange(SentRequest("GET", "/stream/alice/main"), stream.head)
            },
            ContractCase("streamUserSession", 200) {
                let stream = try await client.openEvents("/stream/alice/main", headers: [("Last-Event-ID", "0-1")])
                _ = try await stream.next()
                await stream.close()
                return Exchange(SentRequest("GET", "/stream/alice/main"), stream.head)
            },
            ContractCase("snapshotUserSession", 200) { try await client.send("GET", "/image/alice/main.svg") },
            ContractCase("snapshotUserSession", 304) {
                let first = try await client.send("GET", "/image/alice/main")
                return try await client.send(
                    "GET", "/image/alice/main", headers: [("If-None-Match", first.response["ETag"] ?? "")])
            },
        ]
    }

    private static func refusals(_ world: World) -> [ContractCase] {
        let server = world.server
        let client = server.client
        let alice = world.alice
        let missing = [
            "getUserSession", "updateUserSession", "patchUserSession", "deleteUserSession", "streamUserSession",
            "snapshotUserSession",
        ]
        let notFound = calls(alice).filter { missing.contains($0.operationID) }.map { call in
            ContractCase(call.operationID, 404) {
                var missing = call
                missing.path = call.path.replacing("/main", with: "/missing")
                return try await missing.send(to: server)
            }
        }
        return notFound + [
            ContractCase("createUserSession", 404) {
                try await client.send(
                    "POST", "/api/user/a%20b/session", headers: alice.bearer,
                    json: #"{"session_id":"a","template":"x"}"#)
            },
            ContractCase("listUserSessions", 404) {
                try await client.send("GET", "/api/user/a%20b/sessions", headers: alice.bearer)
            },
            ContractCase("createUserSession", 409) {
                try await client.send(
                    "POST", "/api/user/alice/session", headers: alice.bearer,
                    json: #"{"session_id":"main","template":"x"}"#)
            },
            ContractCase("updateUserSession", 412) {
                try await client.send(
                    "PUT", "/api/user/alice/session/main", headers: alice.bearer + [("If-Match", "\"0\"")],
                    json: #"{"args":{"value":"never"}}"#)
            },
            ContractCase("patchUserSession", 412) {
                try await alice.patch("main", #"{"value":"never"}"#, headers: [("If-Match", "\"0\"")], on: server)
            },
        ]
    }

    /// 401 without a token, 403 with Bob's.
    private static func ownership(_ world: World) -> [ContractCase] {
        calls(world.alice).filter { !$0.headers.isEmpty }.flatMap { call in
            [
                ContractCase(call.operationID, 401) {
                    var open = call
                    open.headers = []
                    return try await open.send(to: world.server)
                },
                ContractCase(call.operationID, 403) {
                    try await call.send(to: world.server, headers: world.bob.bearer)
                },
            ]
        }
    }
}
