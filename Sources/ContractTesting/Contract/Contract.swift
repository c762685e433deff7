/// What one OpenAPI 3.0.3 document promises, read by the oracle for itself.
package struct Contract: Sendable {
    /// Name of the file, for reports.
    package let name: String
    package let operations: [Operation]
    /// Root-level `x-engine-responses`: what the engine answers on any path, by status.
    package let engineResponses: [Int: ResponseDescription]
    /// Every keyword of the schemas that operations reach.
    package let keywords: Set<KeywordUse>
    package let interpreter: SchemaInterpreter

    /// - Throws: OracleError when the document uses what the oracle cannot judge.
    package init(name: String, document: JSONTree) throws(OracleError) {
        var reader = ContractReader(document: document)
        do {
            operations = try reader.operations()
            engineResponses = try reader.engineResponses()
        } catch { throw OracleError("\(name): \(error.description)") }
        self.name = name
        keywords = reader.lint.uses
        interpreter = reader.interpreter
    }

    /// The operation of a method and a request target's path; concrete templates before templated ones. HEAD is
    /// judged by its GET.
    package func operation(method: String, path: String) -> (operation: Operation, parameters: [String: String])? {
        let wanted = method == "HEAD" ? "GET" : method
        var best: (operation: Operation, parameters: [String: String])?
        for operation in operations where operation.method == wanted {
            guard let parameters = operation.template.match(path) else { continue }
            if let known = best, known.operation.template.concreteness >= operation.template.concreteness { continue }
            best = (operation, parameters)
        }
        return best
    }
}

/// One operation of a contract.
package struct Operation: Sendable {
    package let id: String
    package let method: String
    package let template: PathTemplate
    package let parameters: [ParameterDescription]
    package let requestBody: RequestBodyDescription?
    package let responses: [Int: ResponseDescription]
    package let security: SecurityDescription
    /// Whether query parameters that it does not declare are passed over (`x-undeclared-query: ignore`).
    package let ignoresUndeclaredQuery: Bool
    /// The path parameter whose value the caller must be (`x-owner`).
    package let owner: String?

    /// Whether nobody may call it without credentials.
    package var isSecured: Bool { security.isRequired }
}

package struct ParameterDescription: Sendable {
    package enum Location: String, Sendable { case path, query, header, cookie }

    /// How a value is written (OpenAPI 3.0.3, Style Values).
    package enum Style: String, Sendable {
        case matrix, label, form, simple, spaceDelimited, pipeDelimited, deepObject
    }

    package let name: String
    package let location: Location
    package let isRequired: Bool
    /// JSON pointers of schemas, here and below.
    package let schema: String
    package let style: Style
    package let isExploded: Bool
}

package struct RequestBodyDescription: Sendable {
    package let isRequired: Bool
    /// Bytes at most (`x-max-bytes`).
    package let maxBytes: Int?
    package let content: [MediaDescription]
}

package struct ResponseDescription: Sendable {
    package let headers: [HeaderDescription]
    package let content: [MediaDescription]
}

package struct HeaderDescription: Sendable {
    package let name: String
    package let isRequired: Bool
    package let schema: String
}

package struct MediaDescription: Sendable {
    package let mediaType: MediaType
    package let schema: String?
}
