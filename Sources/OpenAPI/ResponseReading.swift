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
            if case .json = response.content { continue }
            report(
                responses, "\(response.status) is answered with a JSON body: write its content", at: response.mark)
        }
    }

    /// Header fields of every response, in lower case; no handler has a say in them.
    private static let ownFields: Set = ["connection", "content-length", "content-type", "transfer-encoding"]

    private mutating func response(_ cursor: Cursor, status: Int) -> Response? {
        guard let target = component(cursor, kind: "responses") else { return nil }
        allow(["description", "headers", "content"], in: target, of: "a response")
        var headers: [Response.Header] = []
        for member in mapping("headers", in: target) {
            if Self.ownFields.contains(member.name.lowercased()) {
                report(member.cursor, "\(member.name) is written by the server itself: remove it", at: member.key.mark)
            }
            if let header = header(member.cursor, name: member.name) { headers.append(header) }
        }
        return Response(
            status: status, description: requiredText("description", in: target, of: "the response"),
            mark: cursor.node.mark, headers: headers, content: content(target, status: status))
    }

    private mutating func header(_ cursor: Cursor, name: String) -> Response.Header? {
        guard let target = component(cursor, kind: "headers") else { return nil }
        allow(["description", "required", "schema", "example"], in: target, of: "a header")
        guard let schemaCursor = target.child("schema") else {
            report(target, "the header has no schema: write one")
            return nil
        }
        guard let schema = schema(schemaCursor, allowsDefault: false) else { return nil }
        requireScalar(schema, at: schemaCursor, of: "a header", among: [.string, .integer])
        return Response.Header(
            name: name, isRequired: flag("required", in: target) ?? false,
            description: text("description", in: target), schema: schema)
    }

    private mutating func content(_ response: Cursor, status: Int) -> Response.Content? {
        guard let content = response.child("content") else { return nil }
        guard let media = content.members.first, content.members.count == 1 else {
            report(content, "a response must have exactly one media type; leave content out for none")
            return nil
        }
        if status == 204 || status == 304 {
            report(content, "a \(status) response has no content (RFC 9110): remove it")
            return nil
        }
        switch media.name {
        case "application/json": return mediaSchema(media.cursor).map(Response.Content.json)
        case "multipart/x-mixed-replace":
            rawSchema(media.cursor)
            return .stream(mediaType: media.name)
        default:
            guard media.name.split(separator: "/").count == 2, !media.name.contains("*") else {
                report(media.cursor, "\"\(media.name)\" is not a media type: write type/subtype", at: media.key.mark)
                return nil
            }
            rawSchema(media.cursor)
            return .bytes(mediaType: media.name)
        }
    }

    /// Content that is sent as it is says so: `{type: string, format: binary}`.
    private mutating func rawSchema(_ media: Cursor) {
        allow(["schema", "example", "examples"], in: media, of: "a media type")
        guard let schema = media.child("schema"), schema.child("type")?.node.text == "string",
            schema.child("format")?.node.text == "binary"
        else {
            return report(media, "this media type is sent as it is: write schema: {type: string, format: binary}")
        }
        allow(["type", "format", "description"], in: schema, of: "a binary schema")
    }
}
