internal import Redis

/// What ends sign-ins other than the caller's own.
extension SignIns {
    /// Ends one sign-in of a user: no refresh any more, then no access, here before this returns and elsewhere at once.
    /// What failed half-way is completed by the same call again.
    ///
    /// - Throws: `.signInNotFound`, also for a sign-in of somebody else; `.unavailable`, `.corrupt`.
    package func end(_ signIn: String, of user: UserID) async throws(CoreError) {
        let reply = try await redis.call(
            SignInScripts.end, keys: [Keys.signIn(user, signIn), Keys.signIns(user), Keys.endedSignIns(user)],
            [signIn, String(endOfTokens)])
        guard reply.integerValue == 1 else { throw .signInNotFound }
        try await tell(ended: [signIn], of: user)
    }

    /// Ends all sign-ins of a user: tokens of every kind, also those that no index knows.
    ///
    /// The account's version is raised and the records are deleted first, on the user's slot: nothing is refreshed from
    /// then on. Then the revocations learn of the version: no access any more, here before this returns and elsewhere at
    /// once. Both may be repeated, and a call that failed half-way is completed by another.
    ///
    /// - Parameter keeping: a sign-in that goes on with all of its tokens; nil for none.
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`.
    package func endAll(_ user: UserID, keeping signIn: String?) async throws(CoreError) {
        let reply = try await redis.call(
            SignInScripts.endAll, keys: [Keys.account(user), Keys.signIns(user)], [signIn ?? "", Keys.signIn(user, "")])
        guard let version = reply.integerValue else { throw .accountNotFound }
        if let signIn {
            try await revocations.raiseVersion(of: user, to: version, keeping: signIn)
        } else {
            try await revocations.raiseVersion(of: user, to: version)
        }
    }
}
