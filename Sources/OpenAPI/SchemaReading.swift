internal import Patterns
internal import YAML

/// Schemas: each type with the keywords that are enforced for it, and no others.
extension ContractReader {
    static let annotations = ["title", "description", "example"]

    /// A schema of a name, nil when it could not be read.
    func namedSchema(_ name: String) -> Schema? { readSchemas[name] }

    mutating func namedSchemas() -> [NamedSchema] {
        var schemas: [NamedSchema] = []
        for member in root.child("components").map({ mapping("schemas", in: $0) }) ?? [] {
            guard let first = member.name.unicodeScalars.first, ("A"..."Z").contains(first),
                member.name.unicodeScalars.allSatisfy({
                    $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
                })
            else {
                report(
                    member.cursor, "the schema name \"\(member.name)\" must be letters and digits, in UpperCamelCase",
                    at: member.key.mark)
                continue
            }
            guard !ContractNames.reservedTypes.contains(member.name) else {
                report(
                    member.cursor,
                    "\"\(member.name)\" is a name that the generated code needs: give the schema another",
                    at: member.key.mark)
                continue
            }
            guard let schema = schema(member.cursor, allowsDefault: false) else { continue }
            if case .reference = schema.shape {
                report(member.cursor, "a schema that is only a reference is not supported: refer to its target")
            }
            if schema.isNullable {
                report(
                    member.cursor, "nullable has no effect here: say it where the value is used, without a reference")
            }
            readSchemas[member.name] = schema
            schemas.append(NamedSchema(name: member.name, mark: member.key.mark, schema: schema))
        }
        return schemas
    }

    mutating func schema(_ cursor: Cursor, allowsDefault: Bool) -> Schema? {
        guard cursor.node.members != nil else {
            report(cursor, "a schema must be a mapping")
            return nil
        }
        if let reference = cursor.child("$ref") { return referenceSchema(cursor, reference) }
        guard let type = cursor.child("type") else {
            let combined = ["oneOf", "anyOf", "allOf"].first { cursor.child($0) != nil }
            let found = combined.map { "\($0) is not supported yet" } ?? "the schema has no type"
            report(cursor, "\(found): write type: string, integer, number, boolean, array or object")
            return nil
        }
        var keywords = Self.annotations + ["type", "nullable"] + (allowsDefault ? ["default"] : [])
        let shape: Schema.Shape?
        switch type.node.text {
        case "string":
            keywords += ["format", "enum", "minLength", "maxLength", "pattern", "not"]
            shape = stringShape(cursor)
        case "integer":
            keywords += ["format", "minimum", "maximum"]
            shape = integerShape(cursor)
        case "number":
            keywords += ["format", "minimum", "maximum"]
            shape = numberShape(cursor)
        case "boolean": shape = .boolean
        case "array":
            keywords += ["items", "minItems", "maxItems"]
            shape = arrayShape(cursor)
        case "object":
            keywords += ["properties", "required", "additionalProperties"]
            shape = objectShape(cursor)
        default:
            report(type, "this type is not supported: write string, integer, number, boolean, array or object")
            shape = nil
        }
        allow(keywords, in: cursor, of: "a schema of type \(type.node.text ?? "?")")
        guard let shape else { return nil }
        let schema = Schema(
            mark: cursor.node.mark, keywordMarks: cursor.keywordMarks, description: text("description", in: cursor),
            isNullable: flag("nullable", in: cursor) ?? false, defaultValue: defaultValue(cursor, shape), shape: shape)
        return schema
    }

    private mutating func referenceSchema(_ cursor: Cursor, _ reference: Cursor) -> Schema? {
        allow(["$ref"], in: cursor, of: "a reference")
        guard let name = reference.node.string.flatMap({ componentName($0, kind: "schemas") }) else {
            report(reference, "this reference is not supported here: write '#/components/schemas/NAME'")
            return nil
        }
        guard schemaNames.contains(name) else {
            report(reference, "components/schemas has no \"\(name)\": add it, or mend the reference")
            return nil
        }
        return Schema(
            mark: cursor.node.mark, keywordMarks: cursor.keywordMarks, description: nil, isNullable: false,
            defaultValue: nil, shape: .reference(name))
    }

    // MARK: Shapes

