internal import JSON
internal import ServiceContracts

/// The bodies that are measured: of the size and the kind that the service sends and receives.
enum CodingCases {
    static var all: [CodingCase] {
        [
            CodingCase("UserSessionList of 10", list(10), Mirror.List.self),
            CodingCase("UserSessionList of 100", list(100), Mirror.List.self),
            CodingCase("UserSession", session, Mirror.Session.self),
            CodingCase("CreateUserSessionRequest", creation, Mirror.CreateRequest.self),
            CodingCase("RegisterRequest", registerRequest, Mirror.RegisterRequest.self),
            CodingCase("Tokens", tokens, Mirror.Tokens.self),
            CodingCase("Registration", registration, Mirror.Registration.self),
            CodingCase("ErrorBody with details", errorBody, Mirror.ErrorBody.self),
        ]
    }

    private static let template = """
        <svg xmlns="http://www.w3.org/2000/svg" width="240" height="60"><rect width="240" height="60" \
        fill="{{ colour }}"/><text x="20" y="38" font-size="24" fill="white">{{ label | upper }}</text></svg>
        """

    private static func list(_ count: Int) -> UserSessionAPI.UserSessionList {
        UserSessionAPI.UserSessionList(
            sessions: (1...count).map { number in
                UserSessionAPI.UserSessionSummary(
                    sessionID: "build-status-\(number)", createdAt: "2026-03-04T17:05:12Z", ttl: 86_132 + number)
            },
            nextCursor: "MTc3MjY0NDgwMDpoZWxsbw")
    }

    private static let session = UserSessionAPI.UserSession(
        userID: "alice", sessionID: "build-status", template: template,
        args: ["branch": "main", "state": "passing", "colour": "#15803d"], createdAt: "2026-03-04T17:05:12Z",
        updatedAt: "2026-03-04T17:09:40Z", ttl: 86_132, version: 3)

    private static let creation = UserSessionAPI.CreateUserSessionRequest(
        sessionID: "build-status", template: template, args: ["label": "building", "colour": "#b45309"],
        expireSeconds: 86_400)

    private static let registerRequest = AuthAPI.RegisterRequest(
        userID: "alice", email: "alice@example.com", password: "Moonlit7Harbour")

    private static let tokens = AuthAPI.Tokens(
        accessToken: [36, 260, 342].map { String(repeating: "eyJhbGciOi", count: $0 / 10) }.joined(separator: "."),
        refreshToken: "alice.Zk3vT9qLx1.mB7rYc2QeW8uHn5sJd0aPg4tKf6oVi", tokenType: .bearer, expiresIn: 900)

    private static let registration = AuthAPI.Registration(
        user: AuthAPI.User(
            userID: "alice", email: "alice@example.com", createdAt: "2026-03-01T09:30:00Z",
            lastLoginAt: "2026-03-04T17:05:12Z"),
        tokens: tokens)

    private static let errorBody = UserSessionAPI.ErrorBody(
        error: "The request is not valid", code: "invalid_request",
        details: [
            ("/user_id", "must have at most 128 characters"), ("/email", "must be an email"),
            ("/admin", "is not a known property"),
        ]
        .map { UserSessionAPI.ErrorDetail(pointer: $0.0, message: $0.1) })
}
