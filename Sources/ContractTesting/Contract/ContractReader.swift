/// From the document's tree to operations; every schema on the way is linted.
struct ContractReader {
    let interpreter: SchemaInterpreter
    private(set) var lint: SchemaLint

    static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    init(document: JSONTree) {
        interpreter = SchemaInterpreter(document: document, dialect: .openAPI30)
        lint = SchemaLint(interpreter: interpreter)
    }

    mutating func operations() throws(OracleError) -> [Operation] {
        var operations: [Operation] = []
        guard let paths = interpreter.document["paths"]?.members else { throw OracleError("there are no paths") }
        for path in paths.all where !path.name.hasPrefix("x-") {
            let place = "/paths/\(JSONPointer.escape(path.name))"
            let (pathPlace, pathItem) = try follow(path.value, at: place)
            for member in pathItem.members?.all ?? [] where Self.methods.contains(member.name) {
                operations.append(
                    try operation(member.value, member.name, path.name, pathItem, at: (pathPlace, member.name)))
            }
        }
        let ids = operations.map(\.id)
        guard Set(ids).count == ids.count else { throw OracleError("an operationId is there twice") }
        return operations
    }

    mutating func engineResponses() throws(OracleError) -> [Int: ResponseDescription] {
        try responses(interpreter.document["x-engine-responses"], at: "/x-engine-responses")
    }

    private mutating func operation(
        _ operation: JSONTree, _ method: String, _ path: String, _ pathItem: JSONTree, at place: (String, String)
    ) throws(OracleError) -> Operation {
        let pointer = "\(place.0)/\(place.1)"
        guard let id = operation["operationId"]?.string else { throw OracleError("#\(pointer) lacks operationId") }
        // An operation's parameter replaces the path's of the same name and place (OpenAPI 3.0.3, Path Item Object).
        let own = try parameters(operation["parameters"], at: "\(pointer)/parameters")
        let shared = try parameters(pathItem["parameters"], at: "\(place.0)/parameters")
        let inherited = shared.filter { shared in
            !own.contains { $0.name == shared.name && $0.location == shared.location }
        }
        var requestBody: RequestBodyDescription?
        if let value = operation["requestBody"] {
            let (bodyPlace, body) = try follow(value, at: "\(pointer)/requestBody")
            requestBody = RequestBodyDescription(
                isRequired: body["required"]?.bool ?? false,
                maxBytes: body["x-max-bytes"]?.number.map { Int($0.value) },
                content: try content(body, at: bodyPlace))
        }
        return Operation(
            id: id, method: method.uppercased(), template: try PathTemplate(path), parameters: own + inherited,
            requestBody: requestBody,
            responses: try responses(operation["responses"], at: "\(pointer)/responses"),
            security: try security(operation),
            ignoresUndeclaredQuery: operation["x-undeclared-query"] == .string("ignore"),
            owner: operation["x-owner"]?.string)
    }

    /// An operation's own list replaces the document's (OpenAPI 3.0.3, Operation Object).
    private func security(_ operation: JSONTree) throws(OracleError) -> SecurityDescription {
        let schemes = interpreter.document["components"]?["securitySchemes"]
        var alternatives: [[SecurityDescription.Demand]] = []
        for alternative in (operation["security"] ?? interpreter.document["security"])?.elements ?? [] {
            var demands: [SecurityDescription.Demand] = []
            for member in alternative.members?.all ?? [] {
                guard let scheme = schemes?[member.name].flatMap(SecurityDescription.Scheme.init) else {
                    throw OracleError("the oracle knows no security scheme \(member.name)")
                }
                let scopes = member.value.elements?.compactMap(\.string) ?? []
                demands.append(SecurityDescription.Demand(scheme: scheme, scopes: scopes))
            }
            alternatives.append(demands)
        }
        return SecurityDescription(alternatives: alternatives)
    }

    private mutating func parameters(
        _ list: JSONTree?, at place: String
    ) throws(OracleError) -> [ParameterDescription] {
        var parameters: [ParameterDescription] = []
        for (index, value) in (list?.elements ?? []).enumerated() {
            let (pointer, parameter) = try follow(value, at: "\(place)/\(index)")
            guard let name = parameter["name"]?.string, let text = parameter["in"]?.string,
                let location = ParameterDescription.Location(rawValue: text), parameter["schema"] != nil
            else { throw OracleError("the oracle reads no such parameter: #\(pointer)") }
            let usual = location == .query || location == .cookie ? "form" : "simple"
            guard let style = ParameterDescription.Style(rawValue: parameter["style"]?.string ?? usual),
                style.places.contains(location)
            else { throw OracleError("the oracle does not read the style at #\(pointer)") }
            try lint.walk("\(pointer)/schema")
            parameters.append(
                ParameterDescription(
                    name: name, location: location, isRequired: parameter["required"]?.bool ?? false,
                    schema: "\(pointer)/schema", style: style,
                    // deepObject has one form only.
                    isExploded: parameter["explode"]?.bool ?? (style == .form || style == .deepObject)))
        }
        return parameters
    }

    private mutating func responses(
        _ responses: JSONTree?, at place: String
    ) throws(OracleError) -> [Int: ResponseDescription] {
        var result: [Int: ResponseDescription] = [:]
        for member in responses?.members?.all ?? [] where !member.name.hasPrefix("x-") {
            guard let status = Int(member.name), (100...599).contains(status) else {
                throw OracleError("the oracle wants each status by itself, not \(member.name) at #\(place)")
            }
            let (pointer, response) = try follow(member.value, at: "\(place)/\(member.name)")
            result[status] = ResponseDescription(
                headers: try headers(response["headers"], at: "\(pointer)/headers"),
                content: try content(response, at: pointer))
        }
        return result
    }

    private mutating func headers(_ headers: JSONTree?, at place: String) throws(OracleError) -> [HeaderDescription] {
        var result: [HeaderDescription] = []
        // A documented Content-Type is ignored (OpenAPI 3.0.3, Response Object): content says it.
        for member in headers?.members?.all ?? [] where member.name.lowercased() != "content-type" {
            let (pointer, header) = try follow(member.value, at: "\(place)/\(JSONPointer.escape(member.name))")
            guard header["schema"] != nil else { throw OracleError("the header at #\(pointer) lacks a schema") }
            try lint.walk("\(pointer)/schema")
            result.append(
                HeaderDescription(
                    name: member.name, isRequired: header["required"]?.bool ?? false, schema: "\(pointer)/schema"))
        }
        return result
    }

    private mutating func content(_ holder: JSONTree, at place: String) throws(OracleError) -> [MediaDescription] {
        var result: [MediaDescription] = []
        for member in holder["content"]?.members?.all ?? [] {
            let pointer = "\(place)/content/\(JSONPointer.escape(member.name))/schema"
            guard let mediaType = MediaType(member.name) else {
                throw OracleError("\(member.name) at #\(place) is no media type")
            }
            let hasSchema = member.value["schema"] != nil
            if hasSchema { try lint.walk(pointer) }
            result.append(MediaDescription(mediaType: mediaType, schema: hasSchema ? pointer : nil))
        }
        return result
    }

    private func follow(_ value: JSONTree, at place: String) throws(OracleError) -> (String, JSONTree) {
        guard let reference = value["$ref"]?.string else { return (place, value) }
        let target = try interpreter.resolve(reference)
        return (target.pointer, target.schema)
    }
}
