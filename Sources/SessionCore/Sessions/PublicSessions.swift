package import JSON
internal import Redis

/// The sessions that are nobody's: anyone may make and change one.
package struct PublicSessions: Sendable {
    let records: SessionRecords

    /// Makes a session; nothing is stored unless it renders.
    ///
    /// The index lies on a slot of its own, so that the limit is kept by counting before: creations at the same moment
    /// may overstep it by their number, and an entry that is lost makes the count too low until the session expires.
    /// - Throws: `.badTemplate`, `.sessionExists`, `.tooManyPublicSessions`, `.unavailable`, `.corrupt`.
    package func create(
        _ session: SessionID, template: String, arguments: JSONObject, seconds: Int64
    ) async throws(CoreError) {
        let text = try records.checked(template, arguments).arguments
        let now = records.clock.now()
        let limit = records.configuration.publicSessions
        let count = try await records.redis.call(
            SessionScripts.countPublic, keys: [Keys.publicSessions], [String(now)])
        guard let known = count.integerValue, known < limit else {
            let isThere = try await records.redis.send("EXISTS", SessionAddress.public(session).key).integerValue == 1
            throw isThere ? .sessionExists : .tooManyPublicSessions(limit: limit)
        }
        let expires = String(now + seconds * 1000)
        let reply = try await records.redis.call(
            SessionScripts.createPublic, keys: [SessionAddress.public(session).key],
            [String(now), expires, template, text, SessionRecords.format, try Randomness.name()])
        switch reply.text {
        case "ok": _ = try? await records.redis.send("ZADD", Keys.publicSessions, expires, session.text)
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