    private mutating func stringShape(_ cursor: Cursor) -> Schema.Shape? {
        if cursor.child("format")?.node.text == "binary" { return fileShape(cursor) }
        if let values = cursor.child("enum") {
            for name in ["minLength", "maxLength", "pattern", "format", "not"] where cursor.child(name) != nil {
                report(cursor, "\"\(name)\" beside enum has no effect: remove it")
            }
            return .enumeration(choices(values))
        }
        var keywords = Schema.StringKeywords(
            minLength: count("minLength", cursor), maxLength: count("maxLength", cursor),
            pattern: pattern("pattern", cursor), excluded: nil, format: text("format", in: cursor))
        order(keywords.minLength, keywords.maxLength, "minLength and maxLength", at: cursor)
        if let not = cursor.child("not") {
            allow(["pattern"], in: not, of: "\"not\" of a string")
            keywords.excluded = pattern("pattern", not)
        }
        let formats = ["date-time", "email", "uri-reference"]
        if let format = keywords.format, !formats.contains(format) {
            let known = formats.joined(separator: ", ")
            report(
                cursor.child("format") ?? cursor,
                "the format \"\(format)\" of a string is not supported: write one of \(known), or a pattern")
        }
        return .string(keywords)
    }

    private mutating func choices(_ values: Cursor) -> [String] {
        var names: [String] = []
        for value in values.elements {
            guard let name = value.node.string else {
                report(value, "enum must list strings: put this value in quotes")
                continue
            }
            if names.contains(name) { report(value, "\"\(name)\" stands in enum already: remove it") }
            names.append(name)
        }
        if values.elements.isEmpty { report(values, "enum must list at least one string") }
        return names
    }

    /// A file: bytes of a part, which no keyword of strings but its length says anything of.
    private mutating func fileShape(_ cursor: Cursor) -> Schema.Shape {
        hasFiles = true
        for name in ["enum", "minLength", "pattern", "not"] where cursor.child(name) != nil {
            report(cursor, "\"\(name)\" of a file is not supported: remove it")
        }
        return .file(maxLength: count("maxLength", cursor))
    }

    private mutating func integerShape(_ cursor: Cursor) -> Schema.Shape {
        let format = text("format", in: cursor)
        if let format, format != "int32", format != "int64" {
            report(
                cursor.child("format") ?? cursor,
                "the format \"\(format)\" of an integer is not supported: write int32 or int64")
        }
        let keywords = Schema.IntegerKeywords(
            minimum: integer("minimum", cursor), maximum: integer("maximum", cursor), isInt32: format == "int32")
        let bounds = keywords.isInt32 ? "minimum, maximum and format" : "minimum and maximum"
        order(keywords.least, keywords.greatest, bounds, at: cursor)
        return .integer(keywords)
    }

    private mutating func numberShape(_ cursor: Cursor) -> Schema.Shape {
        let format = text("format", in: cursor)
        if let format, format != "float", format != "double" {
            report(
                cursor.child("format") ?? cursor,
                "the format \"\(format)\" of a number is not supported: write float or double")
        }
        // A float is bounded; that a double is nearer to a number than any float does no harm.
        let largest = format == "float" ? Double(Float.greatestFiniteMagnitude) : nil
        var keywords = Schema.NumberKeywords(minimum: number("minimum", cursor), maximum: number("maximum", cursor))
        if let largest {
            keywords.minimum = max(keywords.minimum ?? -largest, -largest)
            keywords.maximum = min(keywords.maximum ?? largest, largest)
        }
        let bounds = largest == nil ? "minimum and maximum" : "minimum, maximum and format"
        order(keywords.minimum, keywords.maximum, bounds, at: cursor)
        return .number(keywords)
    }

    private mutating func arrayShape(_ cursor: Cursor) -> Schema.Shape? {
        guard let items = cursor.child("items") else {
            report(cursor, "an array must say what it holds: write items")
            return nil
        }
        guard let element = schema(items, allowsDefault: false) else { return nil }
        if element.isNullable { report(items, "items that may be null are not supported yet: leave them out instead") }
        if case .object = element.shape { report(items, "name this schema: move it to components/schemas") }
        if case .enumeration = element.shape { report(items, "name this schema: move it to components/schemas") }
        let keywords = Schema.ArrayKeywords(minItems: count("minItems", cursor), maxItems: count("maxItems", cursor))
        order(keywords.minItems, keywords.maxItems, "minItems and maxItems", at: cursor)
        return .array(of: element, keywords)
    }

