import ContractTesting

/// Every documented status of contracts/auth-api.yaml.
enum AuthenticationCases {
    static func calls(_ person: Person) -> [Call] {
        [
            Call(
                operationID: "register", method: "POST", path: "/api/v1/auth/register",
                json: #"{"user_id":"new","email":"new@example.com","password":"Correct1Horse"}"#),
            Call(
                operationID: "login", method: "POST", path: "/api/v1/auth/login",
                json: #"{"identifier":"\#(person.id)","password":"\#(Person.password)"}"#),
            Call(
                operationID: "refresh", method: "POST", path: "/api/v1/auth/refresh",
                json: #"{"refresh_token":"\#(person.refresh)"}"#),
            Call(
                operationID: "logout", method: "POST", path: "/api/v1/auth/logout", headers: person.bearer,
                hasContent: false),
            Call(
                operationID: "logoutAll", method: "POST", path: "/api/v1/auth/logout-all", headers: person.bearer,
                hasContent: false),
            Call(
                operationID: "changePassword", method: "PUT", path: "/api/v1/auth/password", headers: person.bearer,
                json: #"{"current_password":"\#(Person.password)","new_password":"Another2Horse"}"#,
                hasContent: false),
            Call(operationID: "listSignIns", method: "GET", path: "/api/v1/auth/sign-ins", headers: person.bearer),
            Call(
                operationID: "revokeSignIn", method: "DELETE", path: "/api/v1/auth/sign-ins/\(SecuredCall.signIn)",
                headers: person.bearer, hasContent: false),
            Call(
                operationID: "introspect", method: "POST", path: "/api/v1/auth/introspect", headers: person.bearer,
                form: "token=\(person.refresh)"),
            Call(operationID: "getMe", method: "GET", path: "/api/v1/auth/me", headers: person.bearer),
            Call(operationID: "postMe", method: "POST", path: "/api/v1/auth/me", headers: person.bearer),
            Call(
                operationID: "issueToken", method: "POST", path: "/api/auth/token",
                json: #"{"user_id":"\#(person.id)","password":"\#(Person.password)"}"#),
            Call(operationID: "getJwks", method: "GET", path: "/.well-known/jwks.json"),
            Call(operationID: "getJwksAlias", method: "GET", path: "/api/auth/jwks"),
            Call(
                operationID: "getServerMetadata", method: "GET", path: "/.well-known/oauth-authorization-server"),
        ]
    }

    static func all(_ world: World) -> [ContractCase] {
        successes(world) + refusals(world) + tooMany(world) + AccountCases.all(world)
    }

    private static func successes(_ world: World) -> [ContractCase] {
        let server = world.server
        let client = server.client
        return [
            ContractCase("register", 201) {
                try await client.send(
                    "POST", "/api/v1/auth/register",
                    json: #"{"user_id":"carol","email":"carol@example.com","password":"Correct1Horse"}"#,
                    expectValidRequest: true)
            },
            ContractCase("login", 200) {
                try await client.send(
                    "POST", "/api/v1/auth/login",
                    json: #"{"identifier":"carol@example.com","password":"Correct1Horse"}"#, expectValidRequest: true)
            },
            ContractCase("refresh", 200) {
                let person = try await Person.login("carol", on: server)
                return try await client.send(
                    "POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"\#(person.refresh)"}"#)
            },
            ContractCase("logout", 204) {
                let person = try await Person.login("carol", on: server)
                return try await client.send("POST", "/api/v1/auth/logout", headers: person.bearer)
            },
            ContractCase("getMe", 200) { try await client.send("GET", "/api/v1/auth/me", headers: world.alice.bearer) },
            ContractCase("postMe", 200) {
                try await client.send("POST", "/api/v1/auth/me", headers: world.alice.bearer)
            },
            ContractCase("issueToken", 200) {
                try await client.send(
                    "POST", "/api/auth/token",
                    json: #"{"user_id":"alice","password":"\#(Person.password)","ttl_seconds":60}"#)
            },
            ContractCase("getJwks", 200) { try await client.send("GET", "/.well-known/jwks.json") },
            ContractCase("getJwksAlias", 200) { try await client.send("GET", "/api/auth/jwks") },
            ContractCase("getJwks", 304) { try await notModified("/.well-known/jwks.json", client) },
            ContractCase("getJwksAlias", 304) { try await notModified("/api/auth/jwks", client) },
        ]
    }

    private static func notModified(_ path: String, _ client: RecordingClient) async throws -> Exchange {
        let first = try await client.send("GET", path)
        return try await client.send("GET", path, headers: [("If-None-Match", first.response["ETag"] ?? "")])
    }

    private static func refusals(_ world: World) -> [ContractCase] {
        let client = world.server.client
        return [
            ContractCase("register", 409) {
                try await client.send(
                    "POST", "/api/v1/auth/register",
                    json: #"{"user_id":"alice","email":"other@example.com","password":"Correct1Horse"}"#)
            },
            ContractCase("login", 401) {
                try await client.send(
                    "POST", "/api/v1/auth/login", json: #"{"identifier":"alice","password":"Wrong1Horse"}"#)
            },
            ContractCase("refresh", 401) {
                try await client.send("POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"alice~x~y"}"#)
            },
            ContractCase("issueToken", 401) {
                try await client.send(
                    "POST", "/api/auth/token", json: #"{"user_id":"alice","password":"Wrong1Horse"}"#)
            },
            ContractCase("logout", 401) { try await client.send("POST", "/api/v1/auth/logout") },
            ContractCase("getMe", 401) { try await client.send("GET", "/api/v1/auth/me") },
            ContractCase("postMe", 401) { try await client.send("POST", "/api/v1/auth/me") },
            ContractCase("getMe", 404) {
                try await world.open.client.send("GET", "/api/v1/auth/me", headers: try await world.openToken())
            },
            ContractCase("postMe", 404) {
                try await world.open.client.send("POST", "/api/v1/auth/me", headers: try await world.openToken())
            },
        ]
    }

    /// On a server that allows one attempt a minute, the second is refused; refresh allows sixty.
    private static func tooMany(_ world: World) -> [ContractCase] {
        let client = world.limited.client
        let bodies = [
            (
                "register", "/api/v1/auth/register",
                #"{"user_id":"x","email":"x@example.com","password":"Correct1Horse"}"#
            ),
            ("login", "/api/v1/auth/login", #"{"identifier":"x","password":"Wrong1Horse"}"#),
            ("issueToken", "/api/auth/token", #"{"user_id":"x","password":"Wrong1Horse"}"#),
        ]
        let once = bodies.map { operation, path, body in
            ContractCase(operation, 429) {
                _ = try await client.send("POST", path, json: body)
                return try await client.send("POST", path, json: body)
            }
        }
        let refresh = ContractCase("refresh", 429) {
            for _ in 0..<60 {
                _ = try await client.send("POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"x~y~z"}"#)
            }
            return try await client.send("POST", "/api/v1/auth/refresh", json: #"{"refresh_token":"x~y~z"}"#)
        }
        return once + [refresh]
    }
}
