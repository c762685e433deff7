internal import YAML

extension ContractReader {
    mutating func responses(_ operation: Cursor) -> [Response] {
        guard let cursor = operation.child("responses"), !cursor.members.isEmpty else {
            report(operation, "the operation has no responses: write every status it can answer")
            return []
        }
        var responses: [Response] = []
        for member in cursor.members {
            guard let status = Int(member.name), (200...599).contains(status), member.name.count == 3 else {
                report(
                    member.cursor, "\"\(member.name)\" is not supported: write each status by its three digits",
                    at: member.key.mark)
                continue
            }
            if let response = response(member.cursor, status: status) { responses.append(response) }
        }
        if !responses.contains(where: { $0.status < 300 }) {
            report(cursor, "the operation has no success: write its 2xx response")
        }
        return responses.sorted { $0.status < $1.status }
    }

    /// What the generated code answers on its own must be documented, with a body: clients get it either way.
    mutating func refusals(_ operation: Operation, _ cursor: Cursor) {
        guard let responses = cursor.child("responses"), !responses.members.isEmpty else { return }
        let given = Set(responses.members.map(\.name))
        let missing = operation.refusals.filter { !given.contains(String($0)) }.map(String.init)
        if !missing.isEmpty {
            let statuses = missing.joined(separator: ", ")
            report(responses, "the operation also answers \(statuses): write every status it can answer")
        }
        for response in operation.responses where operation.refusals.contains(response.status) {
            if response.contents.count == 1, case .json(let schema) = response.contents[0].kind,
                case .object? = shape(schema)
            {
                continue
            }
            report(
                responses, "\(response.status) is answered with a JSON object: write its content", at: response.mark)
        }
    }

    /// Header fields of every response, in lower case; no handler has a say in them.
    private static let ownFields: Set = [
        "connection", "content-length", "content-type", "date", "transfer-encoding", "x-request-id",
    ]

    /// - Parameter status: nil for a component that no operation refers to.
    mutating func response(_ cursor: Cursor, status: Int?) -> Response? {
        guard let target = component(cursor, kind: "responses") else { return nil }
        allow(["description", "headers", "content"], in: target, of: "a response")
        var headers: [Response.Header] = []
        for member in mapping("headers", in: target) {
            if let other = headers.first(where: { $0.name.lowercased() == member.name.lowercased() }) {
                report(
                    member.cursor, "\(other.name) and \(member.name) are the same header: remove one",
                    at: member.key.mark)
            } else if Self.ownFields.contains(member.name.lowercased()) {
                report(member.cursor, "\(member.name) is written by the server itself: remove it", at: member.key.mark)
            } else if !isToken(member.name) {
                report(
                    member.cursor, "\"\(member.name)\" cannot be the name of a header: use letters, digits and hyphens",
                    at: member.key.mark)
            }
            if let header = header(member.cursor, name: member.name) { headers.append(header) }
        }
        var contents: [Content] = []
        if let content = target.child("content") {
            if status == 204 || status == 304 {
                report(content, "a \(status ?? 0) response has no content (RFC 9110): remove it")
            } else if content.node.members?.isEmpty == true {
                report(content, "a response without content leaves \"content\" out: remove it")
            } else {
                contents = self.contents(content, ofRequest: false)
            }
        }
        return Response(
            status: status ?? 0, description: requiredText("description", in: target, of: "the response"),
            mark: cursor.node.mark, headers: headers, contents: contents,
            site: Site(cursor, target: target))
    }

    mutating func header(_ cursor: Cursor, name: String) -> Response.Header? {
        guard let target = component(cursor, kind: "headers") else { return nil }
        allow(["description", "required", "deprecated", "schema", "example"], in: target, of: "a header")
        guard let schemaCursor = target.child("schema") else {
            report(target, "the header has no schema: write one")
            return nil
        }
        guard let schema = schema(schemaCursor, allowsDefault: false) else { return nil }
        if schema.isNullable { report(schemaCursor, "a header cannot be null: remove nullable") }
        let isRequired = flag("required", in: target) ?? false
        switch shape(schema) {
        case .enumeration(let values):
            // A single value that must be there is a constant, and needs no type.
            if values.count > 1 || !isRequired { requireName(of: schema, schemaCursor) }
        case .string, .integer, .boolean, nil: break
        default: report(schemaCursor, "a header must be a string, an integer, a boolean or an enum")
        }
        return Response.Header(
            name: name, isRequired: isRequired,
            description: text("description", in: target), schema: schema, mark: cursor.node.mark,
            site: Site(cursor, target: target))
    }
}
