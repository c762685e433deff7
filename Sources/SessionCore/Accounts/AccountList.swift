package import Redis

/// All accounts, a page at a time: for administrators only, since it looks at every key there is.
package struct AccountList: Sendable {
    package struct Row: Sendable {
        package let account: Account
        package let sessions: Int
        package let signIns: Int
    }

    /// One page: rows in no order, IDs whose records cannot be read, and where to go on.
    package struct Page: Sendable {
        package var rows: [Row] = []
        package var broken: [UserID] = []
        /// Nil on the last page.
        package var next: String?
    }

    private let redis: Redis
    private let clock: Clock
    /// Keys that Redis looks at for a page.
    private static let scanned = "1000"

    package init(redis: Redis, clock: Clock = .system) {
        self.redis = redis
        self.clock = clock
    }

    /// - Parameter cursor: of the page before; nil for the first one.
    /// - Returns: accounts; one may come on two pages when keys come and go meanwhile, none that stays is left out.
    /// - Throws: `.unavailable`, `.corrupt`.
    package func page(after cursor: String?) async throws(CoreError) -> Page {
        // Braces are in no user ID, so that nothing but accounts ends in one.
        let reply = try await redis.send(
            "SCAN", cursor ?? "0", "MATCH", "user:{*}", "COUNT", AccountList.scanned)
        guard let parts = reply.elements, parts.count == 2, let next = parts[0].text, let keys = parts[1].elements
        else { throw .corrupt(detail: "Redis gave no answer to SCAN: \(reply)") }
        var page = Page(next: next == "0" ? nil : next)
        for key in keys.compactMap(\.text) {
            guard let user = UserID(validating: String(key.dropFirst("user:{".count).dropLast())) else { continue }
            do throws(CoreError) {
                if let row = try await row(user) { page.rows.append(row) }
            } catch .corrupt {
                page.broken.append(user)
            }
        }
        return page
    }

    /// Nil when the account has gone since.
    private func row(_ user: UserID) async throws(CoreError) -> Row? {
        let now = "(\(clock.now())"
        let account: RedisValue
        do {
            account = try await redis.command(["HMGET", Keys.account(user)] + Account.fields)
        } catch { throw CoreError(error) }
        let values = (account.elements ?? []).map(\.text)
        guard values.contains(where: { $0 != nil }) else { return nil }
        let sessions = try await redis.send("ZCOUNT", Keys.sessionExpiry(user), now, "+inf")
        let signIns = try await redis.send("ZCOUNT", Keys.signIns(user), now, "+inf")
        return Row(
            account: try Account(user, values), sessions: Int(sessions.integerValue ?? 0),
            signIns: Int(signIns.integerValue ?? 0))
    }
}
