internal import JOSE

/// The names of our keys in Redis. Braces are Cluster hash tags: all of one user lies on one slot.
enum Keys {
    static func account(_ user: UserID) -> String { "user:{\(user)}" }
    /// Remembers, for as long as tokens live, the token version of an account that was deleted.
    static func tombstone(_ user: UserID) -> String { "user:{\(user)}:tombstone" }
    static func signIn(_ user: UserID, _ id: String) -> String { "user:{\(user)}:signin:\(id)" }
    /// IDs of sign-ins by time of expiry, milliseconds since 1970.
    static func signIns(_ user: UserID) -> String { "user:{\(user)}:signins" }
    /// IDs of sign-ins that have ended here and whose revocation is not known to have been told, by when it no longer
    /// matters, milliseconds since 1970.
    static func endedSignIns(_ user: UserID) -> String { "user:{\(user)}:signins:ended" }
    static func session(_ user: UserID, _ session: SessionID) -> String { "user:{\(user)}:session:\(session)" }
    static func publicSession(_ session: SessionID) -> String { "session:{\(session)}" }
    /// IDs by time of creation.
    static func sessions(_ user: UserID) -> String { "user:{\(user)}:sessions" }
    /// IDs by time of expiry.
    static func sessionExpiry(_ user: UserID) -> String { "user:{\(user)}:sessions:expiry" }

    static func email(_ email: String) -> String {
        "email:{\(Base64URL.encode(SHA256.digest(Array(email.lowercased().utf8))))}"
    }

    static func rate(_ name: String, _ subject: String) -> String { "rate:{\(name):\(subject)}" }

    /// Which registration of this ID goes on.
    static func registration(_ user: UserID) -> String { "user:{\(user)}:registration" }
    /// Networks by when the user signed in from them.
    static func addresses(_ user: UserID) -> String { "user:{\(user)}:addresses" }

    static let audit = "audit"
    /// IDs of public sessions by time of expiry.
    static let publicSessions = "sessions:public"
    static let privateKeys = "jwk:private"
    static let publicKeys = "jwk:public"
    static let revokedSignIns = "{revocations}:set"
    static let minimumVersions = "{revocations}:versions"
    static let revocationEpoch = "{revocations}:epoch"
    static let revocationCount = "{revocations}:count"
    static let revocationLog = "{revocations}:log"
}
