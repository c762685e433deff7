internal import YAML

/// Bodies: of requests and of responses, under each of their media types.
extension ContractReader {
    mutating func requestBody(_ reading: OperationReading) -> RequestBody? {
        guard let body = reading.cursor.child("requestBody") else { return nil }
        if reading.method == "get" || reading.method == "delete" {
            report(body, "a request body of \(reading.method.uppercased()) has no meaning (RFC 9110 §9.3): remove it")
        }
        return requestBody(body)
    }

    mutating func requestBody(_ cursor: Cursor) -> RequestBody? {
        guard let body = component(cursor, kind: "requestBodies") else { return nil }
        allow(["required", "description", "content", "x-max-bytes"], in: body, of: "a request body")
        guard let content = body.child("content"), content.node.members?.isEmpty == false else {
            report(body.child("content") ?? body, "the request body has no content: write its media type")
            return nil
        }
        let contents = contents(content, ofRequest: true)
        let maxBytes = body.child("x-max-bytes")
        if let maxBytes, maxBytes.node.integer ?? 0 < 1 {
            report(maxBytes, "x-max-bytes must be a whole number of bytes, at least 1")
        }
        if let maxBytes, maxBytes.node.integer ?? 0 > Self.mostCollected, contents.contains(where: \.isHeld) {
            report(
                maxBytes, "a body of more than \(Self.mostCollected) bytes is not held in memory: write x-stream: true")
        }
        return RequestBody(
            isRequired: flag("required", in: body) ?? false, description: text("description", in: body),
            contents: contents, maxBytes: maxBytes?.node.integer.map { Int($0) }, mark: body.node.mark,
            site: Site(body))
    }

    /// Bytes that the server holds of one body at most.
    private static let mostCollected: Int64 = 64 << 20

    /// What stands under `content`.
    mutating func contents(_ content: Cursor, ofRequest isRequest: Bool) -> [Content] {
        if content.node.members == nil {
            report(content, "\"content\" must be a mapping: write MEDIA/TYPE: and what it is")
        }
        return content.members.compactMap { member in
            guard isMediaType(member.name) else {
                report(
                    member.cursor, "\"\(member.name)\" is not a media type: write type/subtype, in lower case",
                    at: member.key.mark)
                return nil
            }
            return self.content(member.name, member.cursor, at: member.key.mark, ofRequest: isRequest)
        }
    }

    private func isMediaType(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { isToken(String($0)) } && !name.contains("*")
            && name == name.lowercased()
    }

    /// Media types that go on until someone ends them.
    private static let streams: Set = ["multipart/x-mixed-replace", "text/event-stream"]

    private mutating func content(
        _ mediaType: String, _ media: Cursor, at mark: Mark, ofRequest isRequest: Bool
    ) -> Content? {
        allow(["schema", "example", "examples", "x-stream"], in: media, of: "a media type")
        let isStream = flag("x-stream", in: media) ?? (!isRequest && Self.streams.contains(mediaType))
        let kind: Content.Kind?
        if isStream {
            rawSchema(media)
            kind = .stream
        } else if mediaType == "application/json" || mediaType.hasSuffix("+json") {
            kind = jsonSchema(media).map(Content.Kind.json)
        } else if mediaType == "application/x-www-form-urlencoded", isRequest {
            kind = formSchema(media, "a form", allowsParts: false).map(Content.Kind.form)
        } else if mediaType == "multipart/form-data", isRequest {
            kind = formSchema(media, "multipart/form-data", allowsParts: true).map(Content.Kind.multipart)
        } else if mediaType.hasPrefix("text/"), media.child("schema")?.child("format")?.node.text != "binary" {
            kind = textSchema(media).map(Content.Kind.text)
        } else {
            if mediaType.hasPrefix("multipart/") || mediaType == "application/x-www-form-urlencoded" {
                report(
                    media,
                    "\(mediaType) is not supported in a \(isRequest ? "request" : "response"), but as x-stream: true",
                    at: mark)
            }
            rawSchema(media)
            kind = .bytes
        }
        return kind.map { Content(mediaType: mediaType, kind: $0, mark: mark, site: Site(media, at: mark)) }
    }

