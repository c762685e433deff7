package import ContractRuntime
package import HTTPCore
internal import ServiceContracts
package import SessionCore

/// Says who calls, by the bearer token. Reads memory only.
package struct ServiceAuthenticator: UserSessionAPI.Authenticator {
    private let core: SessionCore

    package init(_ core: SessionCore) { self.core = core }

    package func bearerAuth(_ credentials: BearerCredentials, context: RequestContext) async throws -> Caller {
        let token: String
        switch credentials {
        case .none:
            core.log(.info, "unauthorized", ["address": context.clientAddress, "request": context.requestID])
            throw Failures.unauthorized("token_missing", "A bearer token is needed", reason: nil)
        case .malformed: throw refused(core.verifier.refuseMalformed(), context)
        case .token(let text): token = text
        }
        try ServiceAuthenticator.requireKnownRevocations(core)
        do {
            let caller = try core.verifier.verify(token)
            context.isAsked(by: caller.userID.text)
            return caller
        } catch {
            throw refused(error, context)
        }
    }

    package func requireOwner(_ owner: String, _ caller: Caller, context: RequestContext) throws {
        guard caller.userID.text != owner else { return }
        core.countDenial()
        core.log(
            .info, "forbidden",
            [
                "user": caller.userID.text, "owner": owner, "address": context.clientAddress,
                "request": context.requestID,
            ])
        // The wording and the shape are fixed: clients know them.
        throw Rejection(
            status: 403, code: nil, message: "User \(caller.userID) cannot modify sessions of user \(owner)")
    }

    /// - Throws: 503 in strict mode, while ends of sign-ins or keys made elsewhere may be missed.
    static func requireKnownRevocations(_ core: SessionCore) throws {
        guard let problem = core.tokenProblem else { return }
        throw Rejection.unavailable(
            code: "revocations_unknown", message: "Tokens cannot be checked at the moment; try again soon",
            retryAfter: 1, detail: problem)
    }

    private func refused(_ failure: TokenFailure, _ context: RequestContext) -> Rejection {
        core.log(
            .info, "verification_failed",
            [
                "reason": failure.code, "detail": failure.detail, "address": context.clientAddress,
                "request": context.requestID,
            ])
        return Failures.unauthorized("token_\(failure.code)", failure.message, reason: failure.code)
    }
}
