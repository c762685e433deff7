internal import OpenAPI

/// Writes each operation's input and its output: one case per documented status.
struct OperationsFile {
    let contract: Contract
    let namespace: String
    let types: SwiftTypes

    func text() -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        if usesStreams {
            text.line()
            text.line("package import ContractRuntime")
        }
        for operation in contract.operations {
            text.line()
            text.block("extension \(namespace)") { text in
                text.line("/// \(SwiftText.paragraph(operation.summary)): `\(operation.method) \(operation.path)`.")
                text.block("package enum \(SwiftNames.upperFirst(operation.id))") { text in
                    input(operation, &text)
                    text.line()
                    output(operation, &text)
                }
            }
        }
        return text.text
    }

    private var usesStreams: Bool {
        contract.operations.contains { operation in
            operation.responses.contains { if case .stream = $0.content { true } else { false } }
        }
    }

    private func input(_ operation: Operation, _ text: inout SwiftText) {
        var members: [(name: String, type: String, comment: String?)] = operation.parameters.map { parameter in
            let type = types.type(parameter.schema, isRequired: parameter.isRequired)
            return (parameter.name, type, parameter.description)
        }
        if let body = operation.body { members.append(("body", types.type(body), nil)) }
        text.block("package struct Input: Sendable") { text in
            for member in members {
                text.comment(member.comment)
                text.line("package var \(SwiftNames.declared(member.name)): \(member.type)")
            }
            if !members.isEmpty { text.line() }
            let parameters = members.map {
                "\(SwiftNames.value($0.name)): \($0.type)\($0.type.hasSuffix("?") ? " = nil" : "")"
            }
            text.block("package init(\(parameters.joined(separator: ", ")))") { text in
                for member in members {
                    text.line("self.\(SwiftNames.value(member.name)) = \(SwiftNames.declared(member.name))")
                }
            }
        }
    }

    private func output(_ operation: Operation, _ text: inout SwiftText) {
        text.block("package enum Output: Sendable") { text in
            for response in operation.responses {
                text.line("/// \(response.status): \(SwiftText.paragraph(response.description))")
                let payload = OperationsFile.payload(response, types)
                let list = payload.map { $0.label.map { label in "\(label): " } ?? "" + $0.type }
                let full = zip(list, payload).map { $1.label == nil ? $0 : $0 + $1.type }
                text.line(
                    "case \(StatusNames.name(response.status))"
                        + (full.isEmpty ? "" : "(\(full.joined(separator: ", ")))"))
            }
        }
    }

    struct PayloadPart {
        /// Nil for the body, which comes first and has no label.
        let label: String?
        let type: String
    }

    /// What a case carries: the body, then each header field.
    static func payload(_ response: Response, _ types: SwiftTypes) -> [PayloadPart] {
        var parts: [PayloadPart] = []
        switch response.content {
        case .json(let schema): parts.append(PayloadPart(label: nil, type: types.type(schema)))
        case .bytes: parts.append(PayloadPart(label: nil, type: "[UInt8]"))
        case .stream: parts.append(PayloadPart(label: nil, type: "ResponseStream"))
        case nil: break
        }
        for header in response.headers {
            // Named schemas of headers are scalars; the plain type reads better at the call.
            let type = types.type(types.contract.resolved(header.schema)) + (header.isRequired ? "" : "?")
            parts.append(PayloadPart(label: SwiftNames.value(header.name), type: type))
        }
        return parts
    }
}
