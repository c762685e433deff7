internal import ContractRuntime
package import EventLoop
package import HTTPCore
internal import JSON
package import ServiceContracts
package import SessionCore

/// The operations of contracts/user-session-api.yaml: one file per tag.
package struct UserSessionService: UserSessionAPI.UserSessionsHandlers, UserSessionAPI.StreamingHandlers {
    let core: SessionCore
    /// For the timers of streams.
    let loop: EventLoop

    package init(_ core: SessionCore, loop: EventLoop) {
        self.core = core
        self.loop = loop
    }

    package func createUserSession(
        _ input: UserSessionAPI.CreateUserSession.Input, caller: Caller, context: RequestContext
    ) async throws -> UserSessionAPI.CreateUserSession.Output {
        let body = input.body
        let (user, session) = try names(input.userID, body.sessionID)
        let made = try await Handlers.core { () throws(CoreError) in
            try await core.sessions.create(
                user, session, template: body.template, arguments: body.args ?? [:],
                seconds: Int64(body.expireSeconds), byOpenToken: caller.isOpen)
        }
        core.log(
            .info, "session_created",
            [
                "session": session.text, "owner": user.text, "address": context.clientAddress,
                "request": context.requestID,
            ])
        return .created(
            UserSessionAPI.CreatedUserSession(userID: user.text, sessionID: session.text),
            location: "/api/user/\(user)/session/\(session)", eTag: made.entityTag)
    }

    package func getUserSession(
        _ input: UserSessionAPI.GetUserSession.Input, caller: Caller, context: RequestContext
    ) async throws -> UserSessionAPI.GetUserSession.Output {
        let (user, session) = try names(input.userID, input.sessionID)
        let found = try await Handlers.core { () throws(CoreError) in try await core.sessions.get(user, session) }
        return .ok(UserSessionAPI.UserSession(found, owner: user, now: core.clock.now()), eTag: found.entityTag)
    }

    package func updateUserSession(
        _ input: UserSessionAPI.UpdateUserSession.Input, caller: Caller, context: RequestContext
    ) async throws -> UserSessionAPI.UpdateUserSession.Output {
        let (user, session) = try names(input.userID, input.sessionID)
        let body = input.body
        let tag = try await Handlers.core { () throws(CoreError) in
            try await core.sessions.update(
                user, session, arguments: body.args, template: body.template,
                seconds: body.expireSeconds.map(Int64.init), ifMatch: input.ifMatch)
        }
        return .noContent(eTag: tag)
    }

    package func patchUserSession(
        _ input: UserSessionAPI.PatchUserSession.Input, caller: Caller, context: RequestContext
    ) async throws -> UserSessionAPI.PatchUserSession.Output {
        let (user, session) = try names(input.userID, input.sessionID)
        let tag = try await Handlers.core { () throws(CoreError) in
            try await core.sessions.patch(user, session, with: input.body, ifMatch: input.ifMatch)
        }
        return .noContent(eTag: tag)
    }

    package func deleteUserSession(
        _ input: UserSessionAPI.DeleteUserSession.Input, caller: Caller, context: RequestContext
    ) async throws -> UserSessionAPI.DeleteUserSession.Output {
        let (user, session) = try names(input.userID, input.sessionID)
        try await Handlers.core { () throws(CoreError) in try await core.sessions.delete(user, session) }
        return .noContent
    }

    package func listUserSessions(
        _ input: UserSessionAPI.ListUserSessions.Input, caller: Caller, context: RequestContext
    ) async throws -> UserSessionAPI.ListUserSessions.Output {
        guard let user = UserID(validating: input.userID) else { throw Failures.sessionNotFound }
        let page = try await Handlers.core { () throws(CoreError) in
            try await core.sessions.list(user, limit: input.limit, cursor: input.cursor)
        }
        let now = core.clock.now()
        let sessions = page.sessions.map { summary in
            UserSessionAPI.UserSessionSummary(
                sessionID: summary.sessionID.text, createdAt: Timestamp.text(summary.createdAt),
                ttl: Int(max(0, (summary.expiresAt - now + 999) / 1000)))
        }
        return .ok(UserSessionAPI.UserSessionList(sessions: sessions, nextCursor: page.nextCursor))
    }

    /// IDs as the core's own types; one that cannot exist is not found.
    func names(_ user: String, _ session: String) throws -> (UserID, SessionID) {
        guard let user = UserID(validating: user), let session = SessionID(validating: session) else {
            throw Failures.sessionNotFound
        }
        return (user, session)
    }
}

extension UserSessionAPI.UserSession {
    init(_ session: StoredSession, owner: UserID, now: Int64) {
        self.init(
            userID: owner.text, sessionID: session.address.sessionID.text, template: session.template,
            args: session.arguments, createdAt: Timestamp.text(session.createdAt),
            updatedAt: Timestamp.text(session.updatedAt), ttl: Int(session.timeToLive(at: now)),
            version: Int(session.version))
    }
}
