internal import Redis

/// Ends all that a user has signed in to. Needs no keys, as those who make sign-ins do.
struct SignInEnding: Sendable {
    let redis: Redis
    let revocations: Revocations

    /// Ends all sign-ins of a user: tokens of every kind, also those that no index knows.
    ///
    /// The account's version is raised and the records are deleted first, on the user's slot: nothing is refreshed from
    /// then on. Then the revocations learn of the version: no access any more, here before this returns and elsewhere at
    /// once. Both may be repeated, and a call that failed half-way is completed by another.
    ///
    /// - Parameter keeping: a sign-in that goes on with all of its tokens; nil for none.
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`.
    func endAll(_ user: UserID, keeping signIn: String?) async throws(CoreError) {
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
