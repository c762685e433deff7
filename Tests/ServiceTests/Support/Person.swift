import ContractTesting

/// Somebody with an account, signed in.
struct Person: Sendable {
    let id: String
    let access: String
    let refresh: String

    static let password = "Correct1Horse"

    /// The `sid` of the access token.
    var signInID: String {
        get throws {
            let claims = try JSONText.parse(Array(TokenForge.decode(try TokenParts(access).payload).utf8))
            return claims["sid"]?.string ?? ""
        }
    }

    var bearer: [(String, String)] { [("Authorization", "Bearer \(access)")] }

    static func register(_ id: String, on server: VellumServer) async throws -> Person {
        let body = #"{"user_id":"\#(id)","email":"\#(id)@example.com","password":"\#(password)"}"#
        let exchange = try await server.client.send("POST", "/api/v1/auth/register", json: body)
        let tokens = try exchange.json["tokens"]
        guard exchange.status == 201, let access = tokens?["access_token"]?.string,
            let refresh = tokens?["refresh_token"]?.string
        else { throw ChildFailure(what: "register \(id): \(exchange.status) \(exchange.text)") }
        return Person(id: id, access: access, refresh: refresh)
    }

    static func login(_ id: String, on server: VellumServer) async throws -> Person {
        let body = #"{"identifier":"\#(id)","password":"\#(password)"}"#
        let exchange = try await server.client.send("POST", "/api/v1/auth/login", json: body)
        guard exchange.status == 200, let access = try exchange.json["access_token"]?.string,
            let refresh = try exchange.json["refresh_token"]?.string
        else { throw ChildFailure(what: "login \(id): \(exchange.status) \(exchange.text)") }
        return Person(id: id, access: access, refresh: refresh)
    }

    /// Creates a session that shows one value.
    func create(_ session: String, value: String = "one", on server: VellumServer, expire: Int = 3600) async throws {
        let template = #"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>{{ value }}</text></svg>"#
        let body =
            #"{"session_id":"\#(session)","template":"\#(template)","args":{"value":"\#(value)"},"#
            + #""expire_seconds":\#(expire)}"#
        let exchange = try await server.client.send("POST", "/api/user/\(id)/session", headers: bearer, json: body)
        guard exchange.status == 201 else {
            throw ChildFailure(what: "create \(session): \(exchange.status) \(exchange.text)")
        }
    }

    @discardableResult
    func update(_ session: String, value: String, on server: VellumServer) async throws -> Exchange {
        try await server.client.send(
            "PUT", "/api/user/\(id)/session/\(session)", headers: bearer, json: #"{"args":{"value":"\#(value)"}}"#)
    }

    /// Changes single arguments of a session.
    func patch(
        _ session: String, _ patch: String, headers: [(String, String)] = [], on server: VellumServer
    ) async throws -> Exchange {
        try await server.client.send(
            "PATCH", "/api/user/\(id)/session/\(session)",
            headers: bearer + headers + [("Content-Type", UserSessionCases.patchType)], body: Array(patch.utf8))
    }
}
