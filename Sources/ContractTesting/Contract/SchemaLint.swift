/// Walks every schema of a contract once, before any response is judged: a keyword that the oracle does not know
/// must not hide in a branch that no test reaches.
struct SchemaLint {
    let interpreter: SchemaInterpreter
    /// Every keyword that can be exercised, at its place.
    private(set) var uses: Set<KeywordUse> = []
    private var visited: Set<String> = []

    init(interpreter: SchemaInterpreter) { self.interpreter = interpreter }

    /// - Throws: OracleError naming the first place that cannot be interpreted.
    mutating func walk(_ pointer: String) throws(OracleError) {
        guard visited.insert(pointer).inserted else { return }
        guard let members = interpreter.document.at(pointer: pointer)?.members else {
            throw OracleError("the schema at #\(pointer) is no object")
        }
        if let reference = members["$ref"]?.string {
            let strays = members.all.map(\.name).filter { !["$ref", "description", "summary"].contains($0) }
            if !strays.isEmpty { throw OracleError("beside $ref at #\(pointer) \(strays) would be ignored") }
            return try walk(try interpreter.resolve(reference).pointer)
        }
        for member in members.all where !member.name.hasPrefix("x-") {
            guard let keyword = SchemaKeyword(rawValue: member.name), !keyword.isDraft4Only else {
                throw OracleError("the keyword \(member.name) at #\(pointer) is unknown to the oracle")
            }
            if keyword.isAnnotation || keyword == .exclusiveMinimum || keyword == .exclusiveMaximum { continue }
            uses.insert(KeywordUse(schema: pointer, keyword: keyword.rawValue))
            try check(keyword, member.value, members, at: pointer)
        }
    }

    private mutating func check(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ schema: JSONMembers, at pointer: String
    ) throws(OracleError) {
        let misuse = OracleError("\(keyword.rawValue) at #\(pointer) has an argument that it cannot have")
        let place = "\(pointer)/\(keyword.rawValue)"
        switch keyword {
        case .properties:
            guard let properties = argument.members else { throw misuse }
            for property in properties.all { try walk("\(place)/\(JSONPointer.escape(property.name))") }
        case .items, .not: try walk(place)
        case .additionalProperties where argument.bool == nil: try walk(place)
        case .allOf, .anyOf, .oneOf:
            guard let branches = argument.elements, !branches.isEmpty else { throw misuse }
            for index in branches.indices { try walk("\(place)/\(index)") }
        case .pattern:
            guard let pattern = argument.string else { throw misuse }
            _ = try interpreter.patterns.matcher(pattern)
        case .format:
            guard let name = argument.string, SchemaFormat(rawValue: name) != nil else { throw misuse }
        case .type:
            guard let name = argument.string, name != "null", SchemaKeyword.typeNames.contains(name) else {
                throw misuse
            }
            if name == "array", schema["items"] == nil { throw OracleError("the array at #\(pointer) lacks items") }
        case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
            guard let count = argument.number, count.isInteger, count.value >= 0 else { throw misuse }
        default: break
        }
    }
}
