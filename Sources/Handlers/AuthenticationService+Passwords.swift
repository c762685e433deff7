package import HTTPCore
package import ServiceContracts
internal import SessionCore

/// The operation that changes a password.
extension AuthenticationService {
    package func changePassword(
        _ input: AuthAPI.ChangePassword.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.ChangePassword.Output {
        let user = try caller.user
        try await limit(.changePassword, account: user.userID.text, context)
        do {
            try await core.accounts.changePassword(
                of: user, from: input.body.currentPassword, to: input.body.newPassword)
        } catch {
            noteFailure(error, action: RateLimiter.Action.changePassword.rawValue, context)
            throw Failures.rejection(error)
        }
        note(.passwordChanged, user: user.userID.text, context)
        return .noContent
    }
}
