internal import OpenAPI
internal import YAML

/// Writes what the service must provide: one protocol per operation, those of a tag and those of all joined, and who says
/// who the caller is.
///
/// Requirements have no default bodies: a handler that is missing does not compile, and `#sourceLocation` makes the
/// compiler's note point at the line of the contract that asks for it. The directive stands in a function's body: in a
/// protocol's, a line that moves would compile anew whoever conforms.
struct HandlersFile {
    let contract: Contract
    let namespace: String

    func text() -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        // The formatter takes #sourceLocation for a call, and would move it.
        text.line("// swift-format-ignore-file")
        text.line()
        if !contract.securitySchemes.isEmpty || contract.operations.contains(where: \.isConstant) {
            text.line("package import ContractRuntime")
        }
        text.line("package import HTTPCore")
        text.line()
        text.block("extension \(namespace)") { text in
            let tags = contract.tags.filter { tag in contract.operations.contains { $0.tag == tag.name } }
            for tag in tags {
                text.comment(tag.description)
                let protocols = contract.operations.filter { $0.tag == tag.name }.map { type($0) + ".Handler" }
                let name = HandlersFile.protocolName(tag.name)
                text.line("package typealias \(name) = \(protocols.joined(separator: " & "))")
                text.line()
            }
            text.line("/// Everything this contract asks for.")
            let protocols = tags.map { HandlersFile.protocolName($0.name) }.joined(separator: " & ")
            text.line("package typealias Handlers = \(protocols)")
        }
        for operation in contract.operations { handler(operation, &text) }
        authenticator(&text)
        return text.text
    }

    static func protocolName(_ tag: String) -> String { SwiftNames.type(tag) + "Handlers" }

    private func handler(_ operation: Operation, _ text: inout SwiftText) {
        var declaration = SwiftText()
        declaration.indented { text in
            text.comment("\(SwiftText.paragraph(operation.summary)).")
            text.line("///")
            text.line("/// `\(operation.method) \(operation.path)`, \(contract.file):\(operation.mark.line)")
            text.line("package protocol Handler: Sendable {")
            if !operation.security.isOpen {
                text.indented { $0.line("associatedtype Caller: Sendable") }
                text.line()
            }
        }
        // The brace and the empty line between directive and declaration count too.
        let line = operation.mark.line - declaration.count - 2
        text.line()
        text.block("extension \(namespace).\(type(operation))") { text in
            if line > 0 {
                text.line("private static func notesPointAtTheContract() {")
                text.directive("#sourceLocation(file: \"\(contract.file)\", line: \(line))")
                text.line("}")
                text.line()
            }
            text.append(declaration)
            text.indented { $0.line(Self.requirement(operation)) }
            text.line("}")
        }
        if line > 0 { text.directive("#sourceLocation()") }
    }

    private func type(_ operation: Operation) -> String { SwiftNames.upperFirst(operation.id) }

    /// The function that a handler must have.
    private static func requirement(_ operation: Operation) -> String {
        if operation.isConstant { return "func \(operation.id)() throws -> Constant<Output>" }
        return
            "func \(operation.id)(_ input: Input, \(caller(operation))context: RequestContext) async throws -> Output"
    }

    /// Nobody calls an open operation, and perhaps nobody one where callers need not say who they are.
    private static func caller(_ operation: Operation) -> String {
        if operation.security.isOpen { return "" }
        return operation.security.isOptional ? "caller: Caller?, " : "caller: Caller, "
    }

    private func authenticator(_ text: inout SwiftText) {
        guard !contract.securitySchemes.isEmpty else { return }
        text.line()
        text.block("extension \(namespace)") { text in
            text.line("/// Says who the caller is, one requirement per security scheme. Throw a `Rejection` to refuse.")
            text.block("package protocol Authenticator<Caller>: Sendable") { text in
                text.line("associatedtype Caller: Sendable")
                text.line()
                for scheme in contract.securitySchemes {
                    text.comment(scheme.description)
                    text.line(
                        "func \(SwiftNames.declared(scheme.name))(_ credentials: \(credentials(scheme)), "
                            + "context: RequestContext) async throws -> \(scheme.hasScopes ? "Granted<Caller>" : "Caller")"
                    )
                }
                if contract.operations.contains(where: joinsCallers) {
                    text.line("/// Who calls when several schemes at once have answered: refuse those that disagree.")
                    text.line("func joined(_ callers: [Caller], context: RequestContext) async throws -> Caller")
                }
                if contract.operations.contains(where: { $0.owner != nil }) {
                    text.line("/// Refuses a caller who is not the owner that the path names (`x-owner`).")
                    text.line("func requireOwner(_ owner: String, _ caller: Caller, context: RequestContext) throws")
                }
            }
        }
    }

    private func joinsCallers(_ operation: Operation) -> Bool {
        operation.security.alternatives.contains { $0.requirements.count > 1 }
    }

    private func credentials(_ scheme: SecurityScheme) -> String {
        switch scheme.kind {
        case .bearer, .oauth2, .openIDConnect: "BearerCredentials"
        case .basic: "BasicCredentials"
        case .apiKey: "APIKeyCredentials"
        }
    }
}
