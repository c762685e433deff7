package import OpenAPI
internal import YAML

/// The handlers that nobody has written yet, as Swift to paste: they compile, and refuse every request.
package struct HandlerSkeletons: Sendable {
    private let contract: Contract
    private let namespace: String
    private let operationsFile: OperationsFile

    package init(_ contract: Contract) {
        self.contract = contract
        namespace = ContractGenerator.namespace(file: contract.file)
        operationsFile = OperationsFile(contract: contract, namespace: namespace, types: SwiftTypes(contract: contract))
    }

    /// - Parameter sources: the texts of the Swift files that handlers may be in.
    /// - Returns: the text, nil when no handler is missing.
    package func text(missingFrom sources: [String]) -> String? {
        let outlines = sources.map(SwiftOutline.init)
        let functions = outlines.flatMap(\.functions)
        let missing = contract.operations.filter { operation in !functions.contains { isHandler($0, of: operation) } }
        guard !missing.isEmpty else { return nil }
        var text = SwiftText()
        text.line("// Handlers of \(contract.file) that are missing. Put them into a file of Sources/Handlers.")
        text.line()
        text.line("internal import ContractRuntime")
        text.line("package import HTTPCore")
        text.line("package import ServiceContracts")
        if missing.contains(where: { !$0.security.isOpen }) {
            text.line("package import SessionCore  // for Caller, which the Authenticator answers with")
        }
        for tag in contract.tags {
            let operations = missing.filter { $0.tag == tag.name }
            if !operations.isEmpty { group(tag, operations, outlines.flatMap(\.heads), &text) }
        }
        return text.text
    }

    /// Another contract may have an operation of the same name: then its input tells them apart.
    private func isHandler(_ function: SwiftOutline.Function, of operation: Operation) -> Bool {
        guard function.name == operation.id else { return false }
        let input = ".\(SwiftNames.upperFirst(operation.id)).Input"
        return !function.parameters.contains(input) || function.parameters.contains(namespace + input)
    }

    /// An extension of the type that has the tag's other handlers, or a type of its own.
    private func group(
        _ tag: Contract.Tag, _ operations: [Operation], _ heads: [SwiftOutline.Head], _ text: inout SwiftText
    ) {
        let handlers = "\(namespace).\(HandlersFile.protocolName(tag.name))"
        let known = heads.first { head in
            head.inherited.split { $0 == "," || $0 == "&" }.contains { $0 == handlers }
        }
        text.line()
        if known == nil { text.comment(tag.description.map(SwiftText.paragraph) ?? "\(tag.name).") }
        let head =
            known.map { "extension \($0.name)" } ?? "package struct \(SwiftNames.type(tag.name))Service: \(handlers)"
        text.block(head) { text in
            for (index, operation) in operations.enumerated() {
                if index > 0 { text.line() }
                function(operation, &text)
            }
        }
    }

    private func function(_ operation: Operation, _ text: inout SwiftText) {
        let type = "\(namespace).\(SwiftNames.upperFirst(operation.id))"
        let caller = operation.security.isOpen ? "" : "caller: Caller\(operation.security.isOptional ? "?" : ""), "
        text.line("/// \(SwiftText.paragraph(operation.summary)).")
        text.line("///")
        text.line("/// `\(operation.method) \(operation.path)`, \(contract.file):\(operation.mark.line)")
        if operation.isConstant { return constant(operation, type, &text) }
        text.line("package func \(operation.id)(")
        text.indented { $0.line("_ input: \(type).Input, \(caller)context: RequestContext") }
        text.block(") async throws -> \(type).Output") { text in
            for output in outputs(operation.responses.filter { $0.status < 400 }) { text.line("// return \(output)") }
            let refusals = operation.responses.filter { $0.status >= 400 }.map { String($0.status) }
            if !refusals.isEmpty {
                text.line("// Throw a Rejection for what is refused: \(refusals.joined(separator: ", ")).")
            }
            text.line("throw Rejection.internalError(\"\(operation.id) is not written yet\")")
        }
    }

    private func constant(_ operation: Operation, _ type: String, _ text: inout SwiftText) {
        text.block("package func \(operation.id)() throws -> Constant<\(type).Output>") { text in
            let outputs = outputs(operation.responses.filter { $0.status < 400 })
            text.line("// Made once and kept: try Constant(\(outputs.joined(separator: ", notModified: ")))")
            text.line("throw Rejection.internalError(\"\(operation.id) is not written yet\")")
        }
    }

    /// The documented outputs with what they carry: `.ok(BookList, eTag: String)`.
    private func outputs(_ responses: [Response]) -> [String] {
        responses.map { response in
            let payload = operationsFile.payload(response).map { part in
                (part.label.map { "\($0): " } ?? "") + part.type
            }
            return ".\(StatusNames.name(response.status))"
                + (payload.isEmpty ? "" : "(\(payload.joined(separator: ", ")))")
        }
    }
}
