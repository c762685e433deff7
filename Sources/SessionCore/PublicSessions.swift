package import JSON
internal import Redis

/// The sessions that are nobody's: anyone may make and change one.
package struct PublicSessions: Sendable {
    let records: SessionRecords

    /// Makes a session; nothing is stored unless it renders.
    ///
    /// - Throws: `.badTemplate`, `.sessionExists`, `.unavailable`, `.corrupt`.
    package func create(
        _ session: SessionID, template: String, arguments: JSONObject, seconds: Int64
    ) async throws(CoreError) {
        let text = try records.checked(template, arguments)
        let now = records.clock.now()
        let reply = try await records.redis.call(
            SessionScripts.createPublic, keys: [SessionAddress.open(session).key],
            [String(now), String(now + seconds * 1000), template, text, SessionRecords.format])
        switch reply.text {
        case "ok": return
        case "exists": throw .sessionExists
        default: throw .corrupt(detail: "the script that creates a public session answered \(reply)")
        }
    }

    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func get(_ session: SessionID) async throws(CoreError) -> StoredSession {
        try await records.get(.open(session))
    }

    /// Replaces the arguments. Template and remaining life stay.
    ///
    /// - Throws: `.sessionNotFound`, `.badTemplate`, `.busy`, `.unavailable`, `.corrupt`.
    package func update(_ session: SessionID, arguments: JSONObject) async throws(CoreError) {
        _ = try await records.update(.open(session), .init(arguments: arguments))
    }
}
