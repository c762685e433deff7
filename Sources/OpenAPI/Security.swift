package import YAML

/// A way for a client to say who it is.
package struct SecurityScheme: Sendable {
    package enum Kind: Sendable, Equatable {
        /// `Authorization: Bearer …` (RFC 6750).
        case bearer
        /// `Authorization: Basic …` (RFC 7617).
        case basic
        /// A key in a header field, a query parameter or a cookie.
        case apiKey(Parameter.Location, name: String)
        /// A bearer token with scopes; the scopes that some flow declares.
        case oauth2(scopes: [String])
        /// A bearer token with scopes, which the provider declares.
        case openIDConnect
    }

    package let name: String
    package let kind: Kind
    package let description: String?
    package let mark: Mark

    /// Whether a requirement may name scopes.
    package var hasScopes: Bool {
        switch kind {
        case .oauth2, .openIDConnect: true
        case .bearer, .basic, .apiKey: false
        }
    }
}

/// Who may call an operation: any of the alternatives, each of which may ask for several schemes at once.
package struct SecurityRequirements: Sendable {
    package struct Requirement: Sendable, Equatable {
        package let scheme: String
        package let scopes: [String]
    }

    /// All of its requirements; none at all (`{}`) lets anybody in.
    package struct Alternative: Sendable {
        package let requirements: [Requirement]
        package let mark: Mark
    }

    package let alternatives: [Alternative]
    package let mark: Mark
    /// RFC 6901, from the root of the contract.
    package let pointer: String

    /// Whether nobody has to say who they are, nor may.
    package var isOpen: Bool { alternatives.allSatisfy(\.requirements.isEmpty) }
    /// Whether one may say who one is, and need not.
    package var isOptional: Bool { !isOpen && alternatives.contains(where: \.requirements.isEmpty) }
    package var hasScopes: Bool { alternatives.contains { $0.requirements.contains { !$0.scopes.isEmpty } } }
    /// Every scheme that some alternative names, each once, in the order of the contract.
    package var schemes: [String] {
        var names: [String] = []
        for name in alternatives.flatMap(\.requirements).map(\.scheme) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}
