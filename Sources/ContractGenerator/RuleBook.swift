internal import OpenAPI
internal import YAML

/// The rules that the generated code checks by, each named once.
///
/// All numbers of lines stand here and nowhere else in the types, so that a line that shifts recompiles one file.
struct RuleBook {
    private let contract: Contract
    private var names: [String: String] = [:]
    private var taken: Set<String> = ["anyString"]
    private(set) var rules: [(name: String, definition: String)] = []

    init(_ contract: Contract) { self.contract = contract }

    /// The name of the rule for a schema; `hint` names it when the schema itself has no name.
    mutating func name(for schema: Schema, hint: String) -> String {
        if case .reference(let target) = schema.shape, let named = contract.schema(named: target) {
            return name(for: named, hint: SwiftNames.value(target))
        }
        let definition = definition(schema)
        if let known = names[definition] { return "Rules.\(known)" }
        return add(definition, hint: hint)
    }

    /// The name of the rule by which text becomes a value of this schema.
    mutating func name(forTextOf schema: Schema, shape: String, hint: String) -> String {
        let definition = "TextRule(\(shape), line: \(schema.mark.line))"
        return names[definition].map { "Rules.\($0)" } ?? add(definition, hint: hint + "_text")
    }

    private mutating func add(_ definition: String, hint: String) -> String {
        var name = SwiftNames.declared(hint)
        var number = 2
        while !taken.insert(name).inserted {
            name = SwiftNames.value(hint) + String(number)
            number += 1
        }
        names[definition] = name
        rules.append((name, definition))
        return "Rules.\(name)"
    }

    private func definition(_ schema: Schema) -> String {
        let line = "line: \(schema.mark.line)"
        switch schema.shape {
        case .reference, .boolean, .enumeration, .freeObject: return "PlainRule(\(line))"
        case .string(let keywords): return "StringRule(\(arguments(keywords) + line))"
        case .integer(let keywords):
            let minimum = keywords.minimum ?? (keywords.isInt32 ? Int64(Int32.min) : nil)
            let maximum = keywords.maximum ?? (keywords.isInt32 ? Int64(Int32.max) : nil)
            return "IntegerRule(\(argument("minimum", minimum) + argument("maximum", maximum) + line))"
        case .number(let keywords):
            return "NumberRule(\(argument("minimum", keywords.minimum) + argument("maximum", keywords.maximum) + line))"
        case .array(_, let keywords):
            return
                "ArrayRule(\(argument("minItems", keywords.minItems) + argument("maxItems", keywords.maxItems) + line))"
        case .file(let maxLength): return "FileRule(\(argument("maxLength", maxLength) + line))"
        case .object(let properties, let ignoresUnknown):
            let names = properties.map { SwiftNames.literal($0.name) }.joined(separator: ", ")
            var required: UInt64 = 0
            for (index, property) in properties.enumerated() where property.isRequired {
                required |= 1 << UInt64(index)
            }
            let ignoring = ignoresUnknown ? "ignoresUnknown: true, " : ""
            return "ObjectRule([\(names)], required: \(bits(required)), \(ignoring)\(line))"
        }
    }

    /// Binary, in groups of eight.
    private func bits(_ mask: UInt64) -> String {
        let digits = String(mask, radix: 2)
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 8 == 0 { grouped += "_" }
            grouped.append(digit)
        }
        return "0b" + grouped
    }

    private func arguments(_ keywords: Schema.StringKeywords) -> String {
        var arguments = argument("minLength", keywords.minLength) + argument("maxLength", keywords.maxLength)
        if let pattern = keywords.pattern { arguments += "pattern: \(SwiftNames.literal(pattern)), " }
        if let excluded = keywords.excluded { arguments += "excluded: \(SwiftNames.literal(excluded)), " }
        if let format = keywords.format { arguments += "format: .\(SwiftNames.value(format)), " }
        return arguments
    }

    private func argument(_ label: String, _ value: (some CustomStringConvertible)?) -> String {
        value.map { "\(label): \(SwiftNames.literal($0)), " } ?? ""
    }
}
