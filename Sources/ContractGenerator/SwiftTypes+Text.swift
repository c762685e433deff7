internal import OpenAPI

/// Schemas of values that travel as text: parameters, forms, parts.
extension SwiftTypes {
    /// What the text of a value stands for, as an expression of type `TextShape`.
    func shape(_ schema: Schema, inParts: Bool = false) -> String {
        switch contract.resolved(schema).shape {
        case .string, .enumeration, .reference: return ".string"
        case .integer: return ".integer"
        case .number: return ".number"
        case .boolean: return ".boolean"
        case .file: return ".file"
        case .freeObject: return ".json"
        case .array(let element, _): return ".array(\(member(element, inParts)))"
        case .object(let properties, _):
            let members = properties.map { "(\(SwiftNames.literal($0.name)), \(member($0.schema, inParts)))" }
            return ".object([\(members.joined(separator: ", "))])"
        }
    }

    /// An object inside a form is a part that holds JSON.
    private func member(_ schema: Schema, _ inParts: Bool) -> String {
        if inParts, case .object = contract.resolved(schema).shape { return ".json" }
        return shape(schema, inParts: inParts)
    }

    /// An expression of type `ParameterStyle`.
    func style(_ parameter: Parameter) -> String {
        parameter.style == .deepObject ? ".deepObject" : ".\(parameter.style.rawValue)(explode: \(parameter.explode))"
    }

    /// The type that reads itself; nil for a schema without one.
    func objectType(_ schema: Schema) -> String? {
        guard case .reference(let name) = schema.shape, case .object = contract.resolved(schema).shape else {
            return nil
        }
        return name
    }

    func isComposite(_ schema: Schema) -> Bool {
        switch contract.resolved(schema).shape {
        case .array, .object: true
        default: false
        }
    }

    /// Whether a value of this schema holds files, so that it can be read from parts and written nowhere.
    func holdsFiles(_ schema: Schema) -> Bool {
        switch contract.resolved(schema).shape {
        case .file: true
        case .array(let element, _):
            if case .file = contract.resolved(element).shape { true } else { false }
        case .object(let properties, _):
            properties.contains { property in
                switch contract.resolved(property.schema).shape {
                case .file: true
                case .array(let element, _):
                    if case .file = contract.resolved(element).shape { true } else { false }
                default: false
                }
            }
        default: false
        }
    }
}
