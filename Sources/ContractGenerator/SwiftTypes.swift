internal import OpenAPI

/// What a schema is in Swift: its type, and the expressions that read, write and decode it.
struct SwiftTypes {
    let contract: Contract

    func type(_ schema: Schema) -> String {
        switch schema.shape {
        case .reference(let name): name
        case .string, .enumeration: "String"
        case .integer: "Int"
        case .number: "Double"
        case .boolean: "Bool"
        case .array(let element, _): "[\(type(element))]"
        case .object, .freeObject: "JSONObject"
        case .file: "FilePart"
        }
    }

    /// The type of a property or parameter, optional where it may be absent without a default.
    func type(_ schema: Schema, isRequired: Bool) -> String {
        type(schema) + (schema.isNullable || (!isRequired && schema.defaultValue == nil) ? "?" : "")
    }

    /// Whether the type of this schema or of its properties is written with `JSONObject`.
    func namesFreeObject(_ schema: Schema) -> Bool {
        switch schema.shape {
        case .freeObject: true
        case .object(let properties, _): properties.contains { namesFreeObject($0.schema) }
        case .array(let element, _): namesFreeObject(element)
        default: false
        }
    }

    func literal(_ value: Schema.Default) -> String {
        switch value {
        case .string(let value): SwiftNames.literal(value)
        case .integer(let value): SwiftNames.literal(value)
        case .number(let value): String(value)
        case .bool(let value): String(value)
        }
    }

    /// What names the rule of an array's items: the schema, where the array has a name.
    private func itemHint(_ schema: Schema, _ hint: String) -> String {
        if case .reference(let name) = schema.shape { "\(name)_item" } else { hint + "_item" }
    }

    func read(_ schema: Schema, rules: inout RuleBook, hint: String) -> String {
        let rule = rules.name(for: schema, hint: hint)
        let isReference = if case .reference = schema.shape { true } else { false }
        let expression =
            switch contract.resolved(schema).shape {
            case .string: "reader.string(\(rule))"
            case .enumeration: "reader.choice(\(type(schema)).self, \(rule))"
            case .integer: "reader.integer(\(rule))"
            case .number: "reader.number(\(rule))"
            case .boolean: "reader.bool(\(rule))"
            case .freeObject: "reader.freeObject(\(rule))"
            case .file: "reader.file(\(rule))"
            case .array(let element, _):
                "reader.array(\(rule)) { reader in \(read(element, rules: &rules, hint: itemHint(schema, hint))) }"
            case .object, .reference: "\(isReference ? type(schema) : "Never").read(from: &reader)"
            }
        return schema.isNullable ? "reader.nullable { reader in \(expression) }" : expression
    }

    /// The statement that writes a value which is not nil.
    func write(_ value: String, _ schema: Schema, rules: inout RuleBook, hint: String) -> String {
        let rule = rules.name(for: schema, hint: hint)
        return switch contract.resolved(schema).shape {
        case .string: "writer.string(\(value), \(rule))"
        case .enumeration: "writer.string(\(value).rawValue, Rules.anyString)"
        case .integer: "writer.integer(\(value), \(rule))"
        case .number: "writer.number(\(value), \(rule))"
        case .boolean: "writer.bool(\(value))"
        case .freeObject: "writer.freeObject(\(value))"
        // Files come in and never go out: what holds them has no writer.
        case .file: "_ = \(value)"
        case .array(let element, _):
            "writer.array(\(value), \(rule)) { writer, element in "
                + "\(write("element", element, rules: &rules, hint: itemHint(schema, hint))) }"
        case .object, .reference: "\(value).write(to: &writer)"
        }
    }

    private func decodeElement(_ schema: Schema, rules: inout RuleBook, hint: String) -> String {
        switch contract.resolved(schema).shape {
        case .string, .integer, .number: return "try elements.checked(\(rules.name(for: schema, hint: hint)))"
        case .array(let element, _):
            let rule = rules.name(for: schema, hint: hint)
            let decoded = decodeElement(element, rules: &rules, hint: itemHint(schema, hint))
            return "try elements.checked(\(rule)) { elements in \(decoded) }"
        case .boolean, .freeObject, .enumeration, .object, .reference, .file:
            return "try elements.decode(\(type(schema)).self)"
        }
    }

    /// The expression that decodes a property from Codable's `container`.
    func decode(_ property: Schema.Property, rules: inout RuleBook, hint: String) -> String {
        let schema = property.schema
        let key = ".\(SwiftNames.declared(property.name))"
        let suffix = property.isRequired ? "" : "IfPresent"
        var expression: String
        switch contract.resolved(schema).shape {
        case .string, .integer, .number:
            expression = "try container.checked\(suffix)(\(key), \(rules.name(for: schema, hint: hint)))"
        case .array(let element, _):
            let rule = rules.name(for: schema, hint: hint)
            let decoded = decodeElement(element, rules: &rules, hint: itemHint(schema, hint))
            expression = "try container.checked\(suffix)(\(key), \(rule)) { elements in \(decoded) }"
        case .boolean, .freeObject, .enumeration, .object, .reference, .file:
            expression =
                property.isRequired
                ? "try container.decode(\(type(schema)).self, forKey: \(key))"
                : "try container.present(\(type(schema)).self, \(key))"
        }
        if schema.isNullable { expression = "try container.decodeNil(forKey: \(key)) ? nil : \(expression)" }
        if let value = schema.defaultValue { expression += " ?? \(literal(value))" }
        return expression
    }
}
