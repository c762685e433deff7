internal import JOSE

/// A refresh token, `user~sign-in~secret`: user and sign-in tell where its record lies, on the user's slot.
///
/// The secret is a counter, 32 bytes and a tag. Each use turns it into its successor by HMAC with the sign-in's key over
/// the counter and the bytes, so a replay of the newest parent is answered with the same successor, although Redis holds
/// only hashes: the key alone makes no token. The tag tells a secret of this sign-in, however old, from a guess: only
/// the reuse of a real one ends the sign-in.
struct RefreshToken: Sendable {
    static let signInBytes = 16
    /// Of a sign-in's key.
    static let keyBytes = 32

    let user: UserID
    let signIn: String
    let secret: Secret

    struct Secret: Sendable {
        private static let byteCount = 32
        private static let tagCount = 16

        let counter: UInt32
        private let bytes: [UInt8]
        private let tag: [UInt8]

        /// The secret of a new sign-in.
        static func first(key: [UInt8]) throws(CoreError) -> Secret {
            Secret(counter: 0, bytes: try Randomness.bytes(byteCount), key: key)
        }

        private init(counter: UInt32, bytes: [UInt8], key: [UInt8]) {
            self.counter = counter
            self.bytes = bytes
            tag = Secret.tag(counter, bytes, key)
        }

        init?(encoded: [UInt8]) {
            guard encoded.count == 4 + Secret.byteCount + Secret.tagCount else { return nil }
            counter = encoded.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
            bytes = Array(encoded.dropFirst(4).prefix(Secret.byteCount))
            tag = Array(encoded.suffix(Secret.tagCount))
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
            Array(HMACSHA256.code(key: key, message: Array("tag".utf8) + bigEndian(counter) + bytes).prefix(tagCount))
        }

        private static func bigEndian(_ number: UInt32) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
    }

    init(user: UserID, signIn: String, secret: Secret) {
        self.user = user
        self.signIn = signIn
        self.secret = secret
    }

    /// Nil for anything that this service cannot have written. The last two parts have no `~`; a user ID may.
    init?(_ text: String) {
        let parts = text.split(separator: "~", omittingEmptySubsequences: false)
        guard parts.count >= 3, let secret = Base64URL.decode(parts[parts.count - 1]).flatMap(Secret.init(encoded:)),
            Base64URL.decode(parts[parts.count - 2])?.count == RefreshToken.signInBytes,
            let user = UserID(validating: parts.dropLast(2).joined(separator: "~"))
        else { return nil }
        self.user = user
        self.secret = secret
        signIn = String(parts[parts.count - 2])
    }

    var text: String { "\(user)~\(signIn)~\(Base64URL.encode(secret.encoded))" }
}
