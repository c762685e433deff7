import ContractRuntime
import GoldenLibrary
import HTTPCore

/// Who comes through the door.
struct Visitor: Sendable, Equatable {
    /// A reader's card, a clerk's name, the number of a desk.
    let name: String
}

/// Knows everybody by what they carry.
struct Doorkeeper: Library.Authenticator {
    // Tokens say by themselves whose they are: `reader.CARD`, `partner.SCOPE+SCOPE`, `student.SCOPE+SCOPE`, a slash for
    // the colon that no token may have (RFC 6750 §2.1).
    static let clerk = (name: "anna", password: "pass:wörd")
    static let deskKey = "desk-7"
    static let feedKey = "feed 1&2"
    static let cookie = "session-"

    func readerToken(_ credentials: BearerCredentials, context: RequestContext) async throws -> Visitor {
        Visitor(name: try rest(of: credentials, "reader"))
    }

    func readerCookie(_ credentials: APIKeyCredentials, context: RequestContext) async throws -> Visitor {
        guard case .key(let key) = credentials, key.hasPrefix(Self.cookie) else { throw refusal("\(credentials)") }
        return Visitor(name: String(key.dropFirst(Self.cookie.count)))
    }

    func clerk(_ credentials: BasicCredentials, context: RequestContext) async throws -> Visitor {
        guard case .user(Self.clerk.name, Self.clerk.password) = credentials else { throw refusal("\(credentials)") }
        return Visitor(name: Self.clerk.name)
    }

    func deskKey(_ credentials: APIKeyCredentials, context: RequestContext) async throws -> Visitor {
        guard case .key(Self.deskKey) = credentials else { throw refusal("\(credentials)") }
        return Visitor(name: Self.deskKey)
    }

    func feedKey(_ credentials: APIKeyCredentials, context: RequestContext) async throws -> Visitor {
        guard case .key(Self.feedKey) = credentials else { throw refusal("\(credentials)") }
        return Visitor(name: Self.feedKey)
    }

    func partner(_ credentials: BearerCredentials, context: RequestContext) async throws -> Granted<Visitor> {
        try granted(credentials, "partner")
    }

    func university(_ credentials: BearerCredentials, context: RequestContext) async throws -> Granted<Visitor> {
        try granted(credentials, "student")
    }

    func joined(_ callers: [Visitor], context: RequestContext) async throws -> Visitor {
        Visitor(name: callers.map(\.name).joined(separator: "@"))
    }

    func requireOwner(_ owner: String, _ caller: Visitor, context: RequestContext) throws {
        guard owner == caller.name else { throw Rejection(status: 403, code: "not_yours", message: "Not yours") }
    }

    private func granted(_ credentials: BearerCredentials, _ kind: String) throws -> Granted<Visitor> {
        let scopes = try rest(of: credentials, kind).replacing("/", with: ":").split(separator: "+").map(String.init)
        return Granted(Visitor(name: kind), scopes: Set(scopes))
    }

    private func rest(of credentials: BearerCredentials, _ kind: String) throws -> String {
        guard case .token(let token) = credentials, token.hasPrefix(kind + ".") else {
            // A token that is there and wrong is told so (RFC 6750 §3).
            if case .token = credentials {
                throw refusal("invalid_token", [#"Bearer realm="library", error="invalid_token""#])
            }
            throw refusal("\(credentials)")
        }
        return String(token.dropFirst(kind.count + 1))
    }

    private func refusal(_ code: String, _ challenges: [String] = []) -> Rejection {
        Rejection(
            status: 401, code: code == "none" || code == "malformed" ? code : "invalid_token", message: "Who are you?",
            fields: challenges.isEmpty ? [:] : ["WWW-Authenticate": challenges.joined(separator: ", ")])
    }
}
