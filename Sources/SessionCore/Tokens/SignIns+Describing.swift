internal import JOSE
internal import Redis

extension SignIns {
    /// Describes a refresh token that `refresh` would take; a used one is not good, although it may come again for a
    /// moment.
    func describe(_ token: RefreshToken) async throws(CoreError) -> TokenDescription? {
        let reply = try await redis.call(
            SignInScripts.read, keys: [Keys.signIn(token.user, token.signIn), Keys.account(token.user)], [])
        guard let values = reply.elements, values.count == 7 else { return nil }
        guard let key = values[0].text.flatMap({ Base64URL.decode($0) }), key.count == RefreshToken.keyBytes,
            token.secret.isGenuine(key: key), values[1].text == "live",
            values[2].text == String(token.secret.counter), values[3].text == token.secret.hash
        else { return nil }
        // A record of format 1 has no version, and is of version 1.
        let made = values[4].text.map { Int64($0) ?? 0 } ?? 1
        guard let version = values[5].text.flatMap({ Int64($0) }), made >= version,
            !revocations.isRevoked(token.signIn, user: token.user, version: made)
        else { return nil }
        guard let used = values[6].elements?.first?.text.flatMap({ Int64($0) }),
            let rest = values[6].elements?.last?.integerValue, rest > 0
        else { return nil }
        return TokenDescription(
            userID: token.user, signInID: token.signIn, issuedAt: used / 1000, expiresAt: (clock.now() + rest) / 1000,
            access: nil)
    }
}
