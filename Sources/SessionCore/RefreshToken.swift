internal import JOSE

/// An opaque refresh token: whose it is, which sign-in, which use, and the proof that we made it.
///
/// The proof is HMAC-SHA256 of the use under the sign-in's own key, so a successor is always the same, and a replay
/// after a lost answer can be answered alike. Text: `user.signIn.use.proof`, the user in base64url.
struct RefreshToken {
    let user: UserID
    let signIn: String
    let use: Int64
    let proof: [UInt8]

    init(user: UserID, signIn: String, use: Int64, family: [UInt8]) {
        self.user = user
        self.signIn = signIn
        self.use = use
        proof = RefreshToken.proof(signIn, use, family)
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let name = Base64URL.decode(parts[0]),
            let user = String(validating: name, as: UTF8.self).flatMap(UserID.init(validating:)),
            Base64URL.decode(parts[1])?.count == 16, let use = Int64(parts[2]), String(use) == parts[2], use >= 0,
            let proof = Base64URL.decode(parts[3]), proof.count == 32
        else { return nil }
        self.user = user
        signIn = String(parts[1])
        self.use = use
        self.proof = proof
    }

    var text: String { "\(Base64URL.encode(Array(user.text.utf8))).\(signIn).\(use).\(Base64URL.encode(proof))" }

    func isGenuine(family: [UInt8]) -> Bool {
        constantTimeEquals(proof, RefreshToken.proof(signIn, use, family))
    }

    private static func proof(_ signIn: String, _ use: Int64, _ family: [UInt8]) -> [UInt8] {
        HMACSHA256.code(key: family, message: Array("\(signIn).\(use)".utf8))
    }
}
