internal import YAML

/// The root of a contract: information, tags, security schemes, paths.
extension ContractReader {
    mutating func contract() -> Contract? {
        allow(
            ["openapi", "info", "servers", "security", "tags", "paths", "components", "x-engine-responses"],
            in: root, of: "a contract")
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
        for schema in schemas { checkFiles(schema) }
        let schemes = securitySchemes()
        let tags = tags()
        let operations = operations(tags: tags.map(\.name), schemes: schemes)
        unusedComponents()
        return Contract(
            file: file,
            title: info.map { requiredText("title", in: $0, of: "info") } ?? "",
            version: info.map { requiredText("version", in: $0, of: "info") } ?? "",
            versionMark: info?.child("version")?.node.mark ?? root.node.mark,
            tags: tags, schemas: schemas, operations: operations, securitySchemes: schemes)
    }

    private mutating func components() {
        guard let components = root.child("components") else { return }
        allow(
            ["schemas", "responses", "parameters", "headers", "requestBodies", "securitySchemes", "examples"],
            in: components, of: "components")
    }

    /// A component that nothing refers to is read as well, so that its problems are known before it is used.
    private mutating func unusedComponents() {
        guard let components = root.child("components") else { return }
        for member in mapping("parameters", in: components) { _ = parameter(member.cursor) }
        for member in mapping("headers", in: components) { _ = header(member.cursor, name: member.name) }
        for member in mapping("requestBodies", in: components) { _ = requestBody(member.cursor) }
        for member in mapping("responses", in: components) { _ = response(member.cursor, status: nil) }
    }

    private mutating func tags() -> [Contract.Tag] {
        list("tags", in: root).map { tag in
            allow(["name", "description"], in: tag, of: "a tag")
            return Contract.Tag(
                name: requiredName(in: tag, of: "a tag"), description: text("description", in: tag),
                mark: tag.node.mark)
        }
    }

    private mutating func operations(tags: [String], schemes: [SecurityScheme]) -> [Operation] {
        let paths = mapping("paths", in: root)
        let isEmpty = root.child("paths")?.node.members?.isEmpty ?? (root.child("paths") == nil)
        if isEmpty { report(root, "the contract has no \"paths\": write at least one operation") }
        let shared = security(root, schemes: schemes)
        var operations: [Operation] = []
        for path in paths {
            if !path.name.hasPrefix("/") {
                report(path.cursor, "a path must begin with a slash", at: path.key.mark)
            }
            segments(path.name, at: path.cursor, path.key.mark)
            allow(["parameters"] + OperationReading.methods, in: path.cursor, of: "a path")
            for method in path.cursor.members where OperationReading.methods.contains(method.name) {
                let reading = OperationReading(
                    path: path.name, method: method.name, mark: method.key.mark, cursor: method.cursor,
                    whole: path.cursor, tags: tags, schemes: schemes, sharedSecurity: shared)
                if let operation = operation(reading) { operations.append(operation) }
            }
        }
        reportRepeatedNames(operations)
        reportRepeatedPaths(operations)
        return operations
    }

    /// A parameter is a whole segment: the router splits a path at its slashes and nowhere else.
    private mutating func segments(_ path: String, at cursor: Cursor, _ mark: Mark) {
        var names: Set<String> = []
        for segment in path.split(separator: "/") {
            guard segment.contains("{") || segment.contains("}") else {
                if !isSegment(segment) {
                    report(
                        cursor, "\"\(segment)\" could stand in no request's path: use letters, digits and hyphens",
                        at: mark)
                }
                continue
            }
            let name = segment.dropFirst().dropLast()
            if segment.first != "{" || segment.last != "}" || name.isEmpty || name.contains(where: "{}".contains) {
                report(cursor, "\"\(segment)\" is not supported in a path: a parameter is a whole segment", at: mark)
            } else if !isToken(String(name)) {
                report(cursor, "{\(name)} is not supported in a path: use letters, digits and hyphens", at: mark)
            } else if !names.insert(String(name)).inserted {
                report(cursor, "the path has {\(name)} twice: rename one", at: mark)
            }
        }
    }

    /// pchar (RFC 3986 §3.3): requests are compared with it as they come. Dots alone are taken away by clients.
    private func isSegment(_ segment: Substring) -> Bool {
        var rest = segment.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: continue
            case UInt8(ascii: "%"):
                guard rest.count >= 2, rest.prefix(2).allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
                    return false
                }
                rest = rest.dropFirst(2)
            default: if !"-._~!$&'()*+,;=:@".utf8.contains(byte) { return false }
            }
        }
        return segment != "." && segment != ".."
    }

    /// `/a/{x}` and `/a/{y}` are the same path.
    private mutating func reportRepeatedPaths(_ operations: [Operation]) {
        var seen: [String: Operation] = [:]
        for operation in operations {
            let shape = operation.path.split(separator: "/", omittingEmptySubsequences: false)
                .map { $0.hasPrefix("{") ? "{}" : String($0) }.joined(separator: "/")
            guard let first = seen.updateValue(operation, forKey: operation.method + shape) else { continue }
            diagnostics.append(
                Diagnostic(
                    file: file, mark: operation.mark,
                    pointer: operation.pointer,
                    message: "\(operation.method) of this path stands on line \(first.mark.line) already: remove one"))
        }
    }

    private mutating func reportRepeatedNames(_ operations: [Operation]) {
        var seen: [String: Operation] = [:]
        for operation in operations where !operation.id.isEmpty {
            if let first = seen.updateValue(operation, forKey: operation.id) {
                diagnostics.append(
                    Diagnostic(
                        file: file, mark: operation.mark, pointer: operation.pointer + "/operationId",
                        message:
                            "the operationId \(operation.id) is used on line \(first.mark.line) already: rename one"
                    ))
            }
        }
    }
}
