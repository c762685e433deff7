internal import Redis

/// What becomes of an account as a whole: disabled, enabled, deleted, signed out of everywhere.
///
/// Each is a row of scripts that may be repeated, and that closes first: an account is disabled before anything of it is
/// taken away, so that nothing new comes meanwhile, and what breaks off leaves less than there was, never more.
package struct AccountLife: Sendable {
    let redis: Redis
    let ending: SignInEnding
    let clock: Clock

    /// What ended with an account.
    package struct Ended: Sendable, Equatable {
        package let signIns: Int
        package let sessions: Int
    }

    /// Refuses the user from now on, and ends all that is there: tokens, sign-ins, sessions and their open streams.
    ///
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`. It may be repeated.
    package func disable(_ user: UserID) async throws(CoreError) -> Ended {
        try await set(.disabled, user)
        return try await endAll(user)
    }

    /// Lets the user sign in again. What ended stays ended.
    ///
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`. It may be repeated.
    package func enable(_ user: UserID) async throws(CoreError) { try await set(.active, user) }

    /// Ends every token and sign-in of the user, who may sign in again. Sessions stay.
    ///
    /// - Returns: how many sign-ins there were.
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`. It may be repeated.
    package func signOut(_ user: UserID) async throws(CoreError) -> Int {
        guard try await redis.send("EXISTS", Keys.account(user)).integerValue == 1 else { throw .accountNotFound }
        return try await endSignIns(user)
    }

    /// Ends all that is there, and gives the user ID and the e-mail address free.
    ///
    /// Until tokens of today have expired, a tombstone tells the token version that a new account must begin above.
    /// - Throws: `.accountNotFound`, `.busy` when somebody enabled the account meanwhile, `.unavailable`, `.corrupt`. It
    ///   may be repeated, also when it broke off behind the account's end.
    package func delete(_ user: UserID) async throws(CoreError) -> Ended {
        do throws(CoreError) {
            try await set(.disabled, user)
        } catch .accountNotFound {
            // Only the claim of the e-mail address may be left of it.
            guard try await release(user) else { throw .accountNotFound }
            return Ended(signIns: 0, sessions: 0)
        }
        let ended = try await endAll(user)
        let email = try await redis.send("HGET", Keys.account(user), "email").text
        let claimKey = email.map(Keys.email) ?? ""
        let claim = email == nil ? nil : try await redis.send("GET", claimKey).text
        let isOurs = claim.flatMap(Claim.init)?.user == user
        let outcome = try await redis.call(
            AccountScripts.bury, keys: AccountLife.keys(user),
            [isOurs ? claimKey : "", isOurs ? claim ?? "" : "", String(Revocations.longestToken)])
        switch outcome.text {
        case "ok", "missing": break
        case "enabled": throw .busy
        default: throw .corrupt(detail: "the script that deletes an account answered \(outcome)")
        }
        _ = try await release(user)
        return ended
    }

    // MARK: Steps

    private func endAll(_ user: UserID) async throws(CoreError) -> Ended {
        let signIns = try await endSignIns(user)
        return Ended(signIns: signIns, sessions: try await AccountLife.endSessions(user, redis))
    }

    /// - Returns: how many sign-ins there were.
    private func endSignIns(_ user: UserID) async throws(CoreError) -> Int {
        let count = try await redis.send("ZCOUNT", Keys.signIns(user), "(\(clock.now())", "+inf")
        try await ending.endAll(user, keeping: nil)
        return Int(count.integerValue ?? 0)
    }

    private func set(_ state: Account.State, _ user: UserID) async throws(CoreError) {
        let outcome = try await redis.call(AccountScripts.setState, keys: [Keys.account(user)], [state.rawValue])
        guard outcome.integerValue == 1 else { throw .accountNotFound }
    }

    /// Sessions that one script removes at most.
    private static let batch = 1_000

    /// Removes all sessions of a user, and tells those who look at them. The account lets no new one come.
    ///
    /// - Returns: how many there were.
    static func endSessions(_ user: UserID, _ redis: Redis) async throws(CoreError) -> Int {
        var count = 0
        while true {
            let reply = try await redis.send(
                "ZRANGE", Keys.sessions(user), "0", String(AccountLife.batch - 1))
            let sessions = (reply.elements ?? []).compactMap(\.text).compactMap(SessionID.init(validating:))
            guard !sessions.isEmpty else { return count }
            let removed = try await redis.call(
                SessionScripts.deleteAll,
                keys: [Keys.sessions(user), Keys.sessionExpiry(user)] + sessions.map { Keys.session(user, $0) },
                sessions.map(\.text))
            guard let number = removed.integerValue else {
                throw .corrupt(detail: "the script that deletes sessions answered \(removed)")
            }
            count += Int(number)
        }
    }

    /// Gives the e-mail address free that a tombstone remembers, unless it was claimed anew since.
    ///
    /// - Returns: whether there was one to give free.
    private func release(_ user: UserID) async throws(CoreError) -> Bool {
        let reply = try await redis.send("HMGET", Keys.tombstone(user), "claim_key", "claim")
        guard let values = reply.elements, values.count == 2, let key = values[0].text, let claim = values[1].text
        else {
            return false
        }
        if !key.isEmpty { _ = try await redis.call(AccountScripts.release, keys: [key], [claim]) }
        _ = try await redis.send("HDEL", Keys.tombstone(user), "claim_key", "claim")
        return true
    }

    private static func keys(_ user: UserID) -> [String] {
        [
            Keys.account(user), Keys.tombstone(user), Keys.sessions(user), Keys.sessionExpiry(user),
            Keys.signIns(user), Keys.endedSignIns(user), Keys.addresses(user),
        ]
    }
}
