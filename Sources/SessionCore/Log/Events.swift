/// The events of the service, one function each, so that names and fields are the same everywhere. None takes a
/// password, a token or a key.
extension Log {
    private func audit(_ event: String, _ user: String?, _ origin: Origin, level: Level = .info, reason: String? = nil)
    {
        write(
            level, event,
            [
                "user": user, "reason": reason, "request": origin.requestID, "address": origin.address,
                "agent": origin.userAgent,
            ])
    }

    func registered(_ user: UserID, _ origin: Origin) { audit("registered", user.text, origin) }
    func signedIn(_ user: UserID, _ origin: Origin) { audit("signed_in", user.text, origin) }
    func signedOut(_ user: UserID, _ origin: Origin) { audit("signed_out", user.text, origin) }
    func tokenRefreshed(_ user: UserID, _ origin: Origin) { audit("token_refreshed", user.text, origin) }
    func refreshReused(_ user: UserID, _ origin: Origin) { audit("refresh_reused", user.text, origin, level: .warning) }

    /// - Parameter identifier: what the client claimed to be; it may be anything.
    func signInFailed(_ identifier: String, _ origin: Origin) {
        audit("sign_in_failed", identifier, origin, level: .notice)
    }

    func tokenIssued(_ user: UserID, isOpen: Bool, _ origin: Origin) {
        audit("token_issued", user.text, origin, reason: isOpen ? "open_tokens" : nil)
    }

    /// - Parameter detail: for an operator; nothing of the token.
    func verificationFailed(_ failure: TokenFailure, _ origin: Origin) {
        write(
            .notice, "verification_failed",
            [
                "reason": failure.reason.rawValue, "detail": failure.detail, "request": origin.requestID,
                "address": origin.address,
            ])
    }

    func rateLimited(_ policy: String, _ subject: String, _ origin: Origin) {
        write(
            .notice, "rate_limited",
            ["policy": policy, "subject": subject, "request": origin.requestID, "address": origin.address])
    }

    func keyCreated(_ keyID: String) { write(.notice, "key_created", ["kid": keyID]) }
    func keyLoaded(_ keyID: String) { write(.info, "key_loaded", ["kid": keyID]) }

    func sessionCreated(_ owner: UserID, _ session: SessionID, _ origin: Origin) {
        write(
            .info, "session_created",
            ["owner": owner.text, "session": session.text, "request": origin.requestID, "address": origin.address])
    }

    func streamOpened(_ owner: UserID, _ session: SessionID, _ origin: Origin) {
        write(
            .info, "stream_opened",
            ["owner": owner.text, "session": session.text, "request": origin.requestID, "address": origin.address])
    }

    func streamClosed(_ owner: UserID, _ session: SessionID, _ origin: Origin) {
        write(
            .info, "stream_closed",
            ["owner": owner.text, "session": session.text, "request": origin.requestID, "address": origin.address])
    }

    /// A 401: no token or a bad one.
    ///
    /// - Parameters:
    ///   - owner: whose path it was, where the path has an owner.
    ///   - reason: `missing`, or the reason of a `TokenFailure`.
    package func unauthorized(owner: String?, reason: String, _ origin: Origin) {
        write(
            .notice, "unauthorized",
            ["owner": owner, "reason": reason, "request": origin.requestID, "address": origin.address])
    }

    /// A 403: a good token of `caller` on a path of `owner`.
    package func forbidden(caller: UserID, owner: String, _ origin: Origin) {
        write(
            .notice, "forbidden",
            ["user": caller.text, "owner": owner, "request": origin.requestID, "address": origin.address])
    }

    /// An error that is not the client's doing: 500 as error, 503 as warning. Others are not logged here.
    package func fault(_ error: CoreError, _ origin: Origin) {
        let level: Level
        switch error.kind {
        case .corrupt: level = .error
        case .unavailable, .busy: level = .warning
        default: return
        }
        write(level, "fault", ["code": error.code, "detail": error.detail, "request": origin.requestID])
    }
}
