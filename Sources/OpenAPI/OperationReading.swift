internal import YAML

/// Where an operation stands, and what it may refer to.
struct OperationReading {
    static let methods = ["get", "put", "post", "delete", "patch"]

    let path: String
    let method: String
    let mark: Mark
    let cursor: Cursor
    /// The path item, whose parameters all its operations share.
    let whole: Cursor
    let tags: [String]
    let schemes: [String]

    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }.map {
            String($0.dropFirst().dropLast())
        }
    }
}

extension ContractReader {
    mutating func operation(_ reading: OperationReading) -> Operation? {
        let cursor = reading.cursor
        allow(
            [
                "operationId", "tags", "summary", "description", "parameters", "requestBody", "responses", "security",
                "x-owner",
            ], in: cursor, of: "an operation")
        guard cursor.node.members != nil else { return nil }
        let id = requiredText("operationId", in: cursor, of: "the operation")
        if !id.isEmpty, !isIdentifier(id) {
            report(cursor, "the operationId \"\(id)\" must be letters and digits, beginning with a lower-case letter")
        }
        if ContractNames.reservedTypes.contains(id.prefix(1).uppercased() + id.dropFirst()) {
            report(cursor, "the operationId \"\(id)\" makes a name that the generated code needs: choose another")
        }
        let parameters = parameters(reading)
        let operation = Operation(
            id: id, method: reading.method.uppercased(), path: reading.path, mark: reading.mark,
            tag: tag(reading), summary: requiredText("summary", in: cursor, of: "the operation"),
            description: text("description", in: cursor), parameters: parameters,
            body: requestBody(reading), responses: responses(cursor), security: security(reading),
            owner: owner(reading, parameters))
        refusals(operation, cursor)
        return operation
    }

