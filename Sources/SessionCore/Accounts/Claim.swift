internal import JOSE

/// Who claimed an e-mail address, and when: the value of an `email:{…}` key, `MILLISECONDS USER ATTEMPT`.
struct Claim: Sendable, Equatable {
    let user: UserID
    /// Milliseconds since 1970.
    let at: Int64
    /// Tells two attempts of one user apart, so that each lets go of its own claim only.
    let attempt: String

    init(user: UserID, at: Int64) throws(CoreError) {
        self.user = user
        self.at = at
        attempt = Base64URL.encode(try Randomness.bytes(9))
    }

    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        // Two parts are of the version before, in which an attempt had no name.
        guard (2...3).contains(parts.count), let at = Int64(parts[0]), let user = UserID(validating: parts[1]) else {
            return nil
        }
        self.user = user
        self.at = at
        attempt = parts.count == 3 ? parts[2] : ""
    }

    var text: String { "\(at) \(user) \(attempt)" }
}
