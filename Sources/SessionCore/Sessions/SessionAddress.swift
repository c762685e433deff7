/// Where a session lies: among those of its user, or among the public ones, which are nobody's.
///
/// The two kinds have keys of different beginnings, and no ID has a colon or a brace: they can never meet.
package enum SessionAddress: Sendable, Hashable, CustomStringConvertible {
    case user(UserID, SessionID)
    case `public`(SessionID)

    package var sessionID: SessionID {
        switch self {
        case .user(_, let session), .public(let session): session
        }
    }

    /// Nil for a public session.
    package var owner: UserID? {
        if case .user(let user, _) = self { user } else { nil }
    }

    package var description: String { (owner.map { "\($0)/" } ?? "") + sessionID.text }

    /// The key of its record, which is also the channel that announces its changes.
    var key: String {
        switch self {
        case .user(let user, let session): Keys.session(user, session)
        case .public(let session): Keys.publicSession(session)
        }
    }
}
