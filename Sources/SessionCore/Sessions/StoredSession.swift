package import JSON

/// A template and its arguments, as they are stored.
package struct StoredSession: Sendable, Equatable {
    package let address: SessionAddress
    package let template: String
    package let arguments: JSONObject
    /// Milliseconds since 1970, as the other times.
    package let createdAt: Int64
    package let updatedAt: Int64
    package let expiresAt: Int64
    /// Counts changes from 1.
    package let version: Int64
    /// Counts changes of the template from 1.
    let templateVersion: Int64
    /// Drawn at random when the session was made: another one of the same name has another.
    let origin: String
    /// Drawn at random with each change, so that no two states have the same, also where Redis was put back to an older
    /// one and counts the same versions again.
    let revision: String

    /// Seconds left, rounded up, so that a session that is there never says 0.
    package func timeToLive(at now: Int64) -> Int64 { max(0, (expiresAt - now + 999) / 1000) }

    /// Changes with every update.
    package var entityTag: String { StoredSession.entityTag(revision) }

    /// Names the template: of this session, in this version.
    var templateTag: String { "\(origin):\(templateVersion)" }

    static func entityTag(_ revision: String) -> String { "\"\(revision)\"" }
}

/// One line of a list of sessions.
package struct UserSessionSummary: Sendable, Equatable {
    package let sessionID: SessionID
    package let createdAt: Int64
    package let expiresAt: Int64
}

package struct UserSessionPage: Sendable {
    package let sessions: [UserSessionSummary]
    /// Opaque; nil on the last page.
    package let nextCursor: String?
}
