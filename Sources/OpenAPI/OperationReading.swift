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
    let schemes: [SecurityScheme]
    /// The requirements of operations that say nothing of their own.
    let sharedSecurity: SecurityRequirements?

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
                "operationId", "tags", "summary", "description", "deprecated", "parameters", "requestBody", "responses",
                "security", "x-constant", "x-owner", "x-undeclared-query",
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
        let known = diagnostics.count
        let security = requirements(reading)
        // What could not be read asks for nothing; that it was meant to is not to be told twice.
        let declared = root.child("components")?.child("securitySchemes")?.members.count ?? 0
        let isSound = diagnostics.count == known && declared == reading.schemes.count
        let operation = Operation(
            id: id, method: reading.method.uppercased(), path: reading.path, mark: reading.mark,
            tag: tag(reading), summary: requiredText("summary", in: cursor, of: "the operation"),
            description: text("description", in: cursor), isDeprecated: flag("deprecated", in: cursor) ?? false,
            parameters: parameters, body: requestBody(reading), responses: responses(cursor), security: security,
            owner: owner(reading, parameters, isSound ? security : nil),
            ignoresUndeclaredQuery: undeclaredQuery(cursor), isConstant: flag("x-constant", in: cursor) ?? false,
            site: Site(cursor, at: reading.mark))
        refusals(operation, cursor)
        if let constant = cursor.child("x-constant"), operation.isConstant { check(operation, constant) }
        return operation
    }

    /// What is the same for everybody depends on nothing that a request says, but whether the client has it already.
    private mutating func check(_ operation: Operation, _ constant: Cursor) {
        let ifNoneMatch = operation.parameters.filter { parameter in
            parameter.location == .header && parameter.name.lowercased() == "if-none-match"
        }
        if operation.method != "GET" || !operation.security.isOpen
            || operation.parameters.count != ifNoneMatch.count
        {
            report(constant, "x-constant is for a GET that anybody may send, with no parameter but If-None-Match")
        }
        let answers = operation.responses.filter { $0.status < 400 }
        let haveTags = answers.allSatisfy { answer in
            answer.headers.contains { $0.name.lowercased() == "etag" && $0.isRequired }
        }
        let isWhole = answers.count == 2 && answers[0].contents.count == 1 && answers[1].status == 304
        if ifNoneMatch.isEmpty || !isWhole || !haveTags {
            report(
                constant,
                "x-constant needs one success of one media type and a 304, both with a required ETag header, and the "
                    + "parameter If-None-Match")
        }
    }

    private mutating func undeclaredQuery(_ cursor: Cursor) -> Bool {
        guard let child = cursor.child("x-undeclared-query") else { return false }
        if child.node.string != "ignore" {
            report(child, "x-undeclared-query must be ignore; leave it out to refuse what is not declared")
        }
        return true
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

    private mutating func requirements(_ reading: OperationReading) -> SecurityRequirements {
        if let own = security(reading.cursor, schemes: reading.schemes) ?? reading.sharedSecurity { return own }
        if root.child("security") == nil, reading.cursor.child("security") == nil {
            report(
                reading.cursor, "the operation does not say who may call it: write security: [], or name a scheme",
                at: reading.mark)
        }
        return SecurityRequirements(alternatives: [], mark: reading.mark, pointer: reading.cursor.pointer)
    }

    private mutating func owner(
        _ reading: OperationReading, _ parameters: [Parameter], _ security: SecurityRequirements?
    ) -> String? {
        guard let owner = reading.cursor.child("x-owner") else { return nil }
        guard let name = owner.node.string,
            let parameter = parameters.first(where: { $0.name == name && $0.location == .path })
        else {
            report(owner, "x-owner must name a path parameter of this operation")
            return nil
        }
        if !isString(parameter.schema) { report(owner, "x-owner must name a path parameter of type string") }
        if let security, security.isOpen || security.isOptional {
            report(owner, "x-owner needs an authenticated caller: name a scheme under security, and no {}")
        }
        return name
    }

    private func isString(_ schema: Schema) -> Bool {
        switch schema.shape {
        case .string: return true
        case .reference(let name):
            let target = root.child("components")?.child("schemas")?.child(name)
            return target?.child("type")?.node.text == "string" && target?.child("enum") == nil
        default: return false
        }
    }

    /// Names of header fields are the same in capitals.
    private func areSame(_ left: Parameter, _ right: Parameter) -> Bool {
        guard left.location == right.location else { return false }
        return left.location == .header
            ? left.name.lowercased() == right.name.lowercased() : left.name.utf8.elementsEqual(right.name.utf8)
    }

    /// In the query, members of an exploded object stand beside other parameters.
    private mutating func checkQueryNames(_ parameters: [(parameter: Parameter, cursor: Cursor)]) {
        var known: [String: String] = [:]
        for (parameter, cursor) in parameters where parameter.location == .query {
            var names = [parameter.name]
            if parameter.style == .form, parameter.explode, case .object(let properties, _)? = shape(parameter.schema) {
                names = properties.map(\.name)
            }
            for name in names {
                guard let other = known.updateValue(parameter.name, forKey: name), other != parameter.name else {
                    continue
                }
                report(
                    cursor,
                    "\"\(name)\" in the query could belong to \"\(other)\" and to \"\(parameter.name)\": rename one, or "
                        + "write style: deepObject")
            }
        }
    }

    private mutating func parameters(_ reading: OperationReading) -> [Parameter] {
        var parameters: [Parameter] = []
        var places: [(parameter: Parameter, cursor: Cursor)] = []
        for cursor in list("parameters", in: reading.whole) + list("parameters", in: reading.cursor) {
            guard let parameter = parameter(cursor) else { continue }
            if let other = parameters.first(where: { areSame($0, parameter) }) {
                let names = other.name == parameter.name ? "" : " as \"\(other.name)\""
                report(cursor, "the parameter \"\(parameter.name)\" stands twice\(names): remove one")
            }
            if parameter.location == .path && !reading.pathParameters.contains(parameter.name) {
                report(cursor, "the path has no {\(parameter.name)}: add it there, or remove the parameter")
            }
            parameters.append(parameter)
            places.append((parameter, cursor))
        }
        checkQueryNames(places)
        for name in reading.pathParameters
        where !parameters.contains(where: { $0.name == name && $0.location == .path }) {
            report(reading.cursor, "the path parameter {\(name)} is not described: add it under parameters")
        }
        return parameters
    }
}
