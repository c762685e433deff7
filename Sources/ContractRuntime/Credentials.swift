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
    /// It stands there more than once, or is not percent-encoded as it must be.
    case malformed
    case key(String)
}

extension Exchange {
    /// The value of the Authorization field behind the name of a scheme; nil when there is no such field.
    private func authorization(_ scheme: String) -> Result<Substring, MalformedCredentials>? {
        let count = request.fields.count("Authorization")
        guard count > 0 else { return nil }
        guard count == 1, let field = request.fields["Authorization"] else { return .failure(MalformedCredentials()) }
        let parts = field.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == scheme, !parts[1].isEmpty, !parts[1].contains(" ") else {
            return .failure(MalformedCredentials())
        }
        return .success(parts[1])
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
            // The user cannot contain a colon, the password can.
            guard let bytes = Base64.decode(text), let pair = String(validating: bytes, as: UTF8.self),
                let colon = pair.firstIndex(of: ":"), !pair.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { return .malformed }
            return .user(String(pair[..<colon]), password: String(pair[pair.index(after: colon)...]))
        }
    }

    package func key(_ place: ParameterPlace) -> APIKeyCredentials {
        let values: [String?]
        switch place {
        case .header(let name):
            values = request.fields.fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
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
