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
        text.line()
        if !contract.bearerSchemes.isEmpty { text.line("package import ContractRuntime") }
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
        if operations.contains(where: { $0.security != .open }) {
            text.line("/// Who calls a secured operation.")
            text.line("associatedtype Caller: Sendable")
        }
        for operation in operations {
            text.line()
            text.line("/// \(SwiftText.paragraph(operation.summary)).")
            text.line("///")
            text.line("/// `\(operation.method) \(operation.path)`, \(contract.file):\(operation.mark.line)")
            let type = SwiftNames.upperFirst(operation.id)
            let caller = operation.security == .open ? "" : "caller: Caller, "
            text.directive("#sourceLocation(file: \"\(contract.file)\", line: \(operation.mark.line))")
            text.line(
                "func \(operation.id)(_ input: \(type).Input, \(caller)context: RequestContext) async throws -> \(type).Output"
            )
            text.directive("#sourceLocation()")
        }
    }

    private func authenticator(_ text: inout SwiftText) {
        guard !contract.bearerSchemes.isEmpty else { return }
        text.line()
        text.block("extension \(namespace)") { text in
            text.line("/// Says who the caller is, one requirement per security scheme. Throw a `Rejection` to refuse.")
            text.block("package protocol Authenticator: Sendable") { text in
                text.line("associatedtype Caller: Sendable")
                for scheme in contract.bearerSchemes {
                    text.line(
                        "func \(SwiftNames.declared(scheme.name))(_ credentials: BearerCredentials, context: RequestContext) async throws -> Caller"
                    )
                }
                text.line("/// Refuses a caller who is not the owner that the path names (`x-owner`).")
                text.line("func requireOwner(_ owner: String, _ caller: Caller, context: RequestContext) throws")
            }
        }
    }
}
