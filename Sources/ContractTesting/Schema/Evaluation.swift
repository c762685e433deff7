/// One walk over a value and its schema.
struct Evaluation {
    let interpreter: SchemaInterpreter
    let direction: MessageDirection?
    var verdict = Verdict()
    /// References under way: meeting one again on the same value would never end.
    private var active: Set<Place> = []

    init(interpreter: SchemaInterpreter, direction: MessageDirection?) {
        self.interpreter = interpreter
        self.direction = direction
    }

    /// Adds what the value violates to the verdict.
    mutating func check(_ value: JSONTree, _ schema: JSONTree, at place: Place) throws(OracleError) {
        guard let members = schema.members else { throw OracleError("the schema at #\(place.schema) is no object") }
        if let reference = members["$ref"]?.string {
            // OpenAPI 3.0 and draft 4: what stands beside $ref is ignored; SchemaLint refuses it in a contract.
            return try follow(reference, value, place)
        }
        for member in members.all {
            guard let keyword = SchemaKeyword(rawValue: member.name) else {
                try refuseUnknown(member.name, at: place)
                continue
            }
            let before = verdict.violations.count
            let outcome = try apply(keyword, member.value, value, members, place)
            if case .violated(let message) = outcome {
                verdict.violations.append(
                    Violation(pointer: place.value, keyword: keyword.rawValue, message: message))
            }
            if case .inapplicable = outcome { continue }
            let use = KeywordUse(schema: place.schema, keyword: keyword.rawValue)
            if verdict.violations.count == before {
                verdict.satisfied.insert(use)
            } else {
                verdict.violated.insert(use)
            }
        }
    }

    /// Whether the value satisfies the schema; what it violates stays out of the verdict.
    mutating func accepts(_ value: JSONTree, _ schema: JSONTree, at place: Place) throws(OracleError) -> Bool {
        let before = verdict.violations.count
        try check(value, schema, at: place)
        let isValid = verdict.violations.count == before
        verdict.violations.removeSubrange(before...)
        return isValid
    }

    private mutating func follow(_ reference: String, _ value: JSONTree, _ place: Place) throws(OracleError) {
        let target = try interpreter.resolve(reference)
        let next = Place(schema: target.pointer, value: place.value)
        guard active.insert(next).inserted else {
            throw OracleError("\(reference) refers to itself without end at \(place.value)")
        }
        try check(value, target.schema, at: next)
        active.remove(next)
    }

    private func refuseUnknown(_ name: String, at place: Place) throws(OracleError) {
        if interpreter.dialect == .openAPI30 && !name.hasPrefix("x-") {
            throw OracleError("the keyword \(name) at #\(place.schema) is unknown to the oracle")
        }
    }

    private mutating func apply(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        let isAnnotation = interpreter.dialect == .openAPI30 ? keyword.isAnnotation : keyword.isOpenAPIOnly
        if isAnnotation { return .inapplicable }
        if interpreter.dialect == .openAPI30 && keyword.isDraft4Only { try refuseUnknown(keyword.rawValue, at: place) }
        switch keyword.group {
        case .annotation: return .inapplicable
        case .general: return try general(keyword, argument, value, schema, place)
        case .number: return try number(keyword, argument, value, schema, place)
        case .string: return try string(keyword, argument, value, place)
        case .array: return try array(keyword, argument, value, schema, place)
        case .object: return try object(keyword, argument, value, schema, place)
        case .combination: return try combination(keyword, argument, value, schema, place)
        }
    }

    /// type, enum, and the OpenAPI modifiers of both.
    private func general(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        switch keyword {
        case .enum:
            guard let choices = argument.elements else { throw misuse(keyword, place) }
            return .unless(choices.contains(value), "is none of the values listed")
        case .readOnly:
            return .unless(!(argument.bool == true && direction == .request), "belongs into responses only")
        case .writeOnly:
            return .unless(!(argument.bool == true && direction == .response), "belongs into requests only")
        default: break
        }
        var names = argument.string.map { [$0] } ?? []
        if interpreter.dialect == .draft4, let elements = argument.elements { names = elements.compactMap(\.string) }
        guard !names.isEmpty, names.allSatisfy(SchemaKeyword.typeNames.contains) else { throw misuse(keyword, place) }
        if interpreter.dialect == .openAPI30 {
            if names == ["null"] { throw misuse(keyword, place) }
            if schema["nullable"]?.bool == true { names.append("null") }
        }
        let actual = value.typeName
        let isOfType = names.contains(actual) || (actual == "integer" && names.contains("number"))
        return .unless(isOfType, "is \(actual), not \(names.joined(separator: " or "))")
    }

    func misuse(_ keyword: SchemaKeyword, _ place: Place) -> OracleError {
        OracleError("\(keyword.rawValue) at #\(place.schema) has an argument that it cannot have")
    }

    /// A keyword's argument as a count.
    func count(_ argument: JSONTree, _ keyword: SchemaKeyword, _ place: Place) throws(OracleError) -> Int {
        // Draft 4's suite also writes 2.0 where 2 is meant.
        guard let number = argument.number, let count = Int(exactly: number.value), count >= 0 else {
            throw misuse(keyword, place)
        }
        return count
    }
}
