internal import ContractRuntime
package import SessionCore

/// Who asks an operation of auth-api.yaml: a user by a token, or a service that checks tokens by its secret.
package enum Asker: Sendable {
    case user(Caller)
    case resourceServer

    /// The user who asks.
    ///
    /// - Throws: 401 for a service. The contract lets one in at `introspect` alone, which does not ask this.
    var user: Caller {
        get throws(Rejection) {
            guard case .user(let caller) = self else {
                throw Failures.unauthorized("token_missing", "A bearer token is needed", reason: nil)
            }
            return caller
        }
    }
}
