internal import OpenAPI

/// A schema as it stands in both contracts, references followed.
struct SchemaPair {
    let old: Schema
    let new: Schema
    let sides: Sides
    let direction: Direction
}

extension Comparison {
    /// - Parameter name: what messages call the value, unless a component has a name for it.
    mutating func compareSchemas(
        _ old: Schema, _ new: Schema, _ name: String, _ direction: Direction, _ oldPointer: String, _ newPointer: String
    ) {
        let before = target(of: old, in: self.old, at: oldPointer)
        let now = target(of: new, in: self.new, at: newPointer)
        let visit = Visit(old: before.pointer, new: now.pointer, direction: direction)
        guard visited.insert(visit).inserted else { return }
        let sides = Sides(
            name: now.name ?? name, old: Site(before.schema, at: before.pointer), new: Site(now.schema, at: now.pointer)
        )
        compare(SchemaPair(old: before.schema, new: now.schema, sides: sides, direction: direction))
    }

    /// What a schema says in the end, and where that stands.
    private func target(
        of schema: Schema, in contract: Contract, at pointer: String
    ) -> (schema: Schema, pointer: String, name: String?) {
        var found = (schema: schema, pointer: pointer, name: String?.none)
        // A component is no reference itself, so this ends.
        while case .reference(let name) = found.schema.shape, let target = contract.schema(named: name),
            found.name != name
        {
            found = (target, "/components/schemas/\(JSONPointer.escaped(name))", name)
        }
        return found
    }

    mutating func changed(_ rule: SchemaRule, _ message: String, _ pair: SchemaPair, at keyword: String) {
        changed(rule.rule(for: pair.direction), message, at: pair.sides.at(keyword))
    }

    private mutating func compare(_ pair: SchemaPair) {
        documentation("description", pair.old.description, pair.new.description, at: pair.sides)
        let name = pair.sides.name
        if pair.old.isNullable != pair.new.isNullable {
            changed(
                pair.new.isNullable ? .nullableAdded : .nullableRemoved,
                "\(name) \(pair.new.isNullable ? "could not be null and can" : "could be null and cannot any more")",
                pair,
                at: "nullable")
        }
        if pair.old.defaultValue != pair.new.defaultValue {
            let values = (pair.old.defaultValue?.text, pair.new.defaultValue?.text)
            changed(.defaultChanged, wasAndIs("the default of \(name)", values.0, values.1), pair, at: "default")
        }
        switch (pair.old.shape, pair.new.shape) {
        case (.string(let old), .string(let new)): compareStrings(old, new, pair)
        case (.enumeration(let old), .enumeration(let new)): compareLists(old, new, pair)
        case (.string(let old), .enumeration(let new)) where new.allSatisfy(old.allow):
            changed(.enumAdded, "\(name) was any string and is one of \(new.listed)", pair, at: "enum")
        case (.enumeration(let old), .string(let new)) where old.allSatisfy(new.allow):
            changed(.enumRemoved, "\(name) was one of \(old.listed) and is any string", pair, at: "enum")
        case (.file(let old), .file(let new)): compareLengths(nil, nil, old, new, pair)
        case (.array(let old, let oldKeywords), .array(let new, let newKeywords)):
            compareArrays(old, oldKeywords, new, newKeywords, pair)
        case (.boolean, .boolean), (.freeObject, .freeObject): break
        case (.object(let old, let wasOpen), .object(let new, let isOpen)):
            compareObjects(old, wasOpen, new, isOpen, pair)
        case (.freeObject, .object):
            changed(.objectBecameFixed, "\(name) was a free object and has properties now", pair, at: "properties")
        case (.object, .freeObject):
            changed(.objectBecameFree, "\(name) had properties and is a free object now", pair, at: "properties")
        default: compareNumbers(pair)
        }
    }

    mutating func typeChanged(_ pair: SchemaPair) {
        changed(
            .typeChanged,
            "\(pair.sides.name) was \(pair.old.shape.title) and is \(pair.new.shape.title)", pair, at: "type")
    }

    private mutating func compareLists(_ old: [String], _ new: [String], _ pair: SchemaPair) {
        for value in new where !old.contains(value) {
            changed(.enumValueAdded, "\(pair.sides.name) may be \"\(value)\" now", pair, at: "enum")
        }
        for value in old where !new.contains(value) {
            changed(.enumValueRemoved, "\(pair.sides.name) could be \"\(value)\" and cannot any more", pair, at: "enum")
        }
    }

    private mutating func compareArrays(
        _ old: Schema, _ oldKeywords: Schema.ArrayKeywords, _ new: Schema, _ newKeywords: Schema.ArrayKeywords,
        _ pair: SchemaPair
    ) {
        compareLower("minItems", oldKeywords.minItems ?? 0, newKeywords.minItems ?? 0, pair) {
            $0 ? .minItemsRaised : .minItemsLowered
        }
        compareUpper("maxItems", oldKeywords.maxItems, newKeywords.maxItems, pair) {
            $0 ? .maxItemsRaised : .maxItemsLowered
        }
        compareSchemas(
            old, new, "an item of \(pair.sides.name)", pair.direction, pair.sides.old.pointer(to: "items"),
            pair.sides.new.pointer(to: "items"))
    }
}

extension Site {
    init(_ schema: Schema, at pointer: String) {
        self.init(pointer: pointer, mark: schema.mark, keywordMarks: schema.keywordMarks)
    }
}

extension Schema.Shape {
    /// What messages call values of this shape.
    var title: String {
        switch self {
        case .reference(let name): name
        case .string: "a string"
        case .enumeration: "one of a list of strings"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a boolean"
        case .array: "an array"
        case .object: "an object"
        case .freeObject: "a free object"
        case .file: "a file"
        }
    }
}

extension Schema.Default {
    var text: String {
        switch self {
        case .string(let value): "\"\(value)\""
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .bool(let value): "\(value)"
        }
    }
}

extension [String] {
    var listed: String { map { "\"\($0)\"" }.joined(separator: ", ") }
}
