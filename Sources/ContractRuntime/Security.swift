internal import HTTPCore

/// A way to say who one is, as a 401 asks for it (RFC 9110 §11.6.1).
package enum SecurityScheme: Sendable, Equatable {
    case bearer
    case basic
    case apiKey(ParameterPlace)

    /// The name in front of the challenge.
    var name: String {
        switch self {
        case .bearer: "Bearer"
        case .basic: "Basic"
        // Not registered, but a challenge must stand there, and clients learn where the key belongs.
        case .apiKey: "APIKey"
        }
    }

    var challenge: String {
        switch self {
        case .bearer: #"Bearer realm="\#(Self.realm)""#
        case .basic: #"Basic realm="\#(Self.realm)", charset="UTF-8""#
        // The name is a token: the contract's reader sees to it.
        case .apiKey(let place):
            #"APIKey realm="\#(Self.realm)", in="\#(place.pointer.prefix { $0 != "/" })", name="\#(place.name)""#
        }
    }

    static let realm = "vellum"
}

/// A caller together with what their token lets them do.
package struct Granted<Caller: Sendable>: Sendable {
    let caller: Caller
    let scopes: Set<String>

    package init(_ caller: Caller, scopes: Set<String>) {
        self.caller = caller
        self.scopes = scopes
    }

    /// - Throws: 403 when a scope is missing (RFC 6750 §3.1).
    package func caller(with required: [String]) throws(Rejection) -> Caller {
        guard Set(required).isSubset(of: scopes) else { throw .insufficientScope(required) }
        return caller
    }
}

/// One of several ways to be let in: all of its schemes at once.
package struct SecurityAlternative<Caller: Sendable>: Sendable {
    let schemes: [SecurityScheme]
    let authenticate: @Sendable () async throws -> Caller

    package init(_ schemes: SecurityScheme..., authenticate: @escaping @Sendable () async throws -> Caller) {
        self.schemes = schemes
        self.authenticate = authenticate
    }
}

extension Exchange {
    /// Who calls, by the first alternative that lets them in. Only those are tried whose credentials all came.
    ///
    /// - Throws: 403 when a caller was known and lacked a scope, else 401.
    package func caller<Caller>(of alternatives: [SecurityAlternative<Caller>]) async throws -> Caller {
        var refusal: Rejection?
        for alternative in alternatives where alternative.schemes.allSatisfy(carries) {
            do {
                return try await alternative.authenticate()
            } catch let rejection as Rejection where rejection.status == 401 || rejection.status == 403 {
                if refusal == nil || (refusal?.status == 401 && rejection.status == 403) { refusal = rejection }
            }
        }
        if let refusal { throw refusal }
        // Nothing complete came. The alternative that came nearest says what is missing.
        let nearest = alternatives.first { $0.schemes.contains(where: carries) } ?? alternatives.first
        guard let nearest else { throw Rejection.internalError("an operation with security and no alternatives") }
        _ = try await nearest.authenticate()
        // Its credentials did not all come: whatever an authenticator says, nobody is let in by half of them.
        throw Rejection(status: 401, code: "credentials_missing", message: "Credentials are missing")
    }

    /// Like `caller(of:)`, but who brings no credentials at all is nobody, and let in. Bad ones are still refused.
    package func optionalCaller<Caller>(of alternatives: [SecurityAlternative<Caller>]) async throws -> Caller? {
        let bringsSome =
            request.fields.count("Authorization") > 0 || alternatives.contains { $0.schemes.contains(where: carries) }
        return bringsSome ? try await caller(of: alternatives) : nil
    }

    private func carries(_ scheme: SecurityScheme) -> Bool {
        switch scheme {
        case .bearer, .basic:
            let field = request.fields["Authorization"]
            return field?.prefix { $0 != " " }.lowercased() == scheme.name.lowercased()
        case .apiKey(let place): return key(place) != .none
        }
    }
}

extension Rejection {
    /// The caller is known, but their token does not reach that far (RFC 6750 §3.1).
    package static func insufficientScope(_ scopes: [String]) -> Rejection {
        let wanted = scopes.joined(separator: " ")
        return Rejection(
            status: 403, code: "insufficient_scope", message: "The token lacks a scope: \(wanted) is needed",
            fields: [
                "WWW-Authenticate":
                    #"Bearer realm="\#(SecurityScheme.realm)", error="insufficient_scope", scope="\#(wanted)""#
            ])
    }

    /// A 401 with a challenge for each way to be let in; those that it has are kept.
    func challenging(_ schemes: [SecurityScheme]) -> Rejection {
        var rejection = self
        let given = fields["WWW-Authenticate"]
        let named = Set(given.map(Rejection.schemeNames) ?? [])
        var challenges = given.map { [$0] } ?? []
        for scheme in schemes where !named.contains(scheme.name.lowercased()) {
            if !challenges.contains(scheme.challenge) { challenges.append(scheme.challenge) }
        }
        if !challenges.isEmpty { rejection.fields["WWW-Authenticate"] = challenges.joined(separator: ", ") }
        return rejection
    }

    /// The schemes of a list of challenges, in lower case (RFC 9110 §11.6.1): commas stand between challenges and
    /// between the parameters of one, and what is no parameter begins a challenge.
    private static func schemeNames(_ challenges: String) -> [String] {
        challenges[...].partsOutsideQuotes(at: UInt8(ascii: ",")).compactMap { element in
            let name = Substring(element.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") })
            let rest = element.dropping(name.utf8.count).trimmingBlanks
            return name.isEmpty || rest.utf8.first == UInt8(ascii: "=") ? nil : name.lowercased()
        }
    }
}
