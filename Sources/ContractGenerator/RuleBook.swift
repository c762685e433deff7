internal import OpenAPI
internal import YAML

/// The rules that the generated code checks by, each named once, and the lines of the contract that say so.
///
/// Lines stand apart, in bodies of accessors: the compiler takes a change there for nobody else's business, so that a
/// line that shifts recompiles one file.
struct RuleBook {
    private let contract: Contract
    private var names: [String: String] = [:]
    private var taken: Set<String> = ["anyString"]
    private(set) var rules: [Rule] = []

    struct Rule {
        let name: String
        /// The expression that makes it.
        let definition: String
        let line: Int
    }

    init(_ contract: Contract) { self.contract = contract }

    /// The name of the rule for a schema; `hint` names it when the schema itself has no name.
    mutating func name(for schema: Schema, hint: String) -> String {
        if case .reference(let target) = schema.shape, let named = contract.schema(named: target) {
            return name(for: named, hint: SwiftNames.value(target))
        }
        return name(definition(schema), at: schema, hint: hint)
    }

    /// The name of the rule by which text becomes a value of this schema.
    mutating func name(forTextOf schema: Schema, shape: String, hint: String) -> String {
        name(["TextRule(\(shape)"], at: schema, hint: hint + "_text")
    }

    /// - Parameter definition: what the rule is made by, without its line.
    private mutating func name(_ definition: [String], at schema: Schema, hint: String) -> String {
        let start = definition.joined(separator: ", ")
        // The same keywords in two places are two rules: each says where it stands.
        let key = "\(start) \(schema.mark.line)"
        if let known = names[key] { return "Rules.\(known)" }
        var name = SwiftNames.declared(hint)
        var number = 2
        while !taken.insert(name).inserted {
            name = SwiftNames.value(hint) + String(number)
            number += 1
        }
        names[key] = name
        let line = "line: Lines.\(name))"
        rules.append(
            Rule(
                name: name, definition: start.hasSuffix("(") ? start + line : "\(start), \(line)",
                line: schema.mark.line))
        return "Rules.\(name)"
    }

    /// The parts of the expression, up to the line; the first opens the parenthesis.
    private func definition(_ schema: Schema) -> [String] {
        switch schema.shape {
        case .reference, .boolean, .enumeration, .freeObject: return ["PlainRule("]
        case .string(let keywords): return call("StringRule", arguments(keywords))
        case .integer(let keywords):
            return call("IntegerRule", argument("minimum", keywords.least) + argument("maximum", keywords.greatest))
        case .number(let keywords):
            return call(
                "NumberRule", argument("minimum", keywords.minimum) + argument("maximum", keywords.maximum))
        case .array(_, let keywords):
            return call(
                "ArrayRule", argument("minItems", keywords.minItems) + argument("maxItems", keywords.maxItems))
        case .file(let maxLength): return call("FileRule", argument("maxLength", maxLength))
        case .object(let properties, let ignoresUnknown):
            let names = properties.map { SwiftNames.literal($0.name) }.joined(separator: ", ")
            var required: UInt64 = 0
            for (index, property) in properties.enumerated() where property.isRequired {
                required |= 1 << UInt64(index)
            }
            let ignoring = ignoresUnknown ? ["ignoresUnknown: true"] : []
            return call("ObjectRule", ["[\(names)]", "required: \(bits(required))"] + ignoring)
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

    private func call(_ type: String, _ arguments: [String]) -> [String] {
        guard let first = arguments.first else { return ["\(type)("] }
        return ["\(type)(\(first)"] + arguments.dropFirst()
    }

    private func arguments(_ keywords: Schema.StringKeywords) -> [String] {
        argument("minLength", keywords.minLength) + argument("maxLength", keywords.maxLength)
            + (keywords.pattern.map { ["pattern: \(SwiftNames.literal($0))"] } ?? [])
            + (keywords.excluded.map { ["excluded: \(SwiftNames.literal($0))"] } ?? [])
            + (keywords.format.map { ["format: .\(SwiftNames.value($0))"] } ?? [])
    }

    private func argument(_ label: String, _ value: (some Numeric & CustomStringConvertible)?) -> [String] {
        value.map { ["\(label): \(SwiftNames.literal($0))"] } ?? []
    }
}
