internal import Redis

/// A new password.
extension Accounts {
    /// Replaces the password of the caller, and ends all sign-ins of the user but the caller's own.
    ///
    /// The new hash, the higher version of the account and the end of all other records are one script on the user's
    /// slot; then the revocations learn of the version, with the caller's sign-in as its one exemption. When only the
    /// second fails the account notes which sign-in asked, and the same request again, whose current password is no
    /// longer the current one, completes it: who names the new password as the new one has shown to know it. Any later
    /// end of all sign-ins completes it too, since it raises the version further.
    ///
    /// - Throws: `.accountNotFound`, `.accountEnded` when the caller's sign-in ends meanwhile, `.invalidRegistration`,
    ///   `.invalidCredentials`, `.busy`, `.unavailable`, `.corrupt`.
    package func changePassword(
        of caller: Caller, from current: String, to new: String
    ) async throws(CoreError) {
        // A hash may be made anew at another cost meanwhile; then the password is the same, and it is tried again.
        for _ in 0..<3 {
            guard let account = try await account(caller.userID) else { throw .accountNotFound }
            try check(new, from: current, account)
            let hasher = hasher
            guard PasswordHasher.isHash(account.hash) else {
                throw .corrupt(detail: "\(account.userID) has no bcrypt hash")
            }
            // A disabled user is answered as if the password were wrong.
            let isActive = account.state == .active
            let known = isActive ? account.hash : hasher.dummy
            guard try await pool.run({ hasher.judge(current, known).isRight }), isActive else {
                return try await complete(caller, account, new)
            }
            let hash = try await hashed(new)
            let reply = try await redis.call(
                SignInScripts.changePassword, keys: [Keys.account(caller.userID), Keys.signIns(caller.userID)],
                [caller.signInID, Keys.signIn(caller.userID, ""), account.hash, hash])
            if reply.text == "ended" { throw .accountEnded }
            if let version = reply.integerValue { return try await tell(version, caller) }
        }
        throw .busy
    }

    private func check(_ new: String, from current: String, _ account: Account) throws(CoreError) {
        var flaws = PasswordRules.flaws(new, userID: account.userID, email: account.email)
        if Array(new.utf8) == Array(current.utf8) { flaws.append("must not be the current password") }
        guard flaws.isEmpty else {
            throw .invalidRegistration(flaws.map { CoreError.Flaw(pointer: "/new_password", message: $0) })
        }
    }

    /// After a wrong current password: goes on with a change of this very sign-in that broke off, if there is one.
    private func complete(_ caller: Caller, _ account: Account, _ new: String) async throws(CoreError) {
        let known = try await redis.send("HMGET", Keys.account(caller.userID), "ending", "version", "hash").elements
        let hasher = hasher
        guard let known, known.count == 3, known[0].text == caller.signInID,
            let version = known[1].text.flatMap({ Int64($0) }),
            let hash = known[2].text, try await pool.run({ hasher.verify(new, hash) })
        else { throw .invalidCredentials(known: caller.userID) }
        try await tell(version, caller)
    }

    private func tell(_ version: Int64, _ caller: Caller) async throws(CoreError) {
        try await revocations.raiseVersion(of: caller.userID, to: version, keeping: caller.signInID)
        // Without this the same request again is answered alike, and nothing else.
        _ = try? await redis.call(
            SignInScripts.settle, keys: [Keys.account(caller.userID)], [caller.signInID, String(version)])
    }
}
