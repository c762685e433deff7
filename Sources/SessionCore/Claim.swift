/// Who claimed an e-mail address, and when: the value of an `email:{…}` key, `MILLISECONDS USER`.
struct Claim: Sendable, Equatable {
    let user: UserID
    /// Milliseconds since 1970.
    let at: Int64

    init(user: UserID, at: Int64) {
        self.user = user
        self.at = at
    }

    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]), let user = UserID(validating: String(parts[1])) else {
            return nil
        }
        self.init(user: user, at: at)
    }

    var text: String { "\(at) \(user)" }
}
