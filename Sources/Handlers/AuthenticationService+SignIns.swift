package import HTTPCore
package import ServiceContracts
internal import SessionCore

/// The operations that list and end sign-ins.
extension AuthenticationService {
    package func logout(
        _ input: AuthAPI.Logout.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.Logout.Output {
        try await end(try caller.user, context)
        return .noContent
    }

    package func logoutAll(
        _ input: AuthAPI.LogoutAll.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.LogoutAll.Output {
        let user = try caller.user.userID
        try await Handlers.core { () throws(CoreError) in try await core.signIns.endAll(user, keeping: nil) }
        note(.signedOut, user: user.text, action: "logout_all", context)
        return .noContent
    }

    package func listSignIns(
        _ input: AuthAPI.ListSignIns.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.ListSignIns.Output {
        let user = try caller.user
        let signIns = try await Handlers.core { () throws(CoreError) in
            guard try await core.accounts.account(user.userID) != nil else { throw .accountNotFound }
            return try await core.signIns.list(user.userID)
        }
        let list = signIns.prefix(Self.longestList).map { AuthAPI.SignIn($0, isCurrent: $0.id == user.signInID) }
        return .ok(AuthAPI.SignInList(signIns: Array(list)))
    }

    package func revokeSignIn(
        _ input: AuthAPI.RevokeSignIn.Input, caller: Asker, context: RequestContext
    ) async throws -> AuthAPI.RevokeSignIn.Output {
        let user = try caller.user
        guard input.signInID != user.signInID else {
            // Also the one of a token that no list knows.
            try await end(user, context)
            return .noContent
        }
        try await Handlers.core { () throws(CoreError) in
            try await core.signIns.end(input.signInID, of: user.userID)
        }
        note(.signedOut, user: user.userID.text, action: "revoke_sign_in", context)
        return .noContent
    }

    /// As the contract has it: more can be there only after the limit was lowered.
    private static let longestList = 1_000

    private func end(_ caller: Caller, _ context: RequestContext) async throws {
        try await Handlers.core { () throws(CoreError) in try await core.signIns.end(caller) }
        note(.signedOut, user: caller.userID.text, context)
    }
}

extension AuthAPI.SignIn {
    fileprivate init(_ summary: SignInSummary, isCurrent: Bool) {
        self.init(
            signInID: summary.id, kind: summary.kind == .token ? .token : .session, device: summary.device,
            ip: summary.address, createdAt: Timestamp.text(summary.createdAt),
            lastUsedAt: Timestamp.text(summary.lastUsedAt), expiresAt: Timestamp.text(summary.expiresAt),
            current: isCurrent)
    }
}
