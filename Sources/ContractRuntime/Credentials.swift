internal import HTTPCore

/// What a request carried in its Authorization field as a bearer token (RFC 6750 §2.1).
package enum BearerCredentials: Sendable, Equatable {
    case none
    /// Another scheme, several fields, or no single token.
    case malformed
    case token(String)
}

/// What a request carried in its Authorization field as user and password (RFC 7617 §2).
package enum BasicCredentials: Sendable, Equatable {
    case none
    /// Another scheme, several fields, or nothing that decodes to `user:password` in UTF-8.
    case malformed
    case user(String, password: String)
}

/// What a request carried where an API key belongs.
package enum APIKeyCredentials: Sendable, Equatable {
    case none
    /// It stands there more than once, is empty, or is not percent-encoded as it must be.
    case malformed
    case key(String)
}

extension Exchange {
    /// The value of the Authorization field behind the name of a scheme; nil when there is no such field.
    private func authorization(_ scheme: String) -> Result<Substring, MalformedCredentials>? {
        let count = request.fields.count("Authorization")
        guard count > 0 else { return nil }
        guard count == 1, let field = request.fields["Authorization"] else { return .failure(MalformedCredentials()) }
        guard let space = field.utf8.firstIndex(of: UInt8(ascii: " ")),
            field.utf8[..<space].elementsEqual(scheme.utf8, by: { ASCII.lowercase($0) == $1 })
        else { return .failure(MalformedCredentials()) }
        let credentials = field[field.utf8.index(after: space)...]
        guard Exchange.isToken68(credentials) else { return .failure(MalformedCredentials()) }
        return .success(credentials)
    }

    /// One of what RFC 9110 §11.2 calls token68, as bearer tokens and Base 64 are.
    private static func isToken68(_ text: Substring) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var end = bytes.count
            while end > 0, unsafe bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
            // Tokens are long, and most requests carry one: without a branch, the compiler takes sixteen bytes at once.
            var others: UInt8 = 0
            for index in 0..<end {
                let byte = unsafe bytes[index]
                var isMember: UInt8 = (byte | 0x20) &- UInt8(ascii: "a") < 26 ? 1 : 0
                // The digits, and `-./` before them.
                isMember |= byte &- UInt8(ascii: "-") < 13 ? 1 : 0
                isMember |= byte == UInt8(ascii: "_") ? 1 : 0
                isMember |= byte == UInt8(ascii: "~") ? 1 : 0
                isMember |= byte == UInt8(ascii: "+") ? 1 : 0
                others |= 1 ^ isMember
            }
            return end > 0 && others == 0
        }
    }

    package var bearer: BearerCredentials {
        switch authorization("bearer") {
        case nil: .none
        case .failure: .malformed
        case .success(let token): .token(String(token))
        }
    }

    package var basic: BasicCredentials {
        switch authorization("basic") {
        case nil: return .none
        case .failure: return .malformed
        case .success(let text):
            // The user cannot contain a colon, the password can, and may begin with a mark that combines with it.
            guard let bytes = Base64.decode(text), let pair = String(validating: bytes, as: UTF8.self),
                let colon = pair.utf8.firstIndex(of: UInt8(ascii: ":")),
                !pair.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { return .malformed }
            return .user(String(pair[..<colon]), password: String(pair[pair.utf8.index(after: colon)...]))
        }
    }

    package func key(_ place: ParameterPlace) -> APIKeyCredentials {
        let values: [String?]
        switch place {
        case .header(let name):
            values = request.fields.values(name)
        case .query(let name):
            let query = QueryParameters(request.query, .init(repeated: [name], ignoresOthers: true))
            values = query.pairs.map { PercentEncoding.decode($0.raw, plusIsSpace: true) }
        case .cookie(let name): values = Cookies.raw(name, in: request.fields).map { PercentEncoding.decode($0) }
        case .path: values = []
        }
        guard let first = values.first else { return .none }
        guard values.count == 1, let key = first, !key.isEmpty else { return .malformed }
        return .key(key)
    }
}

private struct MalformedCredentials: Error {}
