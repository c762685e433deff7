internal import OpenAPI

/// Who may do what, and how they say who they are.
enum SecurityRules {
    static let all: [Rule] = [openWrite, owner, challenge, rateLimit, secretInURL, unusedScheme, unusedScope]

    private static let writes: Set = ["POST", "PUT", "PATCH", "DELETE"]

    static let openWrite = Rule(
        "open-write", .warning, "Anybody may call an operation that changes something",
        because: "such an operation is either meant so, which a suppression says with its reason, or a hole",
        see: Reference.owasp("0xa2-broken-authentication")
    ) { subject in
        subject.operations.filter { writes.contains($0.method) && ($0.security.isOpen || $0.security.isOptional) }.map {
            subject.found($0, "anybody may call \($0.id): name a scheme under security, or suppress this with a reason")
        }
    }

    static let owner = Rule(
        "owner-unchecked", .warning, "A secured operation does not check the owner that its sisters check",
        because: "any signed-in caller may then reach everybody's things",
        see: Reference.owasp("0xa1-broken-object-level-authorization")
    ) { subject in
        let owners = Set(subject.operations.compactMap(\.owner))
        return subject.operations.filter { $0.owner == nil && !$0.security.isOpen }.compactMap { operation in
            let parameter = operation.parameters.first { $0.location == .path && owners.contains($0.name) }
            guard let parameter else { return nil }
            return subject.found(
                operation,
                "other operations let only the owner in, \(operation.id) lets everybody: write x-owner: "
                    + parameter.name)
        }
    }

    static let challenge = Rule(
        "challenge-missing", .warning, "A 401 does not require WWW-Authenticate",
        because: "a server must send a challenge with every 401, and clients learn from it what is wrong",
        see: Reference.rfc(9110, "11.6.1")
    ) { subject in
        subject.responses(lacking: "WWW-Authenticate", in: [401]).map {
            subject.found(at: $0.pointer, "this 401 may lack WWW-Authenticate: add it with required: true")
        }
    }

    static let rateLimit = Rule(
        "rate-limit-missing", .note, "Anybody may call a write as often as they like",
        because: "guessing and flooding cost the caller nothing",
        see: Reference.owasp("0xa4-unrestricted-resource-consumption")
    ) { subject in
        subject.operations.filter { operation in
            writes.contains(operation.method) && operation.security.isOpen
                && !operation.responses.contains { $0.status == 429 }
        }.map { subject.found($0, "anybody may call \($0.id) without end: limit it, and write its 429") }
    }

    static let secretInURL = Rule(
        "secret-in-url", .warning, "A secret is sent in the URL",
        because: "URLs stand in logs, histories and Referer fields", see: Reference.rfc(6750, "5.3")
    ) { subject in
        let names: Set = [
            "password", "passwd", "secret", "token", "access_token", "refresh_token", "api_key", "apikey",
        ]
        let parameters = subject.parameters.filter { $0.location == .query || $0.location == .path }
        return parameters.filter { names.contains($0.name.lowercased()) }.map {
            subject.found(value: $0.mark, "\($0.name) stands in the URL: move it to a header field or to the body")
        }
            + subject.contract.securitySchemes.compactMap { scheme in
                guard case .apiKey(.query, let name) = scheme.kind else { return nil }
                return subject.found(key: scheme.mark, "the key \(name) stands in the URL: move it to a header field")
            }
    }

    static let unusedScheme = Rule(
        "security-scheme-unused", .warning, "No operation asks for a security scheme",
        because: "handlers have to answer for it all the same, and readers think that it protects something",
        see: Reference.openAPI("security-scheme-object")
    ) { subject in
        let used = Set(subject.operations.flatMap(\.security.schemes))
        return subject.contract.securitySchemes.filter { !used.contains($0.name) }
            .map { subject.found(key: $0.mark, "no operation asks for \($0.name): remove it, or use it") }
    }

    static let unusedScope = Rule(
        "scope-unused", .note, "No operation asks for a scope that a flow declares",
        because: "clients ask their users for rights that do nothing", see: Reference.openAPI("oauth-flow-object")
    ) { subject in
        let requirements = subject.operations.flatMap(\.security.alternatives).flatMap(\.requirements)
        return subject.contract.securitySchemes.flatMap { scheme -> [Found] in
            guard case .oauth2(let scopes) = scheme.kind else { return [] }
            let used = Set(requirements.filter { $0.scheme == scheme.name }.flatMap(\.scopes))
            return scopes.filter { !used.contains($0) }
                .map {
                    subject.found(
                        key: scheme.mark, "no operation asks for \($0) of \(scheme.name): remove it, or use it")
                }
        }
    }
}

extension Subject {
    /// Responses that are documented without a header field, or with one that may be left out: a shared one once.
    func responses(
        lacking header: String, in statuses: Set<Int>, ofMethod method: String? = nil
    ) -> [(status: Int, pointer: String)] {
        operations.filter { method == nil || $0.method == method }.flatMap { operation in
            operation.responses.filter { response in
                statuses.contains(response.status)
                    && !response.headers.contains { $0.isRequired && $0.name.lowercased() == header.lowercased() }
            }.map { ($0.status, document.target(of: "\(operation.pointer)/responses/\($0.status)")) }
        }
    }
}
