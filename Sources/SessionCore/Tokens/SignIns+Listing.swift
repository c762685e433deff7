internal import Redis

/// A sign-in as its user sees it. Times are milliseconds since 1970.
package struct SignInSummary: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Of register or login, with a refresh token.
        case session
        /// A token of issueToken.
        case token
    }

    package let id: String
    package let kind: Kind
    /// What the client said that it is; nil when it said nothing.
    package let device: String?
    /// The client's address when it began; nil when it is not known.
    package let address: String?
    package let createdAt: Int64
    /// When it began or was last refreshed: the use of an access token is not written down.
    package let lastUsedAt: Int64
    package let expiresAt: Int64
}

extension SignIns {
    /// The sign-ins of a user that have not expired, from the index alone; the one used last comes first.
    ///
    /// - Throws: `.unavailable`, `.corrupt`.
    package func list(_ user: UserID) async throws(CoreError) -> [SignInSummary] {
        let reply = try await redis.call(
            SignInScripts.list, keys: [Keys.signIns(user)], [String(clock.now()), Keys.signIn(user, "")])
        guard let rows = reply.elements else { throw .corrupt(detail: "the script that lists answered \(reply)") }
        var signIns: [SignInSummary] = []
        for row in rows {
            guard let summary = SignInSummary((row.elements ?? []).map(\.text)) else {
                throw .corrupt(detail: "a sign-in of \(user) has a bad record")
            }
            signIns.append(summary)
        }
        return signIns.sorted { ($0.lastUsedAt, $0.id) > ($1.lastUsedAt, $1.id) }
    }
}

extension SignInSummary {
    /// - Parameter row: as `SignInScripts.list` gives it.
    fileprivate init?(_ row: [String?]) {
        guard row.count == 7, let id = row[0], let expires = row[1].flatMap({ Score.integer($0.utf8) }),
            // A record of format 1 has no kind.
            let kind = Kind(rawValue: row[2] ?? "session"), let created = row[5].flatMap({ Int64($0) }),
            let used = row[6].flatMap({ Int64($0) })
        else { return nil }
        self.id = id
        self.kind = kind
        let device = String(String.UnicodeScalarView((row[3] ?? "").unicodeScalars.prefix(SignIns.deviceLength)))
        self.device = device.isEmpty ? nil : device
        address = row[4].flatMap { $0.isEmpty ? nil : $0 }
        createdAt = created
        lastUsedAt = used
        expiresAt = expires
    }
}
