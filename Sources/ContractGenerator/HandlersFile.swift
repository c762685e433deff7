internal import OpenAPI
internal import YAML

/// Writes what the service must provide: one protocol per tag, one that joins them, and who says who the caller is.
///
/// Requirements have no default bodies: a handler that is missing does not compile, and `#sourceLocation` makes the
/// compiler's note point at the line of the contract that asks for it.
struct HandlersFile {
    let contract: Contract
    let namespace: String

    func text() -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        // The formatter takes #sourceLocation for a call, and would move it.
        text.line("// swift-format-ignore-file")
        text.line()
        if !contract.securitySchemes.isEmpty { text.line("package import ContractRuntime") }
        text.line("package import HTTPCore")
        let tags = contract.tags.filter { tag in contract.operations.contains { $0.tag == tag.name } }
        for tag in tags {
            text.line()
            text.block("extension \(namespace)") { text in
                text.comment(tag.description)
                text.block("package protocol \(HandlersFile.protocolName(tag.name)): Sendable") { text in
                    requirements(contract.operations.filter { $0.tag == tag.name }, &text)
                }
            }
        }
        text.line()
        text.block("extension \(namespace)") { text in
            text.line("/// Everything this contract asks for.")
            let protocols = tags.map { HandlersFile.protocolName($0.name) }.joined(separator: " & ")
            text.line("package typealias Handlers = \(protocols)")
        }
        authenticator(&text)
        return text.text
    }

    static func protocolName(_ tag: String) -> String { SwiftNames.type(tag) + "Handlers" }

    private func requirements(_ operations: [Operation], _ text: inout SwiftText) {
        let isSecured = operations.contains { !$0.security.isOpen }
        if isSecured {
            text.line("/// Who calls a secured operation.")
            text.line("associatedtype Caller: Sendable")
        }
        for (index, operation) in operations.enumerated() {
            if index > 0 || isSecured { text.line() }
            text.comment("\(SwiftText.paragraph(operation.summary)).")
            text.line("///")
            text.line("/// `\(operation.method) \(operation.path)`, \(contract.file):\(operation.mark.line)")
            text.directive("#sourceLocation(file: \"\(contract.file)\", line: \(operation.mark.line))")
            text.line(HandlersFile.requirement(operation))
            text.directive("#sourceLocation()")
        }
    }

    /// The function that a handler must have.
    static func requirement(_ operation: Operation) -> String {
        let type = SwiftNames.upperFirst(operation.id)
        return "func \(operation.id)(_ input: \(type).Input, \(caller(operation))context: RequestContext) async throws "
            + "-> \(type).Output"
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
