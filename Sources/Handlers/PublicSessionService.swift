internal import ContractRuntime
package import HTTPCore
internal import JSON
package import ServiceContracts
internal import SessionCore

/// Sessions without an owner: anyone may create, read, change and watch them.
extension UserSessionService: UserSessionAPI.PublicSessionsHandlers {
    package func createSession(
        _ input: UserSessionAPI.CreateSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.CreateSession.Output {
        let body = input.body
        let session = try name(body.sessionID)
        let seconds = try body.expire.map(lifetime) ?? Int64(body.expireSeconds)
        try await limitWrites(context)
        try await Handlers.core { () throws(CoreError) in
            try await core.publicSessions.create(
                session, template: body.template, arguments: body.args ?? [:], seconds: seconds)
        }
        core.log(
            .info, "public_session_created",
            ["session": session.text, "address": context.clientAddress, "request": context.requestID])
        return .created(UserSessionAPI.SessionName(sessionID: session.text), location: "/api/session/\(session)")
    }

    package func getSession(
        _ input: UserSessionAPI.GetSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.GetSession.Output {
        let session = try name(input.sessionID)
        let found = try await Handlers.core { () throws(CoreError) in try await core.publicSessions.get(session) }
        return .ok(
            UserSessionAPI.Session(sessionID: session.text, template: found.template, args: found.arguments))
    }

    package func updateSession(
        _ input: UserSessionAPI.UpdateSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.UpdateSession.Output {
        let session = try name(input.sessionID)
        try await limitWrites(context)
        try await Handlers.core { () throws(CoreError) in
            try await core.publicSessions.update(session, arguments: input.body.args)
        }
        return .ok(UserSessionAPI.SessionName(sessionID: session.text))
    }

    package func streamSession(
        _ input: UserSessionAPI.StreamSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.StreamSession.Output {
        let session = SessionAddress.public(try name(input.sessionID))
        let wantsEvents = input.accept == .events
        let preferences = StreamPreferences(
            form: form(wantsEvents, input.lastEventID, context), isDoubled: input.doubleFrame && !wantsEvents,
            keepAlive: input.keepAlive, delayedStart: input.delayedStart)
        let source = try await stream(session, preferences, context)
        return .ok(wantsEvents ? .events(EventFraming.stream(source)) : .frames(MultipartFraming.stream(source)))
    }

    package func snapshotSession(
        _ input: UserSessionAPI.SnapshotSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.SnapshotSession.Output {
        let session = SessionAddress.public(try name(PictureName.sessionID(input.sessionID)))
        let frame = try await Handlers.core { () throws(CoreError) in try await core.frames.snapshot(session) }
        return Preconditions.has(input.ifNoneMatch, current: frame.entityTag)
            ? .notModified(eTag: frame.entityTag) : .ok(frame.svg, eTag: frame.entityTag)
    }

    // MARK: Steps

    private func name(_ text: String) throws -> SessionID {
        guard let session = SessionID(validating: text) else { throw Failures.sessionNotFound }
        return session
    }

    /// A lifetime as older clients write it. The contract has checked the form, not the sum.
    private func lifetime(_ text: String) throws -> Int64 {
        guard let seconds = Lifetime.seconds(text), Lifetime.allowed.contains(seconds) else {
            throw Rejection.invalid([
                Violation(pointer: "/expire", keyword: "x-rule", message: "must be from 1 s to 30 d in all", line: 0)
            ])
        }
        return seconds
    }

    /// Nobody owns these sessions, so that the address is all there is to count by.
    private func limitWrites(_ context: RequestContext) async throws {
        do {
            try await core.limiter.attempt(
                .publicWrite, "address", context.clientAddress, limit: core.rates.publicWritesPerMinute)
        } catch {
            if case .rateLimited(let decision) = error, decision.isFirstRefusal {
                core.audit.note(
                    .rateLimited, user: nil, action: RateLimiter.Action.publicWrite.rawValue, from: context.origin)
            }
            throw Failures.rejection(error)
        }
    }
}
