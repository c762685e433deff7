import Foundation

/// Header fields, parameters and form fields are text; the schema says what the text stands for
/// (OpenAPI 3.0.3, Style Values: simple and form).
struct SimpleValue {
    let interpreter: SchemaInterpreter

    /// The value that a text stands for; text that is no such value stays a string, which the schema then refuses.
    func read(_ text: String, schema pointer: String) throws(OracleError) -> JSONTree {
        let schema = try resolved(pointer)
        switch schema["type"]?.string {
        case "integer", "number": return JSONNumber(text: text).map { .number($0) } ?? .string(text)
        case "boolean": return text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        case "array":
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            return try list(parts.map { Self.trim($0) }, schema: pointer)
        case "object": throw OracleError("the oracle reads no object from text: #\(pointer)")
        default: return .string(text)
        }
    }

    /// An array from its items' texts.
    func list(_ texts: [String], schema pointer: String) throws(OracleError) -> JSONTree {
        var elements: [JSONTree] = []
        let items = try items(pointer)
        for text in texts { elements.append(try read(text, schema: items)) }
        return .array(elements)
    }

    func isArray(_ pointer: String) throws(OracleError) -> Bool { try typeName(pointer) == "array" }

    /// The type that a schema names, at the end of its references.
    func typeName(_ pointer: String) throws(OracleError) -> String? { try resolved(pointer)["type"]?.string }

    func isBinary(_ pointer: String) throws(OracleError) -> Bool {
        try resolved(pointer)["format"]?.string == "binary"
    }

    /// The names of an object's properties.
    func properties(_ pointer: String) throws(OracleError) -> [String] {
        try resolved(pointer)["properties"]?.members?.all.map(\.name) ?? []
    }

    /// The schema of an array's items.
    func items(_ pointer: String) throws(OracleError) -> String { "\(try place(pointer))/items" }

    /// The schema of a property; nil when the object has none of that name.
    func property(_ name: String, of pointer: String) throws(OracleError) -> String? {
        let property = "\(try place(pointer))/properties/\(JSONPointer.escape(name))"
        return interpreter.document.at(pointer: property) == nil ? nil : property
    }

    /// What a text stands for as a member of an object; a member that is not known stays a text.
    func member(_ name: String, _ text: String, of pointer: String) throws(OracleError) -> JSONTree {
        guard let property = try property(name, of: pointer) else { return .string(text) }
        return try read(text, schema: property)
    }

    /// An application/x-www-form-urlencoded body as an object, arrays as repeated names; nil when another name is
    /// there twice, or the text is not what such a body may be.
    func form(_ text: String, schema pointer: String) throws(OracleError) -> JSONTree? {
        var members = JSONMembers()
        let raw = text.split(separator: "&").flatMap { $0.split(separator: "=", maxSplits: 1) }
        guard raw.allSatisfy({ $0.removingPercentEncoding != nil }) else { return nil }
        let pairs = Self.pairs(text)
        for (name, value) in pairs {
            if let property = try property(name, of: pointer), try isArray(property) {
                if members[name] != nil { continue }
                let texts = pairs.filter { $0.name == name }.map(\.value)
                guard members.append(name, try list(texts, schema: property)) else { return nil }
            } else {
                guard members.append(name, try member(name, value, of: pointer)) else { return nil }
            }
        }
        return .object(members)
    }

    /// Names of a query, decoded, and values as they stand there.
    static func rawPairs(_ text: String) -> [(name: String, raw: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
    }

    /// Names and values of a query or form, decoded.
    static func pairs(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (decode(parts[0]), parts.count > 1 ? decode(parts[1]) : "")
        }
    }

    private static func decode(_ text: Substring) -> String {
        let spaced = String(text.map { $0 == "+" ? " " : $0 })
        return spaced.removingPercentEncoding ?? spaced
    }

    private static func trim(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private func place(_ pointer: String) throws(OracleError) -> String {
        guard let reference = interpreter.document.at(pointer: pointer)?["$ref"]?.string else { return pointer }
        return try interpreter.resolve(reference).pointer
    }

    private func resolved(_ pointer: String) throws(OracleError) -> JSONTree {
        guard let schema = interpreter.document.at(pointer: try place(pointer)) else {
            throw OracleError("no schema at #\(pointer)")
        }
        return schema
    }
}
