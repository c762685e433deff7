/// A user's account.
package struct Account: Sendable, Equatable {
    package let userID: UserID
    package let email: String
    /// Milliseconds since 1970.
    package let createdAt: Int64
    /// Nil until the first sign-in by password.
    package let lastLoginAt: Int64?
    /// Raised when all tokens of the user are to end.
    let version: Int64
    let hash: String
    package let state: State

    /// What the user may do.
    package enum State: String, Sendable {
        case active
        /// Nothing: as if the password were wrong.
        case disabled
    }

    private init(_ other: Account, version: Int64) {
        userID = other.userID
        email = other.email
        createdAt = other.createdAt
        lastLoginAt = other.lastLoginAt
        self.version = version
        hash = other.hash
        state = other.state
    }

    func with(version: Int64) -> Account { Account(self, version: version) }

    static let fields = ["v", "email", "created", "last_login", "version", "hash", "state"]
    static let format = "1"

    /// - Parameter values: of `fields`, in their order.
    init(_ userID: UserID, _ values: [String?]) throws(CoreError) {
        guard values.count == Account.fields.count, values[0] == Account.format, let email = values[1],
            let created = values[2].flatMap({ Int64($0) }), let version = values[4].flatMap({ Int64($0) }),
            let hash = values[5], let state = values[6].flatMap(State.init(rawValue:))
        else { throw .corrupt(detail: "account \(userID) has a bad record") }
        self.userID = userID
        self.email = email
        createdAt = created
        lastLoginAt = values[3].flatMap { Int64($0) }
        self.version = version
        self.hash = hash
        self.state = state
    }
}
