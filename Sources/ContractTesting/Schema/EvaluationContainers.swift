extension Evaluation {
    mutating func array(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        guard let elements = value.elements else { return .inapplicable }
        switch keyword {
        case .items:
            return try items(argument, elements, place)
        case .additionalItems:
            // Only the array form of items leaves anything additional (draft 4 §5.3.1).
            guard let first = schema["items"]?.elements?.count, elements.count > first else { return .inapplicable }
            if let isAllowed = argument.bool { return .unless(isAllowed, "has more than \(first) items") }
            for (index, element) in elements.enumerated().dropFirst(first) {
                try check(element, argument, at: place.into(schema: "additionalItems", value: "\(index)"))
            }
        case .uniqueItems:
            guard let isWanted = argument.bool else { throw misuse(keyword, place) }
            if !isWanted { return .inapplicable }
            for (index, element) in elements.enumerated() where elements[..<index].contains(element) {
                return .violated("item \(index) is there twice")
            }
        default:
            let limit = try count(argument, keyword, place)
            return keyword == .minItems
                ? .unless(elements.count >= limit, "has \(elements.count) items, fewer than \(limit)")
                : .unless(elements.count <= limit, "has \(elements.count) items, more than \(limit)")
        }
        return .satisfied
    }

    private mutating func items(
        _ argument: JSONTree, _ elements: [JSONTree], _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        if let schemas = argument.elements {
            guard interpreter.dialect == .draft4 else { throw misuse(.items, place) }
            for (index, (element, schema)) in zip(elements, schemas).enumerated() {
                try check(element, schema, at: place.into(schema: "items/\(index)", value: "\(index)"))
            }
            return .satisfied
        }
        for (index, element) in elements.enumerated() {
            try check(element, argument, at: place.into(schema: "items", value: "\(index)"))
        }
        return elements.isEmpty ? .inapplicable : .satisfied
    }

    mutating func object(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        guard let members = value.members else { return .inapplicable }
        switch keyword {
        case .properties:
            guard let schemas = argument.members else { throw misuse(keyword, place) }
            for property in schemas.all {
                guard let member = members[property.name] else { continue }
                let step = "properties/\(JSONPointer.escape(property.name))"
                try check(member, property.value, at: place.into(schema: step, value: property.name))
            }
            return .satisfied
        case .patternProperties:
            for member in members.all {
                for (pattern, schema) in try patterns(argument, place) where pattern.matches(member.name) {
                    let step = "patternProperties/\(JSONPointer.escape(pattern.text))"
                    try check(member.value, schema, at: place.into(schema: step, value: member.name))
                }
            }
            return .satisfied
        case .additionalProperties: return try additional(argument, members, schema, place)
        case .required: return try required(argument, members, schema, place)
        case .dependencies: return try dependencies(argument, value, members, place)
        default:
            let limit = try count(argument, keyword, place)
            let actual = members.all.count
            return keyword == .minProperties
                ? .unless(actual >= limit, "has \(actual) properties, fewer than \(limit)")
                : .unless(actual <= limit, "has \(actual) properties, more than \(limit)")
        }
    }

    private func patterns(
        _ argument: JSONTree?, _ place: Place
    ) throws(OracleError) -> [(PatternMatcher, JSONTree)] {
        var result: [(PatternMatcher, JSONTree)] = []
        for member in argument?.members?.all ?? [] {
            result.append((try interpreter.patterns.matcher(member.name), member.value))
        }
        return result
    }

    private mutating func additional(
        _ argument: JSONTree, _ members: JSONMembers, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        let isOpenAPI = interpreter.dialect == .openAPI30
        let patterns = isOpenAPI ? [] : try patterns(schema["patternProperties"], place)
        let extra = members.all.filter { member in
            schema["properties"]?[member.name] == nil && !patterns.contains { $0.0.matches(member.name) }
        }
        if let isAllowed = argument.bool {
            let names = extra.map(\.name).joined(separator: ", ")
            return .unless(isAllowed || extra.isEmpty, "has properties that the schema does not name: \(names)")
        }
        for member in extra {
            try check(member.value, argument, at: place.into(schema: "additionalProperties", value: member.name))
        }
        return .satisfied
    }

    private func required(
        _ argument: JSONTree, _ members: JSONMembers, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        guard let names = argument.elements?.compactMap(\.string), names.count == argument.elements?.count else {
            throw misuse(.required, place)
        }
        var missing: [String] = []
        for name in names where members[name] == nil {
            if try !isOfOtherDirection(schema["properties"]?[name]) { missing.append(name) }
        }
        return .unless(missing.isEmpty, "lacks \(missing.joined(separator: ", "))")
    }

    /// A required property that is readOnly is required of responses only, and the other way round.
    private func isOfOtherDirection(_ property: JSONTree?) throws(OracleError) -> Bool {
        guard interpreter.dialect == .openAPI30, let direction, var property else { return false }
        if let reference = property["$ref"]?.string { property = try interpreter.resolve(reference).schema }
        return property[direction == .request ? "readOnly" : "writeOnly"]?.bool == true
    }

    private mutating func dependencies(
        _ argument: JSONTree, _ value: JSONTree, _ members: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        guard let dependencies = argument.members else { throw misuse(.dependencies, place) }
        for dependency in dependencies.all where members[dependency.name] != nil {
            if let names = dependency.value.elements?.compactMap(\.string) {
                let missing = names.filter { members[$0] == nil }
                if !missing.isEmpty { return .violated("lacks \(missing) beside \(dependency.name)") }
            } else {
                let step = "dependencies/\(JSONPointer.escape(dependency.name))"
                try check(value, dependency.value, at: place.into(schema: step))
            }
        }
        return .satisfied
    }
}
