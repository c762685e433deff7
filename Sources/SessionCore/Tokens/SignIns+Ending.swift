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

    /// Ends all sign-ins of a user: see `SignInEnding`.
    ///
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`.
    package func endAll(_ user: UserID, keeping signIn: String?) async throws(CoreError) {
        try await SignInEnding(redis: redis, revocations: revocations).endAll(user, keeping: signIn)
    }
}
