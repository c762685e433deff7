internal import OpenAPI

/// Writes the steps of a request through the checks to its handler, and back.
///
/// The order is fixed: 401, 404 of the path, 403, 406, then what the request says.
struct RouteSteps {
    let contract: Contract
    let types: SwiftTypes
    let security: SecurityText

    /// Names that the code of a route uses itself.
    private static let taken: Set<String> = [
        "accept", "authenticator", "body", "caller", "exchange", "handlers", "input", "output", "parameters", "reader",
    ]

    private func local(_ parameter: Parameter) -> String {
        SwiftNames.local(parameter.name, besides: Self.taken)
    }

    func write(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        security.steps(operation, &text)
        for parameter in operation.parameters where parameter.location == .path {
            path(parameter, operation, &text, &rules)
        }
        if let owner = operation.parameters.first(where: { $0.location == .path && $0.name == operation.owner }) {
            text.line("try authenticator.requireOwner(\(local(owner)), caller, context: exchange.context)")
        }
        let type = SwiftNames.upperFirst(operation.id)
        if BodyTypes.isNegotiated(operation) {
            text.line("let accept = try exchange.accept(\(type).Accepted.self)")
        } else if let mediaType = operation.offeredMediaTypes.first {
            text.line("try exchange.requireAcceptable(\(SwiftNames.literal(mediaType)))")
        }
        parameters(operation, &text, &rules)
        if operation.isConstant {
            let ifNoneMatch = operation.parameters.map(local).joined()
            text.line("let constant = try handlers.\(operation.id)()")
            return text.line("return { constant.answer(unless: \(ifNoneMatch)) }")
        }
        body(operation, &text, &rules)
        let accept = BodyTypes.isNegotiated(operation) ? ["accept: accept"] : []
        let inputs =
            operation.parameters.map { "\(SwiftNames.value($0.name)): \(argument($0))" } + accept
            + (operation.body == nil ? [] : ["body: body"])
        let isGiven = operation.parameters.contains { $0.isRequired && $0.location != .path }
        text.line("let input = \(isGiven ? "try " : "")\(type).Input(\(inputs.joined(separator: ", ")))")
        let caller = operation.security.isOpen ? "" : "caller: caller, "
        text.line("let output = try await handlers.\(operation.id)(input, \(caller)context: exchange.context)")
        text.line("return try output.response()")
    }

    private func argument(_ parameter: Parameter) -> String {
        parameter.isRequired && parameter.location != .path ? "parameters.given(\(local(parameter)))" : local(parameter)
    }

    // MARK: Parameters

    private func path(
        _ parameter: Parameter, _ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        let name = SwiftNames.literal(parameter.name)
        let style = parameter.style == .simple ? "" : ", style: \(types.style(parameter))"
        let hint = "\(operation.id)_\(parameter.name)"
        let value: String
        switch contract.resolved(parameter.schema).shape {
        case .integer:
            value = "exchange.pathInteger(\(name), \(rules.name(for: parameter.schema, hint: hint))\(style))"
        case .enumeration: value = "exchange.pathChoice(\(name), \(types.type(parameter.schema)).self\(style))"
        case .array, .object:
            let rule = rules.name(
                forTextOf: parameter.schema, shape: types.shape(parameter.schema), hint: hint)
            if let type = types.objectType(parameter.schema) {
                value = "exchange.pathValue(\(name), \(type).self, \(types.style(parameter)), \(rule))"
            } else {
                let read = types.read(parameter.schema, rules: &rules, hint: hint)
                value = "exchange.pathValue(\(name), \(types.style(parameter)), \(rule)) { reader in \(read) }"
            }
        default: value = "exchange.pathString(\(name), \(rules.name(for: parameter.schema, hint: hint))\(style))"
        }
        text.line("let \(local(parameter)) = try \(value)")
    }

    private func parameters(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let parameters = operation.parameters.filter { $0.location != .path }
        let reader = "exchange.parameters(\(declaration(operation)))"
        if parameters.isEmpty { return text.line("try \(reader).finish()") }
        text.line("var parameters = \(reader)")
        for parameter in parameters {
            let value = value(parameter, hint: "\(operation.id)_\(parameter.name)", &rules)
            let standard = parameter.schema.defaultValue.map { " ?? \(types.literal($0))" } ?? ""
            text.line("let \(local(parameter)) = \(value)\(standard)")
        }
        text.line("try parameters.finish()")
    }

