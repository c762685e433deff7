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
        text.line("\(contract.operations.contains(where: \.isConstant) ? "package" : "internal") import HTTPCore")
        text.line()
        list(&text)
        for operation in contract.operations {
            text.line()
            text.block("extension \(namespace)") { text in route(operation, &text, &rules) }
            text.line()
            let conformance = operation.isConstant ? ": ConstantOutput" : ""
            text.block("extension \(namespace).\(SwiftNames.upperFirst(operation.id)).Output\(conformance)") { text in
                response(operation, &text, &rules)
            }
        }
        return text.text
    }

    private var bodies: BodyTypes { BodyTypes(types: types) }
    private var operations: OperationsFile { OperationsFile(contract: contract, namespace: namespace, types: types) }
    private var security: SecurityText { SecurityText(contract: contract) }

    private var isSecured: Bool { contract.operations.contains { !$0.security.isOpen } }

    private func list(_ text: inout SwiftText) {
        text.block("extension \(namespace)") { text in
            text.line("/// All operations, in the order of the contract.")
            text.block("package static func routes\(parameters(isSecured)) -> [Route]") { text in
                text.line("[")
                text.indented { text in
                    for operation in contract.operations {
                        let authenticator = operation.security.isOpen ? "" : ", authenticator"
                        text.line("\(operation.id)(handlers\(authenticator)),")
                    }
                }
                text.line("]")
            }
        }
    }

    /// What handlers and authenticator are: generic, so that their calls are direct. No schema has a name with an
    /// underscore, so none hides the parameter.
    private func parameters(_ isSecured: Bool) -> String {
        isSecured
            ? "<_H: Handlers>(_ handlers: _H, _ authenticator: some Authenticator<_H.Caller>)"
            : "(_ handlers: some Handlers)"
    }

    private func route(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let parameters = parameters(!operation.security.isOpen)
        text.block("private static func \(operation.id)\(parameters) -> Route") { text in
            text.line(operation.isConstant ? "Route.constant(" : "Route(")
            text.indented { text in
                let path = SwiftNames.literal(operation.path)
                let tag = SwiftNames.literal(operation.tag)
                let ignoring = ignoresUnknown(operation) ? " ignoresUnknown: true," : ""
                let varying = BodyTypes.isNegotiated(operation) ? " isNegotiated: true," : ""
                text.line("\"\(operation.id)\", \"\(operation.method)\", \(path), tag: \(tag),\(ignoring)\(varying)")
                if !operation.security.isOpen { text.line("schemes: \(security.schemes(operation)),") }
                text.line("documented: [")
                text.indented { text in
                    for group in documented(operation) { text.line("\(group),") }
                }
                text.line("]")
            }
            text.block(") { exchange in") { text in
                RouteSteps(contract: contract, types: types, security: security).write(operation, &text, &rules)
            }
        }
    }

    private func ignoresUnknown(_ operation: Operation) -> Bool {
        (operation.body?.contents ?? []).contains { content in
            guard let schema = content.schema, case .object(_, true) = contract.resolved(schema).shape else {
                return false
            }
            return true
        }
    }

    /// What a rejection of each status must have, statuses that are alike together; a success is no rejection.
    private func documented(_ operation: Operation) -> [String] {
        var groups: [(statuses: [String], demands: String)] = []
        for response in operation.responses {
            let demands = demands(response)
            if let index = groups.firstIndex(where: { $0.demands == demands }) {
                groups[index].statuses.append(String(response.status))
            } else {
                groups.append(([String(response.status)], demands))
            }
        }
        return groups.map { "DocumentedStatus(\($0.statuses.joined(separator: ", "))\($0.demands))" }
    }

    private func demands(_ response: Response) -> String {
        guard response.status >= 400 else { return "" }
        let fields = response.headers.filter(\.isRequired).map { SwiftNames.literal($0.name) }
        let demands = fields.isEmpty ? "" : ", fields: [\(fields.joined(separator: ", "))]"
        guard response.contents.count == 1, case .json(let schema) = response.contents[0].kind,
            case .reference(let name) = schema.shape, case .object = contract.resolved(schema).shape
        else { return demands }
        return "\(demands), body: \(name).self"
    }

    private func response(_ operation: Operation, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let access = operation.isConstant ? "package" : "fileprivate"
        text.block("\(access) func response() throws(ContractBreach) -> HTTPResponse") { text in
            text.line("switch self {")
            for response in operation.responses { self.response(response, &text, &rules) }
            text.line("}")
        }
    }

    private func binding(_ header: String) -> String { SwiftNames.local(header, besides: ["body", "response"]) }

    private func response(_ response: Response, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let payload = operations.payload(response)
        let bindings = payload.map { "let \($0.label.map(binding) ?? "body")" }.joined(separator: ", ")
        let label = "case .\(StatusNames.name(response.status))\(bindings.isEmpty ? "" : "(\(bindings))"):"
        if let short = short(response) { return text.line("\(label) return \(short)") }
        text.line(label)
        text.indented { text in
            text.line("var response = ResponseBuilder(\(response.status))")
            for header in response.headers { self.header(header, &text, &rules) }
            if response.contents.count == 1 {
                text.line(statement(response.contents[0], &rules, hint: "response_\(response.status)"))
            } else if !response.contents.isEmpty {
                text.line("switch body {")
                for content in response.contents {
                    let name = MediaNames.name(content.mediaType)
                    text.line("case .\(name)(let body):")
                    text.indented { text in
                        text.line(statement(content, &rules, hint: "response_\(response.status)_\(name)"))
                    }
                }
                text.line("}")
            }
            text.line("return try response.finish()")
        }
    }

    /// A response without header fields, which is written in one go; nil for another.
    private func short(_ response: Response) -> String? {
        guard response.headers.isEmpty else { return nil }
        if response.contents.isEmpty { return "HTTPResponse(status: \(response.status))" }
        guard response.contents.count == 1, response.contents[0].mediaType == "application/json",
            case .json(let schema) = response.contents[0].kind, case .object = contract.resolved(schema).shape
        else { return nil }
        return "try .json(\(response.status), body)"
    }

    private func header(_ header: Response.Header, _ text: inout SwiftText, _ rules: inout RuleBook) {
        let name = SwiftNames.literal(header.name)
        if let constant = header.constant(contract) {
            return text.line("response.header(\(name), \(SwiftNames.literal(constant)))")
        }
        let label = binding(header.name)
        let statement =
            switch contract.resolved(header.schema).shape {
            case .boolean: "response.header(\(name), \(label))"
            case .enumeration: "response.header(\(name), \(label).rawValue)"
            default:
                "response.header(\(name), \(label), \(namespace)."
                    + "\(rules.name(for: header.schema, hint: "\(header.name)_header")))"
            }
        text.line(header.isRequired ? statement : "if let \(label) { \(statement) }")
    }

    /// Writes the body that is called `body`.
    private func statement(_ content: Content, _ rules: inout RuleBook, hint: String) -> String {
        let mediaType = SwiftNames.literal(content.mediaType)
        let named = content.mediaType == "application/json" ? "" : "mediaType: \(mediaType)"
        switch content.kind {
        case .json(let schema), .form(let schema), .multipart(let schema):
            if case .object = contract.resolved(schema).shape {
                return "try response.json(body\(named.isEmpty ? "" : ", " + named))"
            }
            let write = types.write("body", schema, rules: &rules, hint: hint)
                .replacing("Rules.", with: "\(namespace).Rules.")
            return "try response.json\(named.isEmpty ? "" : "(\(named))") { writer in \(write) }"
        case .text(let schema):
            return
                "response.text(body, \(namespace).\(rules.name(for: schema, hint: hint)), mediaType: \(mediaType))"
        case .bytes: return "response.bytes(body, mediaType: \(mediaType))"
        case .stream: return "response.stream(body, mediaType: \(mediaType))"
        }
    }
}
