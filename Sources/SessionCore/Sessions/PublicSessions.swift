package import JSON
internal import Redis

/// The sessions that are nobody's: anyone may make and change one.
package struct PublicSessions: Sendable {
    let records: SessionRecords

    /// How long a place is claimed for a session that is being made, milliseconds: longer than Redis may take for it.
    static let claim: Int64 = 10_000

    /// Makes a session; nothing is stored unless it renders.
    ///
    /// The index lies on a slot of its own, so a place in it is claimed first, and kept when the session is there. Should
    /// Redis go away just then, the session is not counted.
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
            [String(now), String(now + PublicSessions.claim), String(limit), session.text])
        guard place.text == "ok" else {
            let isThere = try await records.redis.send("EXISTS", key).integerValue == 1
            throw isThere ? .sessionExists : .tooManyPublicSessions(limit: limit)
        }
        let reply = try await records.redis.call(
            SessionScripts.createPublic, keys: [key],
            [String(now), expires, template, text, SessionRecords.format, revision])
        switch reply.text {
        case "ok":
            for _ in 0..<2 {
                if (try? await records.redis.send("ZADD", Keys.publicSessions, expires, session.text)) != nil { break }
            }
        case "exists": throw .sessionExists
        default: throw .corrupt(detail: "the script that creates a public session answered \(reply)")
        }
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
