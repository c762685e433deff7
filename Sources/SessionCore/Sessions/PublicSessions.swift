package import JSON
internal import Redis

/// The sessions that are nobody's: anyone may make and change one.
package struct PublicSessions: Sendable {
    let records: SessionRecords

    /// Makes a session; nothing is stored unless it renders.
    ///
    /// The index lies on a slot of its own, so a place in it is claimed first, and given back where the name is taken. A
    /// creation of which Redis never told the outcome keeps its place until its session would have expired.
    /// - Throws: `.badTemplate`, `.sessionExists`, `.tooManyPublicSessions`, `.unavailable`, `.corrupt`.
    package func create(
        _ session: SessionID, template: String, arguments: JSONObject, seconds: Int64
    ) async throws(CoreError) {
        let text = try records.checked(template, arguments).arguments
        let revision = try Randomness.name()
        let key = SessionAddress.public(session).key
        let now = records.clock.now()
        let expires = String(now + seconds * 1000)
        let limit = records.configuration.publicSessions
        let place = try await records.redis.call(
            SessionScripts.claimPublic, keys: [Keys.publicSessions],
            [String(now), expires, String(limit), session.text])
        guard let known = place.integerValue else {
            let isThere = try await records.redis.send("EXISTS", key).integerValue == 1
            throw isThere ? .sessionExists : .tooManyPublicSessions(limit: limit)
        }
        let reply = try await records.redis.call(
            SessionScripts.createPublic, keys: [key],
            [String(now), expires, template, text, SessionRecords.format, revision])
        guard let takenUntil = reply.integerValue else {
            throw .corrupt(detail: "the script that creates a public session answered \(reply)")
        }
        guard takenUntil == 0 else {
            await settle(session, from: expires, to: takenUntil)
            throw .sessionExists
        }
        // What was claimed by a creation that never came to its end would outlast this session.
        if known > now + seconds * 1000 { await settle(session, from: String(known), to: now + seconds * 1000) }
    }

    /// Lets a place end with its session. Failing that it ends by itself, as it was claimed.
    private func settle(_ session: SessionID, from claimed: String, to expiry: Int64) async {
        _ = try? await records.redis.call(
            SessionScripts.settlePublic, keys: [Keys.publicSessions], [String(expiry), session.text, claimed])
    }

    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func get(_ session: SessionID) async throws(CoreError) -> StoredSession {
        try await records.get(.public(session))
    }

    /// Replaces the arguments. Template and remaining life stay.
    ///
    /// - Throws: `.sessionNotFound`, `.badTemplate`, `.busy`, `.unavailable`, `.corrupt`.
    package func update(_ session: SessionID, arguments: JSONObject) async throws(CoreError) {
        _ = try await records.update(.public(session), .init(arguments: .replaced(by: arguments)))
    }
}