    private func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, ("a"..."z").contains(first) else { return false }
        return text.unicodeScalars.allSatisfy {
            ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        }
    }

    private mutating func tag(_ reading: OperationReading) -> String {
        guard let tags = reading.cursor.child("tags"), let first = tags.elements.first, tags.elements.count == 1,
            let name = first.node.string
        else {
            report(reading.cursor.child("tags") ?? reading.cursor, "an operation needs exactly one tag: tags: [NAME]")
            return ""
        }
        if !reading.tags.contains(name) {
            report(first, "the tag \"\(name)\" is not declared: add it under tags at the root")
        }
        return name
    }

    private mutating func security(_ reading: OperationReading) -> Operation.Security {
        guard let security = reading.cursor.child("security") else {
            report(
                reading.cursor, "the operation does not say who may call it: write security: [], or name a scheme",
                at: reading.mark)
            return .open
        }
        guard let alternatives = security.node.elements, alternatives.count <= 1 else {
            report(security, "several alternatives of security are not supported yet: write one")
            return .open
        }
        guard let requirement = security.elements.first else { return .open }
        guard let member = requirement.members.first, requirement.members.count == 1 else {
            report(requirement, "exactly one scheme is supported here")
            return .open
        }
        guard reading.schemes.contains(member.name) else {
            report(requirement, "the scheme \"\(member.name)\" is not declared under components/securitySchemes")
            return .open
        }
        if member.cursor.node.elements?.isEmpty != true {
            report(member.cursor, "a bearer scheme has no scopes: write []")
        }
        return .bearer(member.name)
    }

    private mutating func owner(_ reading: OperationReading, _ parameters: [Parameter]) -> String? {
        guard let owner = reading.cursor.child("x-owner") else { return nil }
        guard let name = owner.node.string,
            let parameter = parameters.first(where: { $0.name == name && $0.location == .path })
        else {
            report(owner, "x-owner must name a path parameter of this operation")
            return nil
        }
        if isInteger(parameter.schema) { report(owner, "x-owner must name a path parameter of type string") }
        if reading.cursor.child("security")?.elements.isEmpty != false {
            report(owner, "x-owner needs an authenticated caller: name a scheme under security")
        }
        return name
    }

    private func isInteger(_ schema: Schema) -> Bool {
        switch schema.shape {
        case .integer: true
        case .reference(let name):
            root.child("components")?.child("schemas")?.child(name)?.child("type")?.node.text == "integer"
        default: false
        }
    }

    private mutating func parameters(_ reading: OperationReading) -> [Parameter] {
        var parameters: [Parameter] = []
        for cursor in list("parameters", in: reading.whole) + list("parameters", in: reading.cursor) {
            guard let parameter = parameter(cursor) else { continue }
            if parameters.contains(where: { $0.name == parameter.name && $0.location == parameter.location }) {
                report(cursor, "the parameter \"\(parameter.name)\" stands twice")
            }
            if parameter.location == .path && !reading.pathParameters.contains(parameter.name) {
                report(cursor, "the path has no {\(parameter.name)}: add it there, or remove the parameter")
            }
            parameters.append(parameter)
        }
        for name in reading.pathParameters
        where !parameters.contains(where: { $0.name == name && $0.location == .path }) {
            report(reading.cursor, "the path parameter {\(name)} is not described: add it under parameters")
        }
        return parameters
    }

    private mutating func parameter(_ cursor: Cursor) -> Parameter? {
        guard let target = component(cursor, kind: "parameters") else { return nil }
        allow(
            ["name", "in", "required", "description", "schema", "example"], in: target, of: "a parameter")
        let name = requiredText("name", in: target, of: "the parameter")
        guard let place = target.child("in"), let location = place.node.text.flatMap(Parameter.Location.init(rawValue:))
        else {
            report(target.child("in") ?? target, "a parameter's \"in\" must be path, query or header")
            return nil
        }
        if location == .header, ["accept", "authorization", "content-type"].contains(name.lowercased()) {
            report(target, "a header parameter \(name) has no effect (OpenAPI 3.0.3): remove it")
        }
        guard let schemaCursor = target.child("schema") else {
            report(target, "the parameter has no schema: write one")
            return nil
        }
        guard let schema = schema(schemaCursor, allowsDefault: true) else { return nil }
        let wanted: [ScalarKind] =
            switch location {
            case .path: [.string, .integer]
            case .query: [.string, .integer, .boolean, .number]
            case .header: [.string]
            }
        requireScalar(schema, at: schemaCursor, of: "a \(location.rawValue) parameter", among: wanted)
        let isRequired = flag("required", in: target) ?? false
        if location == .path && !isRequired { report(target, "a path parameter must have required: true") }
        if isRequired && schema.defaultValue != nil {
            report(schemaCursor, "a default has no effect where the value is required: remove one of them")
        }
        return Parameter(
            name: name, location: location, isRequired: isRequired, description: text("description", in: target),
            schema: schema, mark: target.node.mark)
    }

    private mutating func requestBody(_ reading: OperationReading) -> Schema? {
        let cursor = reading.cursor
        guard let body = cursor.child("requestBody") else { return nil }
        if reading.method == "get" || reading.method == "delete" {
            report(body, "a request body of \(reading.method.uppercased()) has no meaning (RFC 9110 §9.3): remove it")
        }
        allow(["required", "description", "content"], in: body, of: "a request body")
        if flag("required", in: body) != true {
            report(body, "an optional request body is not supported: write required: true")
        }
        guard let content = body.child("content"), content.members.count == 1, let media = content.members.first,
            media.name == "application/json"
        else {
            report(body.child("content") ?? body, "a request body must have exactly the media type application/json")
            return nil
        }
        return mediaSchema(media.cursor)
    }

    /// The schema of a JSON media type: a reference, so that the type has a name.
    mutating func mediaSchema(_ media: Cursor) -> Schema? {
        allow(["schema", "example", "examples"], in: media, of: "a media type")
        guard let cursor = media.child("schema") else {
            report(media, "the media type has no schema: write one")
            return nil
        }
        guard let schema = schema(cursor, allowsDefault: false) else { return nil }
        guard case .reference(let name) = schema.shape else {
            report(cursor, "name this schema: move it to components/schemas and refer to it")
            return nil
        }
        let target = root.child("components")?.child("schemas")?.child(name)
        if let target, target.child("type")?.node.text != "object" || target.child("properties") == nil {
            report(cursor, "a JSON body must be an object with properties: wrap \"\(name)\" in one")
        }
        return schema
    }
}
