internal import JOSE

/// A refresh token: `user~sign-in~secret`. User and sign-in tell where its record lies, on the user's slot.
///
/// The secret is a counter, 32 random-looking bytes and a tag. Each use turns it into its successor by HMAC with the
/// family's key over the counter and the bytes, so that a replay of the newest parent is answered with the same
/// successor although Redis holds only hashes. The tag tells a secret of this family, however old, from a guess: only
/// the reuse of a real one ends the sign-in.
struct RefreshToken: Sendable {
    let userID: UserID
    let signInID: String
    let secret: Secret

    struct Secret: Sendable {
        let counter: UInt32
        let bytes: [UInt8]
        let tag: [UInt8]

        static let byteCount = 32
        static let tagBytes = 16

        /// The secret of a new family.
        static func first(key: [UInt8]) throws(CoreError) -> Secret {
            Secret(counter: 0, bytes: try randomBytes(byteCount), key: key)
        }

        private init(counter: UInt32, bytes: [UInt8], key: [UInt8]) {
            self.counter = counter
            self.bytes = bytes
            tag = Secret.tag(counter, bytes, key)
        }

        init?(encoded: [UInt8]) {
            guard encoded.count == 4 + Secret.byteCount + Secret.tagBytes else { return nil }
            counter = encoded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            bytes = Array(encoded.dropFirst(4).prefix(Secret.byteCount))
            tag = Array(encoded.suffix(Secret.tagBytes))
        }

        var encoded: [UInt8] { Secret.bigEndian(counter) + bytes + tag }

        /// What Redis holds of it.
        var hash: String { Base64URL.encode(SHA256.digest(bytes)) }

        func isGenuine(key: [UInt8]) -> Bool { constantTimeEquals(tag, Secret.tag(counter, bytes, key)) }

        func successor(key: [UInt8]) -> Secret {
            let message = Array("successor".utf8) + Secret.bigEndian(counter &+ 1) + bytes
            return Secret(counter: counter &+ 1, bytes: HMACSHA256.code(key: key, message: message), key: key)
        }

        private static func tag(_ counter: UInt32, _ bytes: [UInt8], _ key: [UInt8]) -> [UInt8] {
            Array(HMACSHA256.code(key: key, message: Array("tag".utf8) + bigEndian(counter) + bytes).prefix(tagBytes))
        }

        private static func bigEndian(_ number: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
    }

    init(userID: UserID, signInID: String, secret: Secret) {
        self.userID = userID
        self.signInID = signInID
        self.secret = secret
    }

    /// Nil for anything that this service cannot have written. The last two parts have no `~`, the user ID may.
    init?(_ text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count >= 3, let encoded = Base64URL.decode(parts[parts.count - 1]),
            let secret = Secret(encoded: encoded),
            Base64URL.decode(parts[parts.count - 2])?.count == AccessTokens.identifierBytes,
            let userID = UserID(validating: parts.dropLast(2).joined(separator: "~"))
        else { return nil }
        self.userID = userID
        self.secret = secret
        signInID = String(parts[parts.count - 2])
    }

    var text: String { "\(userID)~\(signInID)~\(Base64URL.encode(secret.encoded))" }
}
