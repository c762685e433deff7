import ContractTesting
import Foundation

/// Every documented status of the operations that list, end and check sign-ins and change passwords.
enum AccountCases {
    static func all(_ world: World) -> [ContractCase] {
        successes(world) + refusals(world) + tooMany(world)
    }

    static func basic(_ secret: String, user: String = "introspection") -> (String, String) {
        ("Authorization", "Basic \(Data("\(user):\(secret)".utf8).base64EncodedString())")
    }

    static func introspect(
        _ token: String, as credentials: [(String, String)], on server: VellumServer, hint: String? = nil
    ) async throws -> Exchange {
        let text = token.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let form = "token=\(text)" + (hint.map { "&token_type_hint=\($0)" } ?? "")
        return try await server.client.send(
            "POST", "/api/v1/auth/introspect",
            headers: credentials + [("Content-Type", "application/x-www-form-urlencoded")], body: Array(form.utf8))
    }

    private static func successes(_ world: World) -> [ContractCase] {
        let server = world.server
        let client = server.client
        return [
            ContractCase("logoutAll", 204) {
                let person = try await Person.register("dora", on: server)
                return try await client.send("POST", "/api/v1/auth/logout-all", headers: person.bearer)
            },
            ContractCase("changePassword", 204) {
                let person = try await Person.register("emil", on: server)
                return try await client.send(
                    "PUT", "/api/v1/auth/password", headers: person.bearer,
                    json: #"{"current_password":"\#(Person.password)","new_password":"Another2Horse"}"#,
                    expectValidRequest: true)
            },
            ContractCase("listSignIns", 200) {
                try await client.send("GET", "/api/v1/auth/sign-ins", headers: world.alice.bearer)
            },
            ContractCase("revokeSignIn", 204) {
                let other = try await Person.login("alice", on: server).signInID
                return try await client.send(
                    "DELETE", "/api/v1/auth/sign-ins/\(other)", headers: world.alice.bearer, expectValidRequest: true)
            },
            ContractCase("introspect", 200) {
                _ = try await introspect(world.alice.access, as: world.alice.bearer, on: server, hint: "access_token")
                _ = try await introspect("x", as: world.alice.bearer, on: server)
                return try await introspect(world.alice.refresh, as: [basic(World.secret)], on: server)
            },
            ContractCase("getServerMetadata", 200) {
                try await client.send("GET", "/.well-known/oauth-authorization-server")
            },
            ContractCase("getServerMetadata", 304) {
                let path = "/.well-known/oauth-authorization-server"
                let first = try await client.send("GET", path)
                return try await client.send("GET", path, headers: [("If-None-Match", first.response["ETag"] ?? "")])
            },
        ]
    }

    private static func refusals(_ world: World) -> [ContractCase] {
        let client = world.server.client
        let change = #"{"current_password":"Wrong1Horse","new_password":"Another2Horse"}"#
        return [
            ContractCase("logoutAll", 401) { try await client.send("POST", "/api/v1/auth/logout-all") },
            ContractCase("changePassword", 401) {
                try await client.send("PUT", "/api/v1/auth/password", headers: world.alice.bearer, json: change)
            },
            ContractCase("listSignIns", 401) { try await client.send("GET", "/api/v1/auth/sign-ins") },
            ContractCase("revokeSignIn", 401) {
                try await client.send("DELETE", "/api/v1/auth/sign-ins/\(SecuredCall.signIn)")
            },
            ContractCase("introspect", 401) {
                try await introspect("x", as: [basic("another-secret-of-16")], on: world.server)
            },
            ContractCase("revokeSignIn", 404) {
                try await client.send(
                    "DELETE", "/api/v1/auth/sign-ins/\(SecuredCall.signIn)", headers: world.alice.bearer)
            },
            ContractCase("logoutAll", 404) {
                try await world.open.client.send(
                    "POST", "/api/v1/auth/logout-all", headers: try await world.openToken())
            },
            ContractCase("changePassword", 404) {
                try await world.open.client.send(
                    "PUT", "/api/v1/auth/password", headers: try await world.openToken(), json: change)
            },
            ContractCase("listSignIns", 404) {
                try await world.open.client.send("GET", "/api/v1/auth/sign-ins", headers: try await world.openToken())
            },
        ]
    }

    /// On a server that allows one attempt a minute.
    private static func tooMany(_ world: World) -> [ContractCase] {
        [
            ContractCase("changePassword", 429) {
                let change = #"{"current_password":"Wrong1Horse","new_password":"Another2Horse"}"#
                let put = { () async throws -> Exchange in
                    try await world.limited.client.send(
                        "PUT", "/api/v1/auth/password", headers: world.walker.bearer, json: change)
                }
                _ = try await put()
                return try await put()
            },
            ContractCase("introspect", 429) {
                _ = try await introspect("x", as: [basic("another-secret-of-16")], on: world.limited)
                return try await introspect("x", as: [basic("another-secret-of-16")], on: world.limited)
            },
        ]
    }
}
