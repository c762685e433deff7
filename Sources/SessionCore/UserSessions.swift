internal import JOSE
package import JSON
internal import Redis
internal import SVGTemplate

/// The sessions of users: one script per change, which writes, indexes, counts the version and publishes together.
package struct UserSessions: Sendable {
    let redis: Redis
    let renderer: FrameRenderer
    let configuration: CoreConfiguration
    package let clock: Clock

    static let format = "1"
    /// Times that an update begins anew because the template has changed under it.
    private static let attempts = 5

    /// Makes a session; nothing is stored unless it renders.
    ///
    /// - Throws: `.badTemplate`, `.sessionExists`, `.tooManySessions`, `.unavailable`, `.corrupt`.
    package func create(
        _ user: UserID, _ session: SessionID, template: String, arguments: JSONObject, seconds: Int64
    ) async throws(CoreError) -> UserSession {
        let text = try checked(template, arguments)
        let now = clock.now()
        let expires = now + seconds * 1000
        let reply = try await redis.call(
            SessionScripts.create, keys: keys(user, session),
            [
                String(now), String(expires), String(configuration.sessionsPerUser), session.text, template, text,
                UserSessions.format,
            ])
        switch reply.text {
        case "ok":
            return UserSession(
                userID: user, sessionID: session, template: template, arguments: arguments, createdAt: now,
                updatedAt: now, expiresAt: expires, version: 1, templateVersion: 1)
        case "exists": throw .sessionExists
        case "limit": throw .tooManySessions(limit: configuration.sessionsPerUser)
        default: throw .corrupt(detail: "the script that creates a session answered \(reply)")
        }
    }

    /// - Throws: `.sessionNotFound`, `.unavailable`, `.corrupt`.
    package func get(_ user: UserID, _ session: SessionID) async throws(CoreError) -> UserSession {
        let key = Keys.session(user, session)
        let reply = try await redis.send(
            "HMGET", key, "v", "template", "args", "created", "updated", "expires", "version", "template_version")
        let values = (reply.elements ?? []).map(\.text)
        guard values.count == 8, values.contains(where: { $0 != nil }) else { throw .sessionNotFound }
        guard values[0] == UserSessions.format, let template = values[1], let text = values[2],
            let created = values[3].flatMap({ Int64($0) }), let updated = values[4].flatMap({ Int64($0) }),
            let expires = values[5].flatMap({ Int64($0) }), let version = values[6].flatMap({ Int64($0) }),
            let templateVersion = values[7].flatMap({ Int64($0) }),
            case .object(let arguments)? = try? JSONReader.parse(Array(text.utf8), limits: JSONLimits(depth: 64))
        else { throw .corrupt(detail: "session \(key) has a bad record") }
        guard expires > clock.now() else { throw .sessionNotFound }
        return UserSession(
            userID: user, sessionID: session, template: template, arguments: arguments, createdAt: created,
            updatedAt: updated, expiresAt: expires, version: version, templateVersion: templateVersion)
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
        for _ in 0..<UserSessions.attempts {
            let old = try await get(user, session)
            let text = try checked(template ?? old.template, arguments)
            let required = try UserSessions.requirement(ifMatch, old)
            let now = clock.now()
            let reply = try await redis.call(
                SessionScripts.update, keys: keys(user, session),
                [
                    String(now), text, template ?? "", seconds.map { String(now + $0 * 1000) } ?? "", session.text,
                    required.map { String($0.createdAt) } ?? "", required.map { String($0.version) } ?? "",
                    // The arguments were rendered with this template: it must still be the one that is stored.
                    template == nil ? old.templateTag : "",
                ])
            switch reply.elements?.first?.text {
            case "ok":
                guard let version = reply.elements?[1].integerValue,
                    let created = reply.elements?[2].text.flatMap({ Int64($0) })
                else { throw .corrupt(detail: "the script that updates a session answered \(reply)") }
                return UserSession.entityTag(created: created, version: version)
            case "missing": throw .sessionNotFound
            case "mismatch": throw .versionMismatch
            case "redrawn": continue
            default: throw .corrupt(detail: "the script that updates a session answered \(reply)")
            }
        }
        throw .busy
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
        for index in stride(from: 0, to: rows.count - 2, by: 3) {
            guard let id = rows[index].text.flatMap(SessionID.init(validating:)),
                let created = rows[index + 1].text.flatMap(Score.integer),
                let expires = rows[index + 2].text.flatMap(Score.integer)
            else { throw .corrupt(detail: "the index of \(user)'s sessions has a bad entry") }
            sessions.append(
                UserSessionSummary(sessionID: id, createdAt: created, expiresAt: expires))
        }
        let page = Array(sessions.prefix(limit))
        let next = sessions.count > limit ? page.last.map(UserSessions.encode) : nil
        return UserSessionPage(sessions: page, nextCursor: next)
    }

    /// The session that must still be the current one when the script runs; nil when any will do (RFC 9110 §13.1.1).
    private static func requirement(_ ifMatch: String?, _ old: UserSession) throws(CoreError) -> UserSession? {
        guard let tags = ifMatch?.split(separator: ",").map(\.trimmed), !tags.contains("*") else { return nil }
        guard tags.contains(old.entityTag) else { throw .versionMismatch }
        return old
    }

    private func keys(_ user: UserID, _ session: SessionID) -> [String] {
        [Keys.session(user, session), Keys.sessions(user), Keys.sessionExpiry(user)]
    }

    /// The arguments as text, when they and the template are within bounds and render.
    private func checked(_ template: String, _ arguments: JSONObject) throws(CoreError) -> String {
        guard template.utf8.count <= configuration.templateBytes else {
            throw .badTemplate(
                .init(pointer: "/template", message: "must have at most \(configuration.templateBytes) bytes"))
        }
        let text = JSONValue.object(arguments).encoded
        guard text.count <= configuration.argumentsBytes else {
            throw .badTemplate(
                .init(pointer: "/args", message: "must have at most \(configuration.argumentsBytes) bytes as JSON"))
        }
        _ = try renderer.render(template, arguments)
        return String(decoding: text, as: UTF8.self)
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

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
