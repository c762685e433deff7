/// The bodies of the contracts as anybody would write them for Foundation: synthesized Codable, no checks. An object
/// that no schema fixes is a dictionary of strings, which is the least work for Foundation.
enum Mirror {
    struct Summary: Codable {
        var sessionID: String
        var createdAt: String
        var ttl: Int

        enum CodingKeys: String, CodingKey {
            case sessionID = "session_id"
            case createdAt = "created_at"
            case ttl
        }
    }

    struct List: Codable {
        var sessions: [Summary]
        var nextCursor: String?

        enum CodingKeys: String, CodingKey {
            case sessions
            case nextCursor = "next_cursor"
        }
    }

    struct Session: Codable {
        var userID: String
        var sessionID: String
        var template: String
        var args: [String: String]
        var createdAt: String
        var updatedAt: String
        var ttl: Int
        var version: Int

        enum CodingKeys: String, CodingKey {
            case userID = "user_id"
            case sessionID = "session_id"
            case template
            case args
            case createdAt = "created_at"
            case updatedAt = "updated_at"
            case ttl
            case version
        }
    }

    struct CreateRequest: Codable {
        var sessionID: String
        var template: String
        var args: [String: String]?
        var expireSeconds: Int

        enum CodingKeys: String, CodingKey {
            case sessionID = "session_id"
            case template
            case args
            case expireSeconds = "expire_seconds"
        }
    }

    struct RegisterRequest: Codable {
        var userID: String
        var email: String
        var password: String

        enum CodingKeys: String, CodingKey {
            case userID = "user_id"
            case email
            case password
        }
    }

    struct User: Codable {
        var userID: String
        var email: String
        var createdAt: String
        var lastLoginAt: String?

        enum CodingKeys: String, CodingKey {
            case userID = "user_id"
            case email
            case createdAt = "created_at"
            case lastLoginAt = "last_login_at"
        }
    }

    struct Tokens: Codable {
        var accessToken: String
        var refreshToken: String
        var tokenType: String
        var expiresIn: Int

        enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case refreshToken = "refresh_token"
            case tokenType = "token_type"
            case expiresIn = "expires_in"
        }
    }

    struct Registration: Codable {
        var user: User
        var tokens: Tokens
    }

    struct ErrorDetail: Codable {
        var pointer: String
        var message: String
    }

    struct ErrorBody: Codable {
        var error: String
        var code: String?
        var details: [ErrorDetail]?
    }
}