    /// Which names the query may have.
    private func declaration(_ operation: Operation) -> String {
        var single: [String] = security.queryKeys(operation)
        var repeated: [String] = []
        var deep: [String] = []
        for parameter in operation.parameters where parameter.location == .query {
            switch contract.resolved(parameter.schema).shape {
            case .array where parameter.explode: repeated.append(parameter.name)
            case .object where parameter.style == .deepObject: deep.append(parameter.name)
            case .object(let properties, _) where parameter.explode: single += properties.map(\.name)
            default: single.append(parameter.name)
            }
        }
        func list(_ names: [String]) -> String { "[\(names.map(SwiftNames.literal).joined(separator: ", "))]" }
        var arguments = ["query: \(list(single))"]
        if !repeated.isEmpty { arguments.append("repeated: \(list(repeated))") }
        if !deep.isEmpty { arguments.append("deep: \(list(deep))") }
        if operation.ignoresUndeclaredQuery { arguments.append("ignoringOthers: true") }
        return arguments.joined(separator: ", ")
    }

    private func value(_ parameter: Parameter, hint: String, _ rules: inout RuleBook) -> String {
        let place = ".\(parameter.location.rawValue)(\(SwiftNames.literal(parameter.name)))"
        let required = parameter.isRequired ? ", isRequired: true" : ""
        let schema = parameter.schema
        let shape = contract.resolved(schema).shape
        if types.isComposite(schema) {
            let rule = rules.name(forTextOf: schema, shape: types.shape(schema), hint: hint)
            if let type = types.objectType(schema) {
                return "parameters.value(\(place), \(type).self, \(types.style(parameter)), \(rule)\(required))"
            }
            let read = types.read(schema, rules: &rules, hint: hint)
            return "parameters.value(\(place), \(types.style(parameter)), \(rule)\(required)) { reader in \(read) }"
        }
        let rule = rules.name(for: schema, hint: hint)
        return switch shape {
        case .integer: "parameters.integer(\(place), \(rule)\(required))"
        case .number: "parameters.number(\(place), \(rule)\(required))"
        case .boolean: "parameters.bool(\(place), \(rule)\(required))"
        case .enumeration: "parameters.choice(\(place), \(types.type(schema)).self, \(rule)\(required))"
        default: "parameters.string(\(place), \(rule)\(required))"
        }
    }

    // MARK: Body

    private func body(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        guard let body = operation.body else { return }
        let type = BodyTypes(types: types).type(body)
        let hint = "\(operation.id)_body"
        let contents = body.contents
        if contents.count == 1, body.isRequired {
            text.line("try exchange.requireContent(\(SwiftNames.literal(contents[0].mediaType)))")
            return text.line("let body = \(read(contents[0], body, hint: hint, &rules))")
        }
        let inside = SwiftNames.upperFirst(operation.id)
        let declared = contents.count == 1 ? type : "\(inside).\(type)"
        text.line("\(body.isRequired ? "let" : "var") body: \(declared)")
        if body.isRequired {
            choose(body, hint: hint, &text, &rules)
        } else {
            text.block("if exchange.hasBody") { text in choose(body, hint: hint, &text, &rules) }
        }
    }

    /// Gives `body` its value, by the media type that came.
    private func choose(
        _ body: RequestBody, hint: String, _ text: inout SwiftText, _ rules: inout RuleBook
    ) {
        let contents = body.contents
        if contents.count == 1 {
            text.line("try exchange.requireContent(\(SwiftNames.literal(contents[0].mediaType)))")
            return text.line("body = \(read(contents[0], body, hint: hint, &rules))")
        }
        let offered = contents.map { SwiftNames.literal($0.mediaType) }
        text.line("switch try exchange.content(of: [\(offered.joined(separator: ", "))]) {")
        for (index, content) in contents.enumerated() {
            let name = MediaNames.name(content.mediaType)
            text.line(index == contents.count - 1 ? "default:" : "case \(offered[index]):")
            text.indented { text in
                text.line("body = .\(name)(\(read(content, body, hint: "\(hint)_\(name)", &rules)))")
            }
        }
        text.line("}")
    }

    private func read(_ content: Content, _ body: RequestBody, hint: String, _ rules: inout RuleBook) -> String {
        let limit = body.maxBytes.map { "maxBytes: \(SwiftNames.literal($0))" } ?? ""
        let more = limit.isEmpty ? "" : ", " + limit
        switch content.kind {
        case .json(let schema):
            if case .reference(let name) = schema.shape, case .object = contract.resolved(schema).shape {
                return "try await exchange.json(\(name).self\(more))"
            }
            let read = types.read(schema, rules: &rules, hint: hint)
            return "try await exchange.json\(limit.isEmpty ? "" : "(\(limit))") { reader in \(read) }"
        case .form(let schema), .multipart(let schema):
            let isForm = if case .form = content.kind { true } else { false }
            let rule = rules.name(
                forTextOf: schema, shape: types.shape(schema, inParts: !isForm), hint: hint)
            return "try await exchange.\(isForm ? "form" : "multipart")(\(types.type(schema)).self, \(rule)\(more))"
        case .text(let schema):
            return "try await exchange.text(\(rules.name(for: schema, hint: hint))\(more))"
        case .bytes: return "try await exchange.bytes(\(limit))"
        case .stream: return "exchange.stream(\(limit))"
        }
    }
}