    private mutating func objectShape(_ cursor: Cursor) -> Schema.Shape? {
        let additional = cursor.child("additionalProperties")
        guard let properties = cursor.child("properties") else {
            guard additional?.node.bool == true else {
                report(cursor, "an object must list its properties, or say additionalProperties: true for a free one")
                return nil
            }
            return .freeObject
        }
        guard let ignoresUnknown = additional?.node.bool else {
            report(
                additional ?? cursor,
                "an object with properties must say additionalProperties: false, or true to ignore unknown ones")
            return nil
        }
        let required = list("required", in: cursor).map { ($0, $0.node.string ?? "") }
        for (element, name) in required where properties.child(name) == nil {
            report(element, "\"\(name)\" is required but not among the properties: add it, or remove it here")
        }
        let requiredNames = Set(required.map(\.1))
        if properties.members.count > 64 { report(properties, "more than 64 properties are not supported: split it") }
        if properties.node.members?.isEmpty == true { report(properties, "an object must list at least one property") }
        var members: [Schema.Property] = []
        for member in mapping("properties", in: cursor) {
            let isRequired = requiredNames.contains(member.name)
            guard let schema = schema(member.cursor, allowsDefault: !isRequired) else { continue }
            if case .object = schema.shape {
                report(member.cursor, "name this schema: move it to components/schemas and refer to it")
            }
            if case .enumeration = schema.shape {
                report(member.cursor, "name this schema: move it to components/schemas and refer to it")
            }
            if schema.isNullable && !isRequired {
                report(
                    member.cursor, "optional and nullable together are not supported yet: make it required, or not null"
                )
            }
            members.append(
                Schema.Property(name: member.name, mark: member.key.mark, isRequired: isRequired, schema: schema))
        }
        return .object(members, ignoresUnknown: ignoresUnknown)
    }

    // MARK: Keywords

    private mutating func count(_ name: String, _ cursor: Cursor) -> Int? {
        guard let child = cursor.child(name) else { return nil }
        guard let value = child.node.integer, value >= 0 else {
            report(child, "\"\(name)\" must be a whole number that is not negative")
            return nil
        }
        return Int(value)
    }

    /// Two keywords that no value could satisfy together.
    private mutating func order<Bound: Comparable>(_ low: Bound?, _ high: Bound?, _ names: String, at cursor: Cursor) {
        if let low, let high, low > high { report(cursor, "no value satisfies \(names): change one") }
    }

    private mutating func integer(_ name: String, _ cursor: Cursor) -> Int64? {
        guard let child = cursor.child(name) else { return nil }
        if child.node.integer == nil { report(child, "\"\(name)\" must be a whole number") }
        return child.node.integer
    }

    private mutating func number(_ name: String, _ cursor: Cursor) -> Double? {
        guard let child = cursor.child(name) else { return nil }
        guard let value = child.node.number, value.isFinite else {
            report(child, "\"\(name)\" must be a number")
            return nil
        }
        return value
    }

    private mutating func pattern(_ name: String, _ cursor: Cursor) -> String? {
        guard let source = text(name, in: cursor), let child = cursor.child(name) else { return nil }
        do {
            _ = try Pattern(source)
        } catch {
            report(child, "the pattern cannot be enforced: \(error.message), at character \(error.offset + 1)")
        }
        return source
    }

    private mutating func defaultValue(_ cursor: Cursor, _ shape: Schema.Shape) -> Schema.Default? {
        guard let child = cursor.child("default") else { return nil }
        switch (shape, child.node.scalar) {
        case (.string(let keywords), .some(.string(let value))) where keywords.allow(value): return .string(value)
        case (.integer(let keywords), .some(.integer(let value))) where keywords.allow(value): return .integer(value)
        case (.number(let keywords), .some(.integer(let value))) where keywords.allow(Double(value)):
            return .number(Double(value))
        case (.number(let keywords), .some(.number(let value))) where value.isFinite && keywords.allow(value):
            return .number(value)
        case (.boolean, .some(.bool(let value))): return .bool(value)
        default:
            report(child, "the default is not a value of this schema")
            return nil
        }
    }
}