    /// An object or an array: a scalar at the top of a body could never grow a second value.
    private mutating func jsonSchema(_ media: Cursor) -> Schema? {
        guard let cursor = media.child("schema") else {
            report(media, "the media type has no schema: write one")
            return nil
        }
        guard let schema = schema(cursor, allowsDefault: false) else { return nil }
        if schema.isNullable { report(cursor, "a body cannot be null: remove nullable") }
        switch schema.shape {
        case .object: report(cursor, "name this schema: move it to components/schemas and refer to it")
        case .array, .freeObject: break
        case .reference(let name):
            switch shape(schema) {
            case .object, .array, .freeObject, nil: break
            default: report(cursor, "a JSON body must be an object or an array: wrap \"\(name)\" in one")
            }
        default: report(cursor, "a JSON body must be an object or an array: wrap the value in one")
        }
        if holdsFiles(schema) { report(cursor, "a file stands in a part of multipart/form-data only") }
        return schema
    }

    private mutating func formSchema(_ media: Cursor, _ what: String, allowsParts: Bool) -> Schema? {
        guard let cursor = media.child("schema") else {
            report(media, "the media type has no schema: write one")
            return nil
        }
        guard let schema = schema(cursor, allowsDefault: false) else { return nil }
        guard case .reference = schema.shape else {
            report(cursor, "name this schema: move it to components/schemas and refer to it")
            return nil
        }
        guard case .object(let properties, _)? = shape(schema) else {
            report(cursor, "\(what) must be an object with properties")
            return nil
        }
        for property in properties { checkMember(property, cursor, what, allowsParts: allowsParts) }
        return schema
    }

    private mutating func checkMember(
        _ property: Schema.Property, _ cursor: Cursor, _ what: String, allowsParts: Bool
    ) {
        var schema = property.schema
        if case .array(let element, _)? = shape(schema) { schema = element }
        if property.schema.isNullable {
            report(cursor, "\"\(property.name)\" cannot be null in \(what): remove nullable", at: property.mark)
        }
        switch shape(schema) {
        case .file where allowsParts, .object where allowsParts, .freeObject where allowsParts: break
        case .array, .object, .freeObject, .file:
            report(
                cursor, "\"\(property.name)\" cannot be written in \(what): make it a scalar or an array of scalars",
                at: property.mark)
        default: break
        }
    }

    /// Whether a value of this schema holds files, at any depth.
    private func holdsFiles(_ schema: Schema) -> Bool {
        guard hasFiles else { return false }
        var visited: Set<String> = []
        var waiting = [schema]
        while let next = waiting.popLast() {
            switch next.shape {
            case .reference(let name):
                if visited.insert(name).inserted, let target = namedSchema(name) { waiting.append(target) }
            case .file: return true
            case .array(let element, _): waiting.append(element)
            case .object(let properties, _): waiting += properties.map(\.schema)
            default: break
            }
        }
        return false
    }

    /// A file stands in a part of its own: an object inside another comes as JSON.
    mutating func checkFiles(_ named: NamedSchema) {
        guard case .object(let properties, _) = named.schema.shape else { return }
        for property in properties {
            var schema = property.schema
            if case .array(let element, _)? = shape(schema) { schema = element }
            switch shape(schema) {
            case .object where holdsFiles(schema), .array where holdsFiles(schema):
                diagnostics.append(
                    Diagnostic(
                        file: file, mark: property.mark,
                        pointer: "\(named.pointer)/properties/\(JSONPointer.escaped(property.name))",
                        message:
                            "\"\(property.name)\" holds a file inside of it: make the file a property of the whole "
                            + "body, or an item of an array there"))
            default: break
            }
        }
    }

    private mutating func textSchema(_ media: Cursor) -> Schema? {
        guard let cursor = media.child("schema") else {
            report(media, "the media type has no schema: write schema: {type: string}")
            return nil
        }
        guard let schema = schema(cursor, allowsDefault: false) else { return nil }
        guard case .string? = shape(schema), !schema.isNullable else {
            report(cursor, "a text must be of type string, without enum and nullable")
            return nil
        }
        return schema
    }

    /// Content that is sent as it is says so: `{type: string, format: binary}`.
    private mutating func rawSchema(_ media: Cursor) {
        guard let schema = media.child("schema"), schema.child("type")?.node.text == "string",
            schema.child("format")?.node.text == "binary"
        else {
            return report(media, "this media type is sent as it is: write schema: {type: string, format: binary}")
        }
        allow(["type", "format", "description"], in: schema, of: "a binary schema")
    }
}
