package import OpenAPI
internal import Patterns
package import YAML

/// Judges a value that stands in a contract by the schema that it is an example of, as the generated checks would.
package struct ExampleChecker: Sendable {
    package struct Flaw: Sendable, Equatable {
        package let mark: Mark
        /// From the example; empty for the whole.
        package let pointer: String
        package let message: String
    }

    private let contract: Contract

    package init(_ contract: Contract) { self.contract = contract }

    package func flaws(of value: Node, by schema: Schema) -> [Flaw] {
        var flaws: [Flaw] = []
        check(value, schema, "", &flaws)
        return flaws
    }

    private func check(_ value: Node, _ schema: Schema, _ pointer: String, _ flaws: inout [Flaw]) {
        if schema.isNullable && value.isNull { return }
        var message: String?
        switch contract.resolved(schema).shape {
        case .reference: break
        case .string(let keywords): message = flaw(value, keywords)
        case .enumeration(let values):
            if value.string.map(values.contains) != true {
                message = "must be one of \(values.joined(separator: ", "))"
            }
        case .integer(let keywords): message = flaw(value, keywords)
        case .number(let keywords): message = flaw(value, keywords)
        case .boolean: message = value.bool == nil ? "must be true or false" : nil
        case .array(let element, let keywords): message = array(value, of: element, keywords, pointer, &flaws)
        case .object(let properties, let ignoresUnknown):
            message = object(value, properties, ignoresUnknown, pointer, &flaws)
        case .freeObject: message = value.members == nil ? "must be an object" : nil
        case .file: message = value.string == nil ? "must be a string" : nil
        }
        if let message { flaws.append(Flaw(mark: value.mark, pointer: pointer, message: message)) }
    }

    // MARK: Scalars

    private func flaw(_ value: Node, _ keywords: Schema.StringKeywords) -> String? {
        guard let text = value.string else {
            return value.text == nil ? "must be a string" : "must be a string: put it in quotes"
        }
        let length = text.unicodeScalars.count
        if length < keywords.minLength ?? 0 { return "must have at least \(keywords.minLength ?? 0) characters" }
        if length > keywords.maxLength ?? .max { return "must have at most \(keywords.maxLength ?? 0) characters" }
        if let pattern = keywords.pattern, matches(pattern, text) == false { return "must match \(pattern)" }
        if let excluded = keywords.excluded, matches(excluded, text) == true { return "must not match \(excluded)" }
        if let format = keywords.format, !ExampleFormat.accepts(text, format) {
            return "must be of the format \(format)"
        }
        return nil
    }

    /// The build has read every pattern.
    private func matches(_ pattern: String, _ text: String) -> Bool? { try? Pattern(pattern).matches(text) }

    private func flaw(_ value: Node, _ keywords: Schema.IntegerKeywords) -> String? {
        guard let integer = value.integer else { return "must be an integer" }
        let lowest = keywords.least ?? .min
        let highest = keywords.greatest ?? .max
        if integer < lowest { return "must be at least \(lowest)" }
        return integer > highest ? "must be at most \(highest)" : nil
    }

    private func flaw(_ value: Node, _ keywords: Schema.NumberKeywords) -> String? {
        guard let number = value.number, number.isFinite else { return "must be a number" }
        if let minimum = keywords.minimum, number < minimum { return "must be at least \(minimum)" }
        if let maximum = keywords.maximum, number > maximum { return "must be at most \(maximum)" }
        return nil
    }

    // MARK: Collections

    private func array(
        _ value: Node, of element: Schema, _ keywords: Schema.ArrayKeywords, _ pointer: String, _ flaws: inout [Flaw]
    ) -> String? {
        guard let elements = value.elements else { return "must be an array" }
        for (index, item) in elements.enumerated() { check(item, element, "\(pointer)/\(index)", &flaws) }
        if elements.count < keywords.minItems ?? 0 { return "must have at least \(keywords.minItems ?? 0) items" }
        return elements.count > keywords.maxItems ?? .max ? "must have at most \(keywords.maxItems ?? 0) items" : nil
    }

    private func object(
        _ value: Node, _ properties: [Schema.Property], _ ignoresUnknown: Bool, _ pointer: String,
        _ flaws: inout [Flaw]
    ) -> String? {
        guard let members = value.members else { return "must be an object" }
        for member in members {
            let place = pointer + "/" + JSONPointer.escaped(member.name)
            if let property = properties.first(where: { $0.name == member.name }) {
                check(member.value, property.schema, place, &flaws)
            } else if !ignoresUnknown {
                flaws.append(Flaw(mark: member.key.mark, pointer: place, message: "is not a property of the schema"))
            }
        }
        for property in properties where property.isRequired && value[property.name] == nil {
            let place = pointer + "/" + JSONPointer.escaped(property.name)
            flaws.append(Flaw(mark: value.mark, pointer: place, message: "is required"))
        }
        return nil
    }
}
