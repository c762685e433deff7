internal import ContractRuntime
package import HTTPCore
package import ServiceContracts
internal import SessionCore

/// Pictures, live and still. Anyone may look.
extension UserSessionService {
    /// What users draw never runs anything in our origin.
    private static let contentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"

    package func streamUserSession(
        _ input: UserSessionAPI.StreamUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.StreamUserSession.Output {
        let (user, session) = try names(input.userID, input.sessionID)
        let viewer = try await Handlers.core { () throws(CoreError) in try await core.frames.open(user, session) }
        let preferences = StreamPreferences(
            framing: context.isChromium ? .earlyHeaders : .plain, isDoubled: input.doubleFrame,
            keepAlive: input.keepAlive, delayedStart: input.delayedStart)
        let source = LiveStream(
            viewer: viewer, preferences: preferences, loop: loop,
            onOpen: { log("stream_opened", user, session, context) },
            onClose: { log("stream_closed", user, session, context) })
        return .ok(
            ResponseStream(source, mediaTypeParameters: MultipartFraming.mediaTypeParameters),
            cacheControl: "no-cache", accessControlAllowOrigin: "*", contentSecurityPolicy: Self.contentSecurityPolicy,
            xContentTypeOptions: "nosniff")
    }

    package func snapshotUserSession(
        _ input: UserSessionAPI.SnapshotUserSession.Input, context: RequestContext
    ) async throws -> UserSessionAPI.SnapshotUserSession.Output {
        let name = input.sessionID.hasSuffix(".svg") ? String(input.sessionID.dropLast(4)) : input.sessionID
        let (user, session) = try names(input.userID, name)
        let frame = try await Handlers.core { () throws(CoreError) in try await core.frames.snapshot(user, session) }
        guard !EntityTags.list(input.ifNoneMatch, contains: frame.entityTag) else {
            return .notModified(eTag: frame.entityTag, cacheControl: "no-cache", accessControlAllowOrigin: "*")
        }
        return .ok(
            frame.svg, eTag: frame.entityTag, cacheControl: "no-cache", accessControlAllowOrigin: "*",
            contentSecurityPolicy: Self.contentSecurityPolicy, xContentTypeOptions: "nosniff")
    }

    private func log(_ event: String, _ user: UserID, _ session: SessionID, _ context: RequestContext) {
        core.log(
            .info, event,
            [
                "session": session.text, "owner": user.text, "address": context.clientAddress,
                "request": context.requestID,
            ])
    }
}

extension RequestContext {
    /// Whether the client is built on Chromium, which shows a frame only when the next part has begun.
    fileprivate var isChromium: Bool { brands?.contains("Chrom") == true || userAgent?.contains("Chrom") == true }
}
