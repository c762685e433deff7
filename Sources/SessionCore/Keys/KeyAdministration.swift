package import JOSE
package import Redis

/// What an operator does with the keys, from outside of the instances: they take it over within a second.
package struct KeyAdministration: Sendable {
    /// A key and what it is for now.
    package struct Status: Sendable, Equatable {
        package enum Role: String, Sendable {
            /// New tokens are signed with it.
            case signs
            /// Published, and to sign when its time comes.
            case next
            /// Tokens that it signed are still good.
            case verifies
        }

        package let kid: String
        package let algorithm: SignatureAlgorithm
        package let role: Role
        /// Unix seconds; 0 when it was not noted.
        package let created: Int64
        package let signsFrom: Int64
        /// Unix seconds; nil while no other key is to replace it.
        package let verifiesUntil: Int64?
    }

    package enum Failure: Error, Sendable {
        case core(CoreError)
        /// No instance has started on this Redis yet.
        case noKeys
        case unknownKey(known: [String])
        case tooManyKeys(limit: Int)
        /// The keys lie in the open, and a secret was given, which the instances do not have.
        case notSealed
        /// Others changed the keys at the same time, again and again.
        case contended
    }

    private static let attempts = 10

    private let store: KeyStore
    private let audit: AuditTrail
    private let clock: Clock
    /// The command, and who gave it.
    private let agent: String

    /// - Parameters:
    ///   - redis: connected.
    ///   - secret: as the instances have it; nil when they have none.
    ///   - agent: what the audit calls the one who asks.
    package init(_ redis: Redis, secret: String?, audit: AuditTrail, agent: String, clock: Clock = .system) {
        self.agent = agent
        store = KeyStore(
            redis: redis, pool: WorkPool(threads: 1, limit: 4), seal: secret.map { KeySeal(secret: $0) })
        self.audit = audit
        self.clock = clock
    }

    package func list() async throws(Failure) -> [Status] { statuses(try await read().set) }

    /// Makes a key that signs once verifiers had time to fetch it.
    ///
    /// - Parameters:
    ///   - atOnce: it signs now: tokens may be refused by others until they fetch the published set again.
    ///   - algorithm: nil for that of the key that signs.
    package func rotate(_ algorithm: SignatureAlgorithm?, atOnce: Bool) async throws(Failure) -> [Status] {
        try await change { set, now throws(Failure) in
            let algorithm = algorithm ?? set.signer(at: now)?.jwk.alg ?? .rs256
            try await add(algorithm, to: &set, signsFrom: atOnce ? now : now + KeySet.prepublication, now)
        }
    }

    /// Takes a key back: tokens that it signed are refused from now on. When it is the one that signs, another is made
    /// that signs at once.
    package func retire(_ kid: String) async throws(Failure) -> [Status] {
        try await change { set, now throws(Failure) in
            guard set.keys.contains(where: { $0.kid == kid }) else {
                throw .unknownKey(known: set.keys.map(\.kid))
            }
            let signer = set.signer(at: now)
            set.retire(kid, at: now)
            guard let signer, signer.kid == kid else { return }
            try await add(signer.jwk.alg, to: &set, signsFrom: now, now)
        }
    }

    private func add(
        _ algorithm: SignatureAlgorithm, to set: inout KeySet, signsFrom: Int64, _ now: Int64
    ) async throws(Failure) {
        guard set.keys.count < KeySet.maximumKeys else { throw .tooManyKeys(limit: KeySet.maximumKeys) }
        do {
            // Later than those that sign or signed, so that it is the newest also within their second. One that is
            // still to come has its turn after it.
            let from = max(signsFrom, (set.keys.last { $0.signsFrom <= now }?.signsFrom ?? 0) + 1)
            let key = try await store.make(algorithm, created: now, signsFrom: from)
            set.add(key)
        } catch { throw .core(error) }
    }

    private func read() async throws(Failure) -> (text: String, set: KeySet) {
        do throws(CoreError) {
            guard let text = try await store.read() else { return ("", KeySet()) }
            return (text, try await store.decode(text))
        } catch { throw .core(error) }
    }

    private func change(
        _ body: (inout KeySet, Int64) async throws(Failure) -> Void
    ) async throws(Failure) -> [Status] {
        for _ in 0..<KeyAdministration.attempts {
            let (text, stored) = try await read()
            var set = stored
            guard !set.keys.isEmpty else { throw .noKeys }
            guard store.seal == nil || !KeySet.isOpen(text) else { throw .notSealed }
            try await body(&set, clock.seconds)
            do throws(CoreError) {
                guard try await store.write(set, over: text) != nil else { continue }
            } catch { throw .core(error) }
            note(stored, set)
            return statuses(set)
        }
        throw .contended
    }

    private func note(_ before: KeySet, _ after: KeySet) {
        let origin = Origin(address: "-", userAgent: agent, requestID: "-")
        for key in after.keys where !before.keys.contains(key) {
            audit.note(.keyRotated, user: nil, action: "made \(key.kid)", from: origin)
        }
        for key in before.keys where !after.keys.contains(key) {
            audit.note(.keyRotated, user: nil, action: "retired \(key.kid)", from: origin)
        }
    }

    private func statuses(_ set: KeySet) -> [Status] {
        let now = clock.seconds
        let signer = set.signer(at: now)?.kid
        return set.keys.map { key in
            Status(
                kid: key.kid, algorithm: key.jwk.alg,
                role: key.kid == signer ? .signs : key.signsFrom > now ? .next : .verifies, created: key.created,
                signsFrom: key.signsFrom, verifiesUntil: set.end(of: key.kid))
        }
    }
}
