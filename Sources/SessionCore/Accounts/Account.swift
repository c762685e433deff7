/// A registered user.
package struct Account: Sendable {
    package let userID: UserID
    package let email: Email
    package let createdAt: Instant
    /// Nil before the first login.
    package let lastLoginAt: Instant?
    /// The token version: tokens of an earlier one are refused.
    package let version: Int64
    let passwordHash: String
    /// Whether tokens issued to the ID before it was registered have been ended.
    let hasEndedOpenTokens: Bool

    /// The version of a new account. Open tokens carry the one before.
    static let firstVersion: Int64 = 1

    init(_ record: Record, userID: UserID) throws(CoreError) {
        guard let email = Email(validating: try record.text("email")) else {
            throw CoreError.corrupt("\(record.key) has a bad e-mail address")
        }
        let state = try record.text("state")
        guard state == "new" || state == "active" else { throw CoreError.corrupt("\(record.key) has the state \(state)") }
        let lastLogin = try record.integer("last_login")
        self.userID = userID
        self.email = email
        createdAt = Instant(milliseconds: try record.integer("created"))
        lastLoginAt = lastLogin > 0 ? Instant(milliseconds: lastLogin) : nil
        version = try record.integer("version")
        passwordHash = try record.text("hash")
        hasEndedOpenTokens = state == "active"
    }
}
