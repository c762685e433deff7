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
        let source = try await stream(
            .user(user, session), isDoubled: input.doubleFrame, keepAlive: input.keepAlive,
            delayedStart: input.delayedStart, context)
        return .ok(ResponseStream(source, mediaTypeParameters: MultipartFraming.mediaTypeParameters))
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

    /// Opens a stream of a session, whoever's it is. Times are milliseconds.
    func stream(
        _ session: SessionAddress, isDoubled: Bool, keepAlive: Int, delayedStart: Int, _ context: RequestContext
    ) async throws -> LiveStream {
        let viewer = try await Handlers.core { () throws(CoreError) in try await core.frames.open(session) }
        let preferences = StreamPreferences(
            framing: context.isChromium ? .earlyHeaders : .plain, isDoubled: isDoubled, keepAlive: keepAlive,
            delayedStart: delayedStart)
        return LiveStream(
            viewer: viewer, preferences: preferences, loop: loop,
            onOpen: { log("stream_opened", session, context) }, onClose: { log("stream_closed", session, context) })
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

extension RequestContext {
    /// Whether the client is built on Chromium, which shows a frame only when the next part has begun.
    fileprivate var isChromium: Bool { brands?.contains("Chrom") == true || userAgent?.contains("Chrom") == true }
}
