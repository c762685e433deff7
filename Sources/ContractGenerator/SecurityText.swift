internal import OpenAPI

/// How generated code asks who calls.
struct SecurityText {
    let contract: Contract

    /// The steps that give a route its `caller`; none for an open operation.
    func steps(_ operation: Operation, _ text: inout SwiftText) {
        guard !operation.security.isOpen else { return }
        let alternatives = operation.security.alternatives.filter { !$0.requirements.isEmpty }
        if alternatives.count == 1, !operation.security.isOptional, alternatives[0].requirements.count == 1 {
            return text.line("let caller = \(call(alternatives[0].requirements[0]))")
        }
        let function = operation.security.isOptional ? "optionalCaller" : "caller"
        text.line("let caller = try await exchange.\(function)(of: [")
        text.indented { text in
            for alternative in alternatives { self.alternative(alternative, isOnly: alternatives.count == 1, &text) }
        }
        text.line("])")
    }

    private func alternative(
        _ alternative: SecurityRequirements.Alternative, isOnly: Bool, _ text: inout SwiftText
    ) {
        let schemes = alternative.requirements.compactMap { contract.securityScheme(named: $0.scheme) }.map(expression)
        text.line("SecurityAlternative(\(schemes.joined(separator: ", "))) {")
        text.indented { text in
            if alternative.requirements.count == 1 {
                text.line(call(alternative.requirements[0]))
            } else {
                text.line("try await authenticator.joined(")
                text.indented { text in
                    text.line("[")
                    text.indented { text in
                        for requirement in alternative.requirements { text.line("\(call(requirement)),") }
                    }
                    text.line("], context: exchange.context)")
                }
            }
        }
        text.line(isOnly ? "}" : "},")
    }

    /// The call that asks one scheme.
    private func call(_ requirement: SecurityRequirements.Requirement) -> String {
        guard let scheme = contract.securityScheme(named: requirement.scheme) else { return "" }
        let credentials =
            switch scheme.kind {
            case .bearer, .oauth2, .openIDConnect: "exchange.bearer"
            case .basic: "exchange.basic"
            case .apiKey(let place, let name): "exchange.key(.\(place.rawValue)(\(SwiftNames.literal(name))))"
            }
        let name = SwiftNames.declared(scheme.name)
        let call = "try await authenticator.\(name)(\(credentials), context: exchange.context)"
        guard scheme.hasScopes else { return call }
        let scopes = requirement.scopes.map(SwiftNames.literal).joined(separator: ", ")
        return "\(call).caller(with: [\(scopes)])"
    }

    /// An expression of type `SecurityScheme`.
    func expression(_ scheme: SecurityScheme) -> String {
        switch scheme.kind {
        case .bearer, .oauth2, .openIDConnect: ".bearer"
        case .basic: ".basic"
        case .apiKey(let place, let name): ".apiKey(.\(place.rawValue)(\(SwiftNames.literal(name))))"
        }
    }

    /// The schemes of an operation, each once, as an argument.
    func schemes(_ operation: Operation) -> String {
        var expressions: [String] = []
        for name in operation.security.schemes {
            guard let scheme = contract.securityScheme(named: name) else { continue }
            let expression = expression(scheme)
            if !expressions.contains(expression) { expressions.append(expression) }
        }
        return "[\(expressions.joined(separator: ", "))]"
    }

    /// The names of query parameters that carry keys: they are declared by the scheme.
    func queryKeys(_ operation: Operation) -> [String] {
        operation.security.schemes.compactMap { name in
            guard case .apiKey(.query, let key)? = contract.securityScheme(named: name)?.kind else { return nil }
            return key
        }
    }
}
