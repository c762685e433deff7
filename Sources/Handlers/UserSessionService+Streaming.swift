internal import ContractRuntime
package import HTTPCore
package import ServiceContracts
internal import SessionCore

/// Pictures of users' sessions, live and still. Anyone may look.
extension UserSessionService {
    package func streamUserSession(
        _ input: UserSessionAPI.StreamUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.StreamUserSession.Output {
        let (user, session) = try names(input.userID, input.sessionID)
        let wantsEvents = input.accept == .events
        let preferences = StreamPreferences(
            form: form(wantsEvents, input.lastEventID, context), isDoubled: input.doubleFrame && !wantsEvents,
            keepAlive: input.keepAlive, delayedStart: input.delayedStart)
        let source = try await stream(.user(user, session), preferences, context)
        return .ok(wantsEvents ? .events(EventFraming.stream(source)) : .frames(MultipartFraming.stream(source)))
    }

    package func snapshotUserSession(
        _ input: UserSessionAPI.SnapshotUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.SnapshotUserSession.Output {
        let (user, session) = try names(input.userID, PictureName.sessionID(input.sessionID))
        let frame = try await Handlers.core { () throws(CoreError) in
            try await core.frames.snapshot(.user(user, session))
        }
        return Preconditions.has(input.ifNoneMatch, current: frame.entityTag)
            ? .notModified(eTag: frame.entityTag) : .ok(frame.svg, eTag: frame.entityTag)
    }

    /// Opens a stream of a session, whoever's it is.
    func stream(
        _ session: SessionAddress, _ preferences: StreamPreferences, _ context: RequestContext
    ) async throws -> LiveStream {
        let viewer = try await Handlers.core { () throws(CoreError) in
            try await core.frames.open(session, from: context.clientAddress)
        }
        return LiveStream(
            viewer: viewer, preferences: preferences, loop: loop,
            onOpen: { log("stream_opened", session, context) }, onClose: { log("stream_closed", session, context) })
    }

    func form(_ wantsEvents: Bool, _ lastEventID: String?, _ context: RequestContext) -> StreamForm {
        wantsEvents
            ? .events(lastEventID: lastEventID) : .parts(context.isChromium ? .earlyHeaders : .plain)
    }

    private func log(_ event: String, _ session: SessionAddress, _ context: RequestContext) {
        core.log(
            .info, event,
            [
                "session": session.sessionID.text, "owner": session.owner?.text, "address": context.clientAddress,
                "request": context.requestID,
            ])
    }
}

extension EventFraming {
    static func stream(_ source: LiveStream) -> ResponseStream { ResponseStream(source, mediaTypeParameters: "") }
}

extension MultipartFraming {
    static func stream(_ source: LiveStream) -> ResponseStream {
        ResponseStream(source, mediaTypeParameters: mediaTypeParameters)
    }
}

extension RequestContext {
    /// Whether the client is built on Chromium, which shows a frame only when the next part has begun.
    fileprivate var isChromium: Bool { brands?.contains("Chrom") == true || userAgent?.contains("Chrom") == true }
}
