import ContractTesting
import Redis
import Testing

/// A valid request of each secured operation, as Alice would send it.
struct SecuredCall: Sendable {
    let operationID: String
    let method: String
    var path: String
    var json: String?
    /// Of a body in JSON.
    var jsonType = "application/json"
    var form: String?

    var contentType: String? {
        json != nil ? jsonType : form != nil ? "application/x-www-form-urlencoded" : nil
    }

    /// Where the ID of a sign-in stands in a path.
    static let signIn = "AAAAAAAAAAAAAAAAAAAAAA"

    /// A new operation needs a row here: `everySecuredOperationHasARow` says so.
    static let table = [
        SecuredCall(operationID: "logout", method: "POST", path: "/api/v1/auth/logout"),
        SecuredCall(operationID: "logoutAll", method: "POST", path: "/api/v1/auth/logout-all"),
        SecuredCall(
            operationID: "changePassword", method: "PUT", path: "/api/v1/auth/password",
            json: #"{"current_password":"\#(Person.password)","new_password":"Another2Horse"}"#),
        SecuredCall(operationID: "listSignIns", method: "GET", path: "/api/v1/auth/sign-ins"),
        SecuredCall(operationID: "revokeSignIn", method: "DELETE", path: "/api/v1/auth/sign-ins/\(signIn)"),
        SecuredCall(operationID: "introspect", method: "POST", path: "/api/v1/auth/introspect", form: "token=x"),
        SecuredCall(operationID: "getMe", method: "GET", path: "/api/v1/auth/me"),
        SecuredCall(operationID: "postMe", method: "POST", path: "/api/v1/auth/me"),
        SecuredCall(
            operationID: "createUserSession", method: "POST", path: "/api/user/alice/session",
            json: #"{"session_id":"spare","template":"<svg/>","args":{}}"#),
        SecuredCall(operationID: "getUserSession", method: "GET", path: "/api/user/alice/session/main"),
        SecuredCall(
            operationID: "updateUserSession", method: "PUT", path: "/api/user/alice/session/main",
            json: #"{"args":{"value":"theirs"}}"#),
        SecuredCall(
            operationID: "patchUserSession", method: "PATCH", path: "/api/user/alice/session/main",
            json: #"{"value":"theirs"}"#, jsonType: UserSessionCases.patchType),
        SecuredCall(operationID: "deleteUserSession", method: "DELETE", path: "/api/user/alice/session/main"),
        SecuredCall(operationID: "listUserSessions", method: "GET", path: "/api/user/alice/sessions"),
    ]

    /// The table, and HEAD for each GET, which must be guarded like it.
    static let all = table.flatMap { call in
        call.method == "GET"
            ? [call, SecuredCall(operationID: call.operationID, method: "HEAD", path: call.path)] : [call]
    }

    /// Those of a path that belongs to somebody.
    static let owned = all.filter { call in operations.first { $0.id == call.operationID }?.owner != nil }

    static let operations = Contracts.all.flatMap(\.operations).filter(\.isSecured)

    /// The same call with another text where the owner's name stands in the path.
    func addressed(to owner: String) -> SecuredCall {
        var call = self
        call.path = path.replacing("/user/alice/", with: "/user/\(owner)/")
        return call
    }

    /// The same call on a session that is not there.
    var missing: SecuredCall {
        var call = self
        call.path = path.replacing("/main", with: "/missing")
        return call
    }
}

/// A server with two people's data, which watches that Redis stays as it is.
struct IsolationWorld: Sendable {
    let server: VellumServer
    let redis: Redis
    let forge: TokenForge
    let alice: Person
    let bob: Person

    static func make() async throws -> IsolationWorld {
        let server = try await VellumServer.start(["--auth-attempts-per-minute", "0"])
        let alice = try await Person.register("alice", on: server)
        let bob = try await Person.register("bob", on: server)
        try await alice.create("main", on: server)
        try await bob.create("main", on: server)
        let redis = try await server.redis()
        return IsolationWorld(
            server: server, redis: redis, forge: try await TokenForge(redis), alice: alice, bob: bob)
    }

    func stop() async {
        await redis.close()
        await server.stop()
    }

    func send(_ call: SecuredCall, _ fields: [(String, String)]) async throws -> Exchange {
        if let form = call.form {
            let type = ("Content-Type", "application/x-www-form-urlencoded")
            return try await server.client.send(
                call.method, call.path, headers: fields + [type], body: Array(form.utf8))
        }
        guard let json = call.json else { return try await server.client.send(call.method, call.path, headers: fields) }
        return try await server.client.send(
            call.method, call.path, headers: fields + [("Content-Type", call.jsonType)], body: Array(json.utf8))
    }

    /// Presents each to every secured operation: 401 with the right challenge, and nothing in Redis moves.
    func expectRefused(_ presented: [Presented]) async throws {
        var before = try await RedisDump(redis)
        #expect(before.digests.count > 5)
        for item in presented {
            for call in SecuredCall.all {
                let exchange = try await send(call, item.fields)
                let what: Comment = "\(call.method) \(call.path) with \(item.name): \(exchange.text)"
                #expect(exchange.status == 401, what)
                // HTTP Basic is a way in at introspect, and nowhere else; here no secret is configured.
                let basic = call.operationID == "introspect" ? #"Basic realm="vellum", charset="UTF-8""# : nil
                let isBasic = basic != nil && item.fields.first?.1.hasPrefix("Basic ") == true
                let bearer = isBasic ? Presented.nothing.challenge : item.challenge
                let challenge = [bearer, basic].compactMap { $0 }.joined(separator: ", ")
                #expect(exchange.response["WWW-Authenticate"] == challenge, what)
                if call.method != "HEAD" {
                    let code = isBasic ? "invalid_client" : "token_\(item.reason ?? "missing")"
                    #expect(try exchange.json["code"]?.string == code, what)
                }
                let after = try await RedisDump(redis)
                #expect(after.differences(from: before).isEmpty, what)
                before = after
            }
        }
    }
}
