package import ContractRuntime
package import HTTPCore
internal import ServiceContracts
package import SessionCore

/// Says who asks an operation of auth-api.yaml: a user by the bearer token, as everywhere, or a service that checks
/// tokens, by HTTP Basic.
package struct AccountAuthenticator: AuthAPI.Authenticator {
    private let core: SessionCore
    private let users: ServiceAuthenticator

    package init(_ core: SessionCore) {
        self.core = core
        users = ServiceAuthenticator(core)
    }

    package func bearerAuth(_ credentials: BearerCredentials, context: RequestContext) async throws -> Asker {
        .user(try await users.bearerAuth(credentials, context: context))
    }

    /// Wrong secrets are counted by address. Beyond the limit the right one is refused too, so that nobody learns which it
    /// is by trying; where none is configured there is nothing to guess.
    package func introspectionAuth(_ credentials: BasicCredentials, context: RequestContext) async throws -> Asker {
        guard case .user(let user, let password) = credentials, core.configuration.introspectionSecret != nil else {
            throw refused(context)
        }
        let limit = core.rates.authAttemptsPerMinute
        let isRight = core.introspection.admits(user, secret: password)
        do throws(CoreError) {
            if isRight {
                try await core.limiter.refuseExhausted(.introspect, "address", context.clientAddress, limit: limit)
                return .resourceServer
            }
            try await core.limiter.attempt(.introspect, "address", context.clientAddress, limit: limit)
        } catch {
            if case .rateLimited(let decision) = error, decision.isFirstRefusal {
                note(.rateLimited, context)
            }
            throw Failures.rejection(error)
        }
        note(.signInFailed, context)
        throw refused(context)
    }

    /// The runtime adds a challenge for each way in.
    private func refused(_ context: RequestContext) -> Rejection {
        core.log(.info, "unauthorized", ["address": context.clientAddress, "request": context.requestID])
        return Rejection(status: 401, code: "invalid_client", message: "The user or the secret is wrong")
    }

    private func note(_ event: AuditEvent, _ context: RequestContext) {
        core.audit.note(event, user: nil, action: RateLimiter.Action.introspect.rawValue, from: context.origin)
    }
}
