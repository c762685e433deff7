internal import OpenAPI

/// Writes each operation's input and its output: one case per documented status.
struct OperationsFile {
    let contract: Contract
    let namespace: String
    let types: SwiftTypes

    private var bodies: BodyTypes { BodyTypes(types: types) }

    func text() -> String {
        var text = SwiftText()
        text.line(Banner.line(contract))
        let contents = contract.operations.flatMap { ($0.body?.contents ?? []) + $0.responses.flatMap(\.contents) }
        let usesStreams = contents.contains { if case .stream = $0.kind { true } else { false } }
        let usesFreeObjects = contents.contains { $0.schema.map(types.namesFreeObject) == true }
        if usesStreams || usesFreeObjects { text.line() }
        if usesStreams { text.line("package import ContractRuntime") }
        if usesFreeObjects { text.line("package import JSON") }
        for operation in contract.operations {
            text.line()
            text.block("extension \(namespace)") { text in
                text.comment("\(SwiftText.paragraph(operation.summary)): `\(operation.method) \(operation.path)`.")
                text.block("package enum \(SwiftNames.upperFirst(operation.id))") { text in
                    if !operation.isConstant {
                        input(operation, &text)
                        text.line()
                    }
                    output(operation, &text)
                    if let body = operation.body, body.contents.count > 1 { alternatives(body, &text) }
                    for response in operation.responses where response.contents.count > 1 {
                        alternatives(response, &text)
                    }
                    if BodyTypes.isNegotiated(operation) { accepted(operation, &text) }
                }
            }
        }
        return text.text
    }

    private func input(_ operation: Operation, _ text: inout SwiftText) {
        var members: [(name: String, type: String, comment: String?)] = operation.parameters.map { parameter in
            let type = types.type(parameter.schema, isRequired: parameter.isRequired)
            return (parameter.name, type, parameter.description)
        }
        if BodyTypes.isNegotiated(operation) {
            members.append(("accept", "Accepted", "The media type that the client likes best."))
        }
        if let body = operation.body { members.append(("body", bodies.type(body), body.description)) }
        text.block("package struct Input: Sendable") { text in
            for member in members {
                text.comment(member.comment)
                text.line("package var \(SwiftNames.declared(member.name)): \(member.type)")
            }
            if members.isEmpty { return text.line("package init() {}") }
            text.line()
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
                text.comment("\(response.status): \(SwiftText.paragraph(response.description))")
                let payload = payload(response).map { part in part.label.map { "\($0): \(part.type)" } ?? part.type }
                let list = payload.isEmpty ? "" : "(\(payload.joined(separator: ", ")))"
                text.line("case \(StatusNames.name(response.status))\(list)")
            }
        }
    }

    private func alternatives(_ body: RequestBody, _ text: inout SwiftText) {
        text.line()
        text.line("/// The body, by its media type.")
        text.block("package enum Body: Sendable") { text in
            for content in body.contents {
                let type = bodies.type(content, ofRequest: true)
                text.line("/// `\(content.mediaType)`")
                text.line("case \(SwiftNames.declared(MediaNames.name(content.mediaType)))(\(type))")
            }
        }
    }

    private func alternatives(_ response: Response, _ text: inout SwiftText) {
        text.line()
        text.line("/// The body of a \(response.status), by its media type.")
        text.block("package enum \(BodyTypes.name(response)): Sendable") { text in
            for content in response.contents {
                let type = bodies.type(content, ofRequest: false)
                text.line("/// `\(content.mediaType)`")
                text.line("case \(SwiftNames.declared(MediaNames.name(content.mediaType)))(\(type))")
            }
        }
    }

    private func accepted(_ operation: Operation, _ text: inout SwiftText) {
        text.line()
        text.line("/// The media types that a client may accept.")
        text.block("package enum Accepted: String, CaseIterable, Sendable") { text in
            for mediaType in operation.offeredMediaTypes {
                let name = SwiftNames.declared(MediaNames.name(mediaType))
                text.line("case \(name) = \(SwiftNames.literal(mediaType))")
            }
        }
    }

    struct PayloadPart {
        /// Nil for the body, which comes first and has no label.
        let label: String?
        let type: String
    }

    /// What a case carries: the body, then each header field whose value is not fixed.
    func payload(_ response: Response) -> [PayloadPart] {
        let body = bodies.type(response).map { [PayloadPart(label: nil, type: $0)] } ?? []
        return body
            + response.headers.filter { $0.constant(contract) == nil }.map { header in
                PayloadPart(label: SwiftNames.value(header.name), type: headerType(header))
            }
    }

    private func headerType(_ header: Response.Header) -> String {
        let resolved = contract.resolved(header.schema)
        // Named schemas of headers are scalars; the plain type reads better at the call.
        let type = if case .enumeration = resolved.shape { types.type(header.schema) } else { types.type(resolved) }
        return type + (header.isRequired ? "" : "?")
    }
}
