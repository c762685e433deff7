extension Evaluation {
    mutating func combination(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        switch keyword {
        case .not:
            let isAccepted = try accepts(value, argument, at: place.into(schema: "not"))
            return .unless(!isAccepted, "is what it must not be")
        case .discriminator: return try discriminator(argument, value, schema, place)
        default: break
        }
        guard let branches = argument.elements, !branches.isEmpty else { throw misuse(keyword, place) }
        if keyword == .allOf {
            for (index, branch) in branches.enumerated() {
                try check(value, branch, at: place.into(schema: "allOf/\(index)"))
            }
            return .satisfied
        }
        var matches = 0
        for (index, branch) in branches.enumerated()
        where try accepts(value, branch, at: place.into(schema: "\(keyword.rawValue)/\(index)")) {
            matches += 1
        }
        return keyword == .anyOf
            ? .unless(matches > 0, "matches none of the alternatives")
            : .unless(matches == 1, "matches \(matches) alternatives instead of one")
    }

    /// The value names its schema, and that schema must hold (OpenAPI 3.0.3, Discriminator Object).
    private mutating func discriminator(
        _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        guard let property = argument["propertyName"]?.string else { throw misuse(.discriminator, place) }
        guard let members = value.members else { return .inapplicable }
        guard let name = members[property]?.string else { return .violated("lacks the discriminator \(property)") }
        let mapped = argument["mapping"]?[name]?.string ?? "#/components/schemas/\(JSONPointer.escape(name))"
        let reference = mapped.hasPrefix("#") ? mapped : "#/components/schemas/\(JSONPointer.escape(mapped))"
        let branches = (schema["oneOf"] ?? schema["anyOf"])?.elements?.compactMap { $0["$ref"]?.string }
        if let branches, !branches.contains(reference) {
            return .violated("names \(name), which is none of the alternatives")
        }
        // With alternatives, oneOf and anyOf say where it breaks; the named one must be among those that match.
        guard branches != nil else { return .satisfied }
        let target = try interpreter.resolve(reference)
        let isAccepted = try accepts(value, target.schema, at: Place(schema: target.pointer, value: place.value))
        return .unless(isAccepted, "does not match \(name), which it names")
    }
}
