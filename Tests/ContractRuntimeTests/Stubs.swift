import ContractRuntime
import Foundation
import HTTPCore
import ServiceContracts

/// Handlers that answer alike, and note whether they were asked.
final class StubHandlers: UserSessionAPI.UserSessionsHandlers, UserSessionAPI.StreamingHandlers {
    typealias Caller = String

    struct Unexpected: Error {}

    /// What `createUserSession` answers.
    let created: @Sendable (UserSessionAPI.CreateUserSession.Input) throws -> UserSessionAPI.CreateUserSession.Output

    init(
        created:
            @escaping @Sendable (UserSessionAPI.CreateUserSession.Input) throws ->
            UserSessionAPI.CreateUserSession.Output = { input in
                .created(
                    UserSessionAPI.CreatedUserSession(userID: input.userID, sessionID: input.body.sessionID),
                    location: "/api/user/\(input.userID)/session/\(input.body.sessionID)", eTag: "\"1\"")
            }
    ) {
        self.created = created
    }

    func createUserSession(
        _ input: UserSessionAPI.CreateUserSession.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.CreateUserSession.Output { try created(input) }

    func getUserSession(
        _ input: UserSessionAPI.GetUserSession.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.GetUserSession.Output { throw Unexpected() }

    func updateUserSession(
        _ input: UserSessionAPI.UpdateUserSession.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.UpdateUserSession.Output { .noContent(eTag: input.ifMatch ?? "\"2\"") }

    func deleteUserSession(
        _ input: UserSessionAPI.DeleteUserSession.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.DeleteUserSession.Output { .noContent }

    func listUserSessions(
        _ input: UserSessionAPI.ListUserSessions.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.ListUserSessions.Output {
        .ok(UserSessionAPI.UserSessionList(sessions: [], nextCursor: "limit-\(input.limit)"))
    }

    func streamUserSession(
        _ input: UserSessionAPI.StreamUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.StreamUserSession.Output { throw Unexpected() }

    func snapshotUserSession(
        _ input: UserSessionAPI.SnapshotUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.SnapshotUserSession.Output {
        .ok(
            Array(input.sessionID.utf8), eTag: "\"1\"", cacheControl: "no-cache", accessControlAllowOrigin: "*",
            contentSecurityPolicy: "sandbox",
            xContentTypeOptions: "nosniff")
    }
}

/// Takes a token for the name of its user.
struct StubAuthenticator: UserSessionAPI.Authenticator {
    func bearerAuth(_ credentials: BearerCredentials, context: RequestContext) async throws -> String {
        guard case .token(let user) = credentials else {
            throw Rejection(
                status: 401, code: "\(credentials)", message: "Sign in", fields: ["WWW-Authenticate": "Bearer"])
        }
        return user
    }

    func requireOwner(_ owner: String, _ caller: String, context: RequestContext) throws {
        guard owner == caller else { throw Rejection(status: 403, code: "forbidden", message: "Not yours") }
    }
}

/// What the log was told.
final class Incidents: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var entries: [ContractResponder.Incident] = []

    func append(_ incident: ContractResponder.Incident) { lock.withLock { unsafe entries.append(incident) } }

    var all: [ContractResponder.Incident] { lock.withLock { unsafe entries } }
}

/// The contract of user sessions, served by stubs.
struct Service {
    let incidents = Incidents()
    let responder: ContractResponder

    init(_ handlers: StubHandlers = StubHandlers()) {
        let incidents = incidents
        do throws(RouteConflict) {
            responder = try ContractResponder(UserSessionAPI.routes(handlers, StubAuthenticator())) {
                incidents.append($0)
            }
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// - Parameter target: the path, and the query after a question mark.
    func answer(
        _ method: String, _ target: String, token: String? = "alice", _ fields: HTTPFields = [:],
        body: HTTPBody = .bytes([])
    ) async -> HTTPResponse {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        var fields = fields
        if let token { fields.append("Authorization", "Bearer " + token) }
        let request = HTTPRequest(
            method: method, path: parts[0], query: parts.count == 2 ? parts[1] : nil, fields: fields, body: body,
            context: RequestContext(clientAddress: "127.0.0.1", requestID: "r-1"))
        switch responder.answer(request) {
        case .now(let response): return response
        case .later(let run): return await run()
        }
    }
}

extension HTTPResponse {
    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
