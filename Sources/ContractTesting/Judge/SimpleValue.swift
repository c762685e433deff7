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
        let place = try place(pointer)
        for text in texts { elements.append(try read(text, schema: "\(place)/items")) }
        return .array(elements)
    }

    func isArray(_ pointer: String) throws(OracleError) -> Bool { try resolved(pointer)["type"]?.string == "array" }

    /// An application/x-www-form-urlencoded body as an object; nil when a name is there twice.
    func form(_ text: String, schema pointer: String) throws(OracleError) -> JSONTree? {
        var members = JSONMembers()
        let place = try place(pointer)
        for (name, value) in Self.pairs(text) {
            let property = "\(place)/properties/\(JSONPointer.escape(name))"
            let isKnown = interpreter.document.at(pointer: property) != nil
            guard members.append(name, isKnown ? try read(value, schema: property) : .string(value)) else { return nil }
        }
        return .object(members)
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
