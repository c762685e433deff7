internal import YAML

/// The root of a contract: information, tags, security schemes, paths.
extension ContractReader {
    mutating func contract() -> Contract? {
        allow(
            ["openapi", "info", "servers", "tags", "paths", "components", "x-engine-responses"], in: root,
            of: "a contract")
        guard root.node.members != nil else { return nil }
        if let version = root.child("openapi") {
            if version.node.text?.hasPrefix("3.0.") != true {
                report(version, "this version of OpenAPI is not supported: write openapi: 3.0.3")
            }
        } else {
            report(root, "the contract does not say its version: write openapi: 3.0.3")
        }
        let info = root.child("info")
        if info == nil { report(root, "the contract has no \"info\": write its title and version") }
        components()
        schemaNames = Set((root.child("components")?.child("schemas")?.members ?? []).map(\.name))
        let schemas = namedSchemas()
        let schemes = bearerSchemes()
        let tags = tags()
        let operations = operations(tags: tags.map(\.name), schemes: schemes)
        return Contract(
            file: file,
            title: info.map { requiredText("title", in: $0, of: "info") } ?? "",
            version: info.map { requiredText("version", in: $0, of: "info") } ?? "",
            tags: tags, schemas: schemas, operations: operations, bearerSchemes: schemes)
    }

    private mutating func components() {
        guard let components = root.child("components") else { return }
        allow(
            ["schemas", "responses", "parameters", "headers", "securitySchemes", "examples"], in: components,
            of: "components")
    }

    private mutating func tags() -> [Contract.Tag] {
        (root.child("tags")?.elements ?? []).map { tag in
            allow(["name", "description"], in: tag, of: "a tag")
            return Contract.Tag(
                name: requiredText("name", in: tag, of: "a tag"), description: text("description", in: tag))
        }
    }

    private mutating func bearerSchemes() -> [String] {
        (root.child("components")?.child("securitySchemes")?.members ?? []).compactMap { scheme in
            allow(["type", "scheme", "bearerFormat", "description"], in: scheme.cursor, of: "a security scheme")
            let type = scheme.cursor.child("type")?.node.text
            let name = scheme.cursor.child("scheme")?.node.text
            guard type == "http", name == "bearer" else {
                report(
                    scheme.cursor, "this security scheme is not supported: write type: http and scheme: bearer",
                    at: scheme.key.mark)
                return nil
            }
            return scheme.name
        }
    }

    private mutating func operations(tags: [String], schemes: [String]) -> [Operation] {
        guard let paths = root.child("paths") else {
            report(root, "the contract has no \"paths\": write at least one operation")
            return []
        }
        var operations: [Operation] = []
        for path in paths.members {
            if !path.name.hasPrefix("/") {
                report(path.cursor, "a path must begin with a slash", at: path.key.mark)
            }
            allow(["parameters"] + OperationReading.methods, in: path.cursor, of: "a path")
            for method in path.cursor.members where OperationReading.methods.contains(method.name) {
                let reading = OperationReading(
                    path: path.name, method: method.name, mark: method.key.mark, cursor: method.cursor,
                    shared: path.cursor.child("parameters"), tags: tags, schemes: schemes)
                if let operation = operation(reading) { operations.append(operation) }
            }
        }
        reportRepeatedNames(operations)
        return operations
    }

    private mutating func reportRepeatedNames(_ operations: [Operation]) {
        var seen: [String: Operation] = [:]
        for operation in operations {
            if let first = seen.updateValue(operation, forKey: operation.id) {
                let pointer = "/paths/\(Cursor.escaped(operation.path))/\(operation.method.lowercased())/operationId"
                diagnostics.append(
                    Diagnostic(
                        file: file, mark: operation.mark, pointer: pointer,
                        message: "the operationId \(operation.id) is used on line \(first.mark.line) already: rename one"
                    ))
            }
        }
    }
}
