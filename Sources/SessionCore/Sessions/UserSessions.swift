internal import HTTPCore
internal import JOSE
package import JSON
internal import Redis

/// The sessions of users: one script per change, which writes, indexes, counts the version and publishes together.
package struct UserSessions: Sendable {
    let records: SessionRecords

    private var redis: Redis { records.redis }
    private var clock: Clock { records.clock }
    private var configuration: CoreConfiguration { records.configuration }

    /// Makes a session; nothing is stored unless it renders.
    ///
    /// - Parameter byOpenToken: refused when the ID has an account by now, also while this instance has not heard of it.
    /// - Throws: `.badTemplate`, `.sessionExists`, `.tooManySessions`, `.accountEnded`, `.unavailable`, `.corrupt`.
    package func create(
        _ user: UserID, _ session: SessionID, template: String, arguments: JSONObject, seconds: Int64,
        byOpenToken: Bool = false
    ) async throws(CoreError) -> StoredSession {
        let text = try records.checked(template, arguments).arguments
        let revision = try Randomness.name()
        let now = clock.now()
        let expires = now + seconds * 1000
        let reply = try await redis.call(
            SessionScripts.create, keys: keys(user, session) + [Keys.account(user), Keys.tombstone(user)],
            [
                String(now), String(expires), template, text, SessionRecords.format, revision,
                String(configuration.sessionsPerUser), session.text, byOpenToken ? "1" : "",
            ])
        switch reply.text {
        case "ok":
            return StoredSession(
                address: .user(user, session), template: template, arguments: arguments, createdAt: now,
                updatedAt: now, expiresAt: expires, version: 1, templateVersion: 1, origin: revision, revision: revision
            )
        case "exists": throw .sessionExists
        case "ended": throw .accountEnded
        case "limit": throw .tooManySessions(limit: configuration.sessionsPerUser)
        default: throw .corrupt(detail: "the script that creates a session answered \(reply)")
        }
    }

    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func get(_ user: UserID, _ session: SessionID) async throws(CoreError) -> StoredSession {
        try await records.get(.user(user, session))
    }

    /// Replaces the arguments, and what else is given. The last write wins, unless a tag says what is to be replaced.
    ///
    /// - Parameters:
    ///   - seconds: a new life from now; nil keeps the rest of the old.
    ///   - ifMatch: the value of an If-Match field: entity tags, or `*`.
    /// - Returns: the new entity tag.
    /// - Throws: `.sessionNotFound`, `.versionMismatch`, `.badTemplate`, `.unavailable`, `.corrupt`.
    package func update(
        _ user: UserID, _ session: SessionID, arguments: JSONObject, template: String?, seconds: Int64?,
        ifMatch: String?
    ) async throws(CoreError) -> String {
        try await records.update(
            .user(user, session), indexes: [Keys.sessions(user), Keys.sessionExpiry(user)],
            .init(arguments: .replaced(by: arguments), template: template, seconds: seconds, ifMatch: ifMatch))
    }

    /// Changes single arguments by a merge patch (RFC 7396). Of writers at the same time, none undoes what another has
    /// written: the patch is applied to what is there when it is stored.
    ///
    /// - Parameter ifMatch: the value of an If-Match field: entity tags, or `*`.
    /// - Returns: the new entity tag.
    /// - Throws: `.sessionNotFound`, `.versionMismatch`, `.badTemplate`, `.busy` when others keep writing first,
    ///   `.unavailable`, `.corrupt`.
    package func patch(
        _ user: UserID, _ session: SessionID, with patch: JSONObject, ifMatch: String?
    ) async throws(CoreError) -> String {
        do {
            return try await records.update(
                .user(user, session), .init(arguments: .patched(with: patch), ifMatch: ifMatch))
        } catch {
            // The body is the patch, so that no member `args` of it can be at fault.
            guard case .badTemplate(let flaw) = error else { throw error }
            throw .badTemplate(.init(pointer: "", message: flaw.message))
        }
    }

    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func delete(_ user: UserID, _ session: SessionID) async throws(CoreError) {
        let reply = try await redis.call(
            SessionScripts.delete, keys: keys(user, session), [session.text, String(clock.now())])
        guard reply.text == "ok" else { throw .sessionNotFound }
    }

    /// The sessions of a user in the order they were made, from the index alone.
    ///
    /// - Throws: `.invalidCursor`, `.unavailable`, `.corrupt`.
    package func list(_ user: UserID, limit: Int, cursor: String?) async throws(CoreError) -> UserSessionPage {
        let position = try cursor.map { text throws(CoreError) in try UserSessions.decode(text) }
        let reply = try await redis.call(
            SessionScripts.list, keys: [Keys.sessions(user), Keys.sessionExpiry(user)],
            [String(clock.now()), String(limit), position?.id ?? "", position.map { String($0.created) } ?? ""])
        guard let rows = reply.elements else { throw .corrupt(detail: "the script that lists answered \(reply)") }
        var sessions: [UserSessionSummary] = []
        sessions.reserveCapacity(rows.count)
        for row in rows {
            guard let session = row.bytes.flatMap(UserSessions.summary) else {
                throw .corrupt(detail: "the index of \(user)'s sessions has a bad entry")
            }
            sessions.append(session)
        }
        let page = Array(sessions.prefix(limit))
        let next = sessions.count > limit ? page.last.map(UserSessions.encode) : nil
        return UserSessionPage(sessions: page, nextCursor: next)
    }

    private func keys(_ user: UserID, _ session: SessionID) -> [String] {
        [Keys.session(user, session), Keys.sessions(user), Keys.sessionExpiry(user)]
    }

    /// Of a row of the script that lists: creation, expiry, ID.
    private static func summary(_ row: [UInt8]) -> UserSessionSummary? {
        guard let first = row.firstIndex(of: ASCII.space),
            let second = row[(first + 1)...].firstIndex(of: ASCII.space),
            let created = Score.integer(row[..<first]), let expires = Score.integer(row[first + 1..<second]),
            let id = SessionID(validating: String(decoding: row[(second + 1)...], as: UTF8.self))
        else { return nil }
        return UserSessionSummary(sessionID: id, createdAt: created, expiresAt: expires)
    }

    private static func encode(_ last: UserSessionSummary) -> String {
        Base64URL.encode(Array("\(last.createdAt):\(last.sessionID)".utf8))
    }

    private static func decode(_ cursor: String) throws(CoreError) -> (created: Int64, id: String) {
        guard let text = Base64URL.decode(cursor).flatMap({ String(validating: $0, as: UTF8.self) }),
            let colon = text.firstIndex(of: ":"), let created = Int64(text[..<colon]),
            let id = SessionID(validating: String(text[text.index(after: colon)...]))
        else { throw .invalidCursor }
        return (created, id.text)
    }
}
