import OpenAPI
import YAML

/// What a contract is made of, as short names.
struct Constructs {
    private let contract: Contract
    private(set) var found: Set<String> = []

    init(_ contract: Contract) {
        self.contract = contract
        for schema in contract.schemas { note(schema.schema, "schema \(name(schema.schema))") }
        for scheme in contract.securitySchemes { note(scheme) }
        for operation in contract.operations { note(operation) }
    }

    private mutating func note(_ construct: String) { found.insert(construct) }

    /// Every key of the document: what the model does not keep was still read.
    mutating func note(keysOf node: Node) {
        for member in node.members ?? [] {
            note("key \(member.name)")
            note(keysOf: member.value)
        }
        for element in node.elements ?? [] { note(keysOf: element) }
    }

    // MARK: Schemas

    private func name(_ schema: Schema) -> String {
        switch contract.resolved(schema).shape {
        case .string: "string"
        case .enumeration(let values): values.count == 1 ? "constant" : "enum"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .array: "array"
        case .object: "object"
        case .freeObject: "free object"
        case .file: "file"
        case .reference: "reference"
        }
    }

    private mutating func note(_ schema: Schema, _ place: String) {
        note(place)
        if schema.isNullable { note("nullable \(name(schema))") }
        switch schema.shape {
        case .reference: return
        case .array(let element, _):
            note("array of \(name(element))")
            note(element, "item")
        case .object(let properties, let ignoresUnknown):
            note(ignoresUnknown ? "unknown properties ignored" : "unknown properties refused")
            for property in properties {
                note(property.isRequired ? "required property" : "optional property")
                note(property.schema, "property \(name(property.schema))")
                if property.schema.defaultValue != nil { note("default of property \(name(property.schema))") }
            }
        case .string(let keywords): if let format = keywords.format { note("string format \(format)") }
        default: break
        }
        for keyword in schema.keywordMarks.keys { note("\(name(schema)) \(keyword)") }
    }

    // MARK: Operations

    private mutating func note(_ scheme: SecurityScheme) {
        switch scheme.kind {
        case .bearer: note("scheme bearer")
        case .basic: note("scheme basic")
        case .apiKey(let place, _): note("scheme apiKey \(place.rawValue)")
        case .oauth2: note("scheme oauth2")
        case .openIDConnect: note("scheme openIdConnect")
        }
    }

    private mutating func note(_ operation: Operation) {
        note("method \(operation.method)")
        if operation.isDeprecated { note("deprecated operation") }
        if operation.owner != nil { note("owner") }
        if operation.isConstant { note("constant") }
        if operation.ignoresUndeclaredQuery { note("undeclared query ignored") }
        if operation.responses.count(where: { $0.status < 300 }) > 1 { note("several successes") }
        note(operation.security)
        for parameter in operation.parameters { note(parameter) }
        if let body = operation.body { note(body) }
        for response in operation.responses { note(response) }
    }

    private mutating func note(_ security: SecurityRequirements) {
        if security.isOpen { return note("security open") }
        if security.isOptional { note("security optional") }
        if security.alternatives.contains(where: { $0.requirements.count > 1 }) { note("security AND") }
        if security.alternatives.count(where: { !$0.requirements.isEmpty }) > 1 { note("security OR") }
        for requirement in security.alternatives.flatMap(\.requirements) where !requirement.scopes.isEmpty {
            note(
                "scopes \(contract.securityScheme(named: requirement.scheme)?.kind == .openIDConnect ? "OIDC" : "OAuth")"
            )
        }
    }

    private mutating func note(_ parameter: Parameter) {
        let shape = name(parameter.schema)
        let kind = ["array", "object"].contains(shape) ? shape : "scalar"
        let place = parameter.location.rawValue
        note("\(place) \(parameter.style.rawValue) \(parameter.explode ? "exploded " : "")\(kind)")
        note("\(place) \(shape)")
        note("\(parameter.isRequired ? "required" : "optional") \(place)")
        if parameter.isDeprecated { note("deprecated parameter") }
        if parameter.schema.defaultValue != nil { note("default of parameter \(shape)") }
        note(parameter.schema, "parameter")
    }

    private mutating func note(_ body: RequestBody) {
        note(body.isRequired ? "required body" : "optional body")
        if body.maxBytes != nil { note("body limit") }
        if body.contents.count > 1 { note("body of several types") }
        for content in body.contents {
            note("request \(kind(content))")
            note("request type \(content.mediaType)")
            if let schema = content.schema { note(schema, "body \(name(schema))") }
        }
    }

    private mutating func note(_ response: Response) {
        note("status \(response.status)")
        note(response.contents.isEmpty ? "response empty" : "response full")
        if response.contents.count > 1 { note("response of several types") }
        for content in response.contents {
            note("response \(kind(content))")
            if let schema = content.schema { note(schema, "response \(kind(content)) \(name(schema))") }
        }
        for header in response.headers {
            note("\(header.isRequired ? "required" : "optional") header \(name(header.schema))")
            note(header.schema, "header")
        }
    }

    private func kind(_ content: Content) -> String {
        switch content.kind {
        case .json: "json"
        case .form: "form"
        case .multipart: "multipart"
        case .text: "text"
        case .bytes: "bytes"
        case .stream: "stream"
        }
    }
}
