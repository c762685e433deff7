package import EventLoop
internal import JOSE
internal import Metrics
package import Redis

/// What administrators do to users, with what it takes and no more: no keys, no subscriptions.
///
/// Running instances follow by themselves: by the log of revocations, and by the channels of sessions.
package struct Administration: Sendable {
    private let accounts: Accounts
    private let life: AccountLife
    private let audit: AuditTrail
    /// The command, and who gave it.
    private let agent: String

    /// - Parameters:
    ///   - redis: connected.
    ///   - loop: of the connection.
    ///   - configuration: its cost of password hashes and length of the audit stream count.
    ///   - log: told of all that is done.
    ///   - agent: what the audit calls the one who asks.
    package init(
        _ configuration: CoreConfiguration, redis: Redis, loop: EventLoop, log: Log, agent: String,
        clock: Clock = .system
    ) throws(CoreError) {
        let revocations = Revocations(
            redis: redis, loop: loop, clock: clock, log: log, refreshTokenSeconds: configuration.refreshTokenSeconds)
        accounts = Accounts(
            redis: redis, hasher: try PasswordHasher(cost: configuration.bcryptCost),
            pool: WorkPool(threads: 1, limit: configuration.poolQueue), clock: clock, revocations: revocations)
        life = AccountLife(
            redis: redis, ending: SignInEnding(redis: redis, revocations: revocations), clock: clock)
        audit = AuditTrail(redis: redis, loop: loop, log: log, clock: clock, capacity: configuration.auditEntries)
        self.agent = agent
    }

    /// Makes an account that nobody is signed in to.
    ///
    /// - Throws: `.invalidRegistration`, `.userExists`, `.emailExists`, `.busy`, `.unavailable`, `.corrupt`.
    package func add(_ user: UserID, email: String, password: String) async throws(CoreError) {
        _ = try await accounts.register(user, email: email, password: password) { _ throws(CoreError) in nil }
        try note(.registered, user)
    }

    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`. It may be repeated, as the others.
    package func disable(_ user: UserID) async throws(CoreError) -> AccountLife.Ended {
        let ended = try await life.disable(user)
        try note(.userDisabled, user)
        return ended
    }

    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`.
    package func enable(_ user: UserID) async throws(CoreError) {
        try await life.enable(user)
        try note(.userEnabled, user)
    }

    /// - Throws: `.accountNotFound`, `.busy`, `.unavailable`, `.corrupt`.
    package func delete(_ user: UserID) async throws(CoreError) -> AccountLife.Ended {
        let ended = try await life.delete(user)
        try note(.userDeleted, user)
        return ended
    }

    /// - Returns: how many sign-ins ended.
    /// - Throws: `.accountNotFound`, `.unavailable`, `.corrupt`.
    package func signOut(_ user: UserID) async throws(CoreError) -> Int {
        let count = try await life.signOut(user)
        try note(.signedOut, user)
        return count
    }

    /// Waits until the audit has been written.
    ///
    /// - Returns: whether all of it was.
    package func finish() async -> Bool {
        await audit.drain()
        return audit.failures.value == 0
    }

    private func note(_ event: AuditEvent, _ user: UserID) throws(CoreError) {
        let id = try Randomness.bytes(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        audit.note(
            event, user: user.text, action: AuditTrail.administrator,
            from: Origin(address: "-", userAgent: agent, requestID: id))
    }
}
