internal import OpenAPI
internal import YAML

/// Writes the way of each request: through the checks, to the handler, and back as a checked response.
struct RoutesFile {
    let contract: Contract
    let namespace: String
    let types: SwiftTypes

    func text(rules: inout RuleBook) -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        text.line()
        text.line("package import ContractRuntime")
        text.line("internal import HTTPCore")
        text.line()
        list(&text)
        for operation in contract.operations {
            text.line()
            text.block("extension \(namespace)") { text in route(operation, &text, &rules) }
            text.line()
            text.block("extension \(namespace).\(SwiftNames.upperFirst(operation.id)).Output") { text in
                response(operation, &text, &rules)
            }
        }
        return text.text
    }

    /// Names that the code of a route uses itself.
    private static let taken: Set<String> = [
        "authenticator", "body", "caller", "exchange", "handlers", "input", "output", "parameters",
    ]

    private func local(_ parameter: String) -> String { SwiftNames.local(parameter, besides: Self.taken) }

    private var isSecured: Bool { contract.operations.contains { $0.security != .open } }

    private func list(_ text: inout SwiftText) {
        text.block("extension \(namespace)") { text in
            text.line("/// All operations, in the order of the contract.")
            if isSecured {
                text.line(
                    "package static func routes<_H: Handlers, _A: Authenticator>(_ handlers: _H, _ authenticator: _A) -> [Route]"
                )
                text.line("where _H.Caller == _A.Caller {")
            } else {
                text.line("package static func routes<_H: Handlers>(_ handlers: _H) -> [Route] {")
            }
            text.indented { text in
                text.line("[")
                text.indented { text in
                    for operation in contract.operations {
                        let authenticator = operation.security == .open ? "" : ", authenticator"
                        text.line("\(operation.id)(handlers\(authenticator)),")
                    }
                }
                text.line("]")
            }
            text.line("}")
        }
    }

    private func route(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        if operation.security == .open {
            text.line("private static func \(operation.id)<_H: Handlers>(_ handlers: _H) -> Route {")
        } else {
            text.line(
                "private static func \(operation.id)<_H: Handlers, _A: Authenticator>(_ handlers: _H, _ authenticator: _A) -> Route"
            )
            text.line("where _H.Caller == _A.Caller {")
        }
        text.indented { text in
            text.line("Route(")
            text.indented { text in
                let path = SwiftNames.literal(operation.path)
                let tag = SwiftNames.literal(operation.tag)
                let ignoring = ignoresUnknown(operation) ? " ignoresUnknown: true," : ""
                text.line("\"\(operation.id)\", \"\(operation.method)\", \(path), tag: \(tag),\(ignoring)")
                text.line("documented: [")
                text.indented { text in
                    for response in operation.responses { text.line("\(documented(response)),") }
                }
                text.line("]")
            }
            text.line(") { exchange in")
            text.indented { text in steps(operation, &text, &rules) }
            text.line("}")
        }
        text.line("}")
    }

    private func ignoresUnknown(_ operation: Operation) -> Bool {
        guard let body = operation.body, case .object(_, let ignoresUnknown) = contract.resolved(body).shape else {
            return false
        }
        return ignoresUnknown
    }

    /// What a rejection of this status must have; a success is no rejection.
    private func documented(_ response: Response) -> String {
        var arguments = [String(response.status)]
        guard response.status >= 400 else { return "DocumentedStatus(\(arguments[0]))" }
        let fields = response.headers.filter(\.isRequired).map { SwiftNames.literal($0.name) }
        if !fields.isEmpty { arguments.append("fields: [\(fields.joined(separator: ", "))]") }
        if case .json(let schema) = response.content { arguments.append("body: \(types.type(schema)).self") }
        return "DocumentedStatus(\(arguments.joined(separator: ", ")))"
    }

    /// The order is fixed: 401, 404 of the path, 403, 406, then what the request says.
    private func steps(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        if case .bearer(let scheme) = operation.security {
            text.line(
                "let caller = try await authenticator.\(SwiftNames.declared(scheme))(exchange.bearer, context: exchange.context)"
            )
        }
        for parameter in operation.parameters where parameter.location == .path {
            let rule = rules.name(for: parameter.schema, hint: "\(operation.id)_\(parameter.name)")
            let kind = if case .integer = contract.resolved(parameter.schema).shape { "Integer" } else { "String" }
            let name = SwiftNames.literal(parameter.name)
            text.line("let \(local(parameter.name)) = try exchange.path\(kind)(\(name), \(rule))")
        }
        if let owner = operation.owner {
            text.line(
                "try authenticator.requireOwner(\(local(owner)), caller, context: exchange.context)")
        }
        if let mediaType = successMediaType(operation) {
            text.line("try exchange.requireAcceptable(\(SwiftNames.literal(mediaType)))")
        }
        parameters(operation, &text, &rules)
        if let body = operation.body { text.line("let body = try await exchange.body(\(types.type(body)).self)") }
        let inputs =
            operation.parameters.map { "\(SwiftNames.value($0.name)): \(local($0.name))" }
            + (operation.body == nil ? [] : ["body: body"])
        text.line("let input = \(SwiftNames.upperFirst(operation.id)).Input(\(inputs.joined(separator: ", ")))")
        let caller = operation.security == .open ? "" : "caller: caller, "
        text.line("let output = try await handlers.\(operation.id)(input, \(caller)context: exchange.context)")
        text.line("return try output.response()")
    }

    private func successMediaType(_ operation: Operation) -> String? {
        for response in operation.responses where response.status < 300 {
            switch response.content {
            case .json: return "application/json"
            case .bytes(let mediaType), .stream(let mediaType): return mediaType
            case nil: continue
            }
        }
        return nil
    }

    private func parameters(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let parameters = operation.parameters.filter { $0.location != .path }
        let names = parameters.filter { $0.location == .query }.map { SwiftNames.literal($0.name) }
        text.line(
            "\(parameters.isEmpty ? "let" : "var") parameters = exchange.parameters(query: [\(names.joined(separator: ", "))])"
        )
        for parameter in parameters {
            let rule = rules.name(for: parameter.schema, hint: "\(operation.id)_\(parameter.name)")
            let kind =
                switch contract.resolved(parameter.schema).shape {
                case .integer: "integer"
                case .number: "number"
                case .boolean: "bool"
                default: "string"
                }
            let name = SwiftNames.literal(parameter.name)
            let local = local(parameter.name)
            let read = "parameters.\(kind)(\(parameter.location.rawValue): \(name), \(rule))"
            if parameter.isRequired {
                // No name of a contract has an underscore inside.
                let given = SwiftNames.value(parameter.name) + "_given"
                let checked = SwiftNames.value(parameter.name) + "_checked"
                let pointer = SwiftNames.literal("\(parameter.location.rawValue)/\(parameter.name)")
                text.line("let \(given) = \(read)")
                text.line(
                    "let \(checked) = parameters.require(\(given), \(pointer), line: \(parameter.mark.line))")
            } else {
                let value = parameter.schema.defaultValue.map { " ?? \(types.literal($0))" } ?? ""
                text.line("let \(local) = \(read)\(value)")
            }
        }
        text.line("try parameters.finish()")
        for parameter in parameters where parameter.isRequired {
            let local = local(parameter.name)
            text.line(
                "guard let \(local) = \(SwiftNames.value(parameter.name))_checked else { throw Rejection.invalid(parameters.violations) }"
            )
        }
    }

    private func response(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        text.block("fileprivate func response() throws(ContractBreach) -> HTTPResponse") { text in
            text.line("switch self {")
            for response in operation.responses { self.response(response, &text, &rules) }
            text.line("}")
        }
    }

    private func binding(_ header: String) -> String { SwiftNames.local(header, besides: ["body", "response"]) }

    private func response(_ response: Response, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let payload = OperationsFile.payload(response, types)
        let bindings = payload.map { "let \($0.label.map(binding) ?? "body")" }.joined(separator: ", ")
        text.line("case .\(StatusNames.name(response.status))\(bindings.isEmpty ? "" : "(\(bindings))"):")
        text.indented { text in
            let isPlain = response.headers.isEmpty && response.content == nil
            text.line("\(isPlain ? "let" : "var") response = ResponseBuilder(\(response.status))")
            for header in response.headers {
                let label = binding(header.name)
                let rule = rules.name(for: header.schema, hint: "\(header.name)_header")
                let statement = "response.header(\(SwiftNames.literal(header.name)), \(label), \(namespace).\(rule))"
                text.line(header.isRequired ? statement : "if let \(label) { \(statement) }")
            }
            switch response.content {
            case .json: text.line("try response.json(body)")
            case .bytes(let mediaType): text.line("response.bytes(body, mediaType: \(SwiftNames.literal(mediaType)))")
            case .stream(let mediaType): text.line("response.stream(body, mediaType: \(SwiftNames.literal(mediaType)))")
            case nil: break
            }
            text.line("return try response.finish()")
        }
    }
}
