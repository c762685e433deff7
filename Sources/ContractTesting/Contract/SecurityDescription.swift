/// Who may call an operation: one of several alternatives, each of which may ask for several things at once.
package struct SecurityDescription: Sendable {
    package enum Scheme: Sendable, Equatable {
        /// Bearer tokens, also those of OAuth 2.0 and OpenID Connect.
        case bearer
        case basic
        case key(ParameterDescription.Location, name: String)
    }

    package struct Demand: Sendable {
        package let scheme: Scheme
        package let scopes: [String]
    }

    package let alternatives: [[Demand]]

    /// An empty list lets everyone in, and so does an empty alternative (OpenAPI 3.0.3, Security Requirement Object).
    var isRequired: Bool { !alternatives.isEmpty && alternatives.allSatisfy { !$0.isEmpty } }
    var schemes: [Scheme] { alternatives.joined().map(\.scheme) }
    var scopes: Set<String> { Set(alternatives.joined().flatMap(\.scopes)) }

    /// Whether a request brings all that some alternative asks for, whatever it is worth.
    func isTried(by request: SentRequest) -> Bool {
        alternatives.contains { $0.allSatisfy { $0.scheme.isCarried(by: request) } }
    }
}

extension SecurityDescription.Scheme {
    /// Nil for a scheme that the oracle does not know.
    init?(_ scheme: JSONTree) {
        switch (scheme["type"]?.string, scheme["scheme"]?.string?.lowercased()) {
        case ("http", "bearer"), ("oauth2", _), ("openIdConnect", _): self = .bearer
        case ("http", "basic"): self = .basic
        case ("apiKey", _):
            guard let name = scheme["name"]?.string,
                let place = scheme["in"]?.string.flatMap(ParameterDescription.Location.init)
            else { return nil }
            self = .key(place, name: name)
        default: return nil
        }
    }

    func isCarried(by request: SentRequest) -> Bool {
        switch self {
        case .bearer: request["Authorization"]?.lowercased().hasPrefix("bearer ") == true
        case .basic: request["Authorization"]?.lowercased().hasPrefix("basic ") == true
        case .key(.header, let name): request[name] != nil
        case .key(.query, let name): SimpleValue.pairs(request.query).contains { $0.name == name }
        case .key(.cookie, let name): request.cookies.contains { $0.name == name }
        case .key(.path, _): false
        }
    }

    /// Whether a WWW-Authenticate field asks for this scheme (RFC 9110 §11.6.1).
    func isAsked(by field: String) -> Bool {
        let challenges = field.matches(of: #/(?:^|, )([A-Za-z]+) ((?:[a-z_]+="[^"]*"(?:, (?=[a-z_]+=))?)*)/#)
        return challenges.contains { challenge in
            switch self {
            case .bearer: challenge.1 == "Bearer"
            case .basic: challenge.1 == "Basic"
            case .key(let place, let name):
                challenge.1 == "APIKey" && challenge.2.contains("in=\"\(place.rawValue)\"")
                    && challenge.2.contains("name=\"\(name)\"")
            }
        }
    }
}

extension SentRequest {
    /// The cookies as they stand in the Cookie fields (RFC 6265 §4.2.1).
    var cookies: [(name: String, value: String)] {
        (self["Cookie"] ?? "").split(separator: ";").map { pair in
            let parts = pair.drop { $0 == " " }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }
}
