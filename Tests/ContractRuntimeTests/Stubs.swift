import ContractRuntime
import Foundation
import HTTPCore
import ServiceContracts
import Synchronization

/// Handlers that answer alike, and note whether they were asked.
final class StubHandlers: UserSessionAPI.UserSessionsHandlers, UserSessionAPI.PublicSessionsHandlers,
    UserSessionAPI.StreamingHandlers
{
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

    func patchUserSession(
        _ input: UserSessionAPI.PatchUserSession.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.PatchUserSession.Output { .noContent(eTag: input.ifMatch ?? "\"2\"") }

    func deleteUserSession(
        _ input: UserSessionAPI.DeleteUserSession.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.DeleteUserSession.Output { .noContent }

    func listUserSessions(
        _ input: UserSessionAPI.ListUserSessions.Input, caller: String, context: RequestContext
    ) async throws -> UserSessionAPI.ListUserSessions.Output {
        .ok(UserSessionAPI.UserSessionList(sessions: [], nextCursor: "limit-\(input.limit)"))
    }

    func createSession(
        _ input: UserSessionAPI.CreateSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.CreateSession.Output {
        .created(UserSessionAPI.SessionName(sessionID: input.body.sessionID), location: "/api/session/a")
    }

    func getSession(
        _ input: UserSessionAPI.GetSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.GetSession.Output { throw Unexpected() }

    func updateSession(
        _ input: UserSessionAPI.UpdateSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.UpdateSession.Output { throw Unexpected() }

    func streamSession(
        _ input: UserSessionAPI.StreamSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.StreamSession.Output { throw Unexpected() }

    func snapshotSession(
        _ input: UserSessionAPI.SnapshotSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.SnapshotSession.Output { throw Unexpected() }

    func streamUserSession(
        _ input: UserSessionAPI.StreamUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.StreamUserSession.Output { throw Unexpected() }

    func snapshotUserSession(
        _ input: UserSessionAPI.SnapshotUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.SnapshotUserSession.Output {
        .ok(Array(input.sessionID.utf8), eTag: "\"1\"")
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

/// What the observer of a responder was told.
final class Witness: ResponderObserver {
    private let entries = Mutex<(incidents: [Incident], answers: [String], ignored: [String])>(([], [], []))

    func answered(_ route: Route?, status: Int, nanoseconds: UInt64) {
        entries.withLock { $0.answers.append("\(route?.operationID ?? "-") \(status)") }
    }
    func ignored(_ route: Route, properties: Int) {
        entries.withLock { $0.ignored.append("\(route.operationID) \(properties)") }
    }
    func failed(_ incident: Incident) { entries.withLock { $0.incidents.append(incident) } }

    var incidents: [Incident] { entries.withLock { $0.incidents } }
    /// Operation and status of each answer.
    var answers: [String] { entries.withLock { $0.answers } }
    /// Operation and number of ignored members.
    var ignored: [String] { entries.withLock { $0.ignored } }
}

/// The contract of user sessions, served by stubs.
struct Service {
    let witness = Witness()
    let responder: ContractResponder

    init(_ handlers: StubHandlers = StubHandlers()) {
        do throws(RouteConflict) {
            responder = try ContractResponder(
                UserSessionAPI.routes(handlers, StubAuthenticator()), observer: witness)
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
        case .constant(let constant, _): return constant.response
        case .later(let run): return await run()
        }
    }
}

extension HTTPResponse {
    var text: String {
        if case .bytes(let bytes) = body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}

extension RequestFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        var fields = HTTPFields()
        for (name, value) in elements { fields.append(name, value) }
        let context = RequestContext(clientAddress: "-", requestID: "-")
        self = HTTPRequest(method: "GET", path: "/", fields: fields, context: context).fields
    }
}
