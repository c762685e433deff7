import ContractTesting

/// Makes values that break a schema in one keyword each, from the schema itself: a keyword that is added to a contract
/// is tried from then on.
struct Spoiler {
    struct Spoilt {
        let keyword: String
        let value: JSONTree
    }

    let interpreter: SchemaInterpreter

    func schema(_ pointer: String) -> (pointer: String, members: JSONMembers)? {
        var pointer = pointer
        for _ in 0..<10 {
            guard let members = interpreter.document.at(pointer: pointer)?.members else { return nil }
            guard let reference = members["$ref"]?.string else { return (pointer, members) }
            pointer = String(reference.dropFirst())
        }
        return nil
    }

    /// - Parameter pointer: of a schema in the document.
    func spoilt(_ pointer: String) -> [Spoilt] {
        guard let (pointer, schema) = schema(pointer) else { return [] }
        return schema.all.flatMap { keyword in
            candidates(keyword.name, keyword.value, schema).filter { candidate in
                breaks(candidate, keyword.name, at: pointer)
            }.map { Spoilt(keyword: keyword.name, value: $0) }
        }
    }

    /// The oracle agrees that this value breaks this keyword.
    private func breaks(_ value: JSONTree, _ keyword: String, at pointer: String) -> Bool {
        let verdict = try? interpreter.judge(value, by: pointer, direction: .request)
        return verdict?.violations.contains { $0.keyword == keyword } == true
    }

    private func candidates(_ keyword: String, _ argument: JSONTree, _ schema: JSONMembers) -> [JSONTree] {
        let count = argument.number.map { Int($0.value) } ?? 0
        switch keyword {
        case "type":
            return [.null, .bool(true), .integer(7), .fraction, .string("7"), .array([]), .object(JSONMembers())]
        case "minLength": return [.string(String(repeating: "a", count: max(0, count - 1)))]
        case "maxLength": return [.string(String(repeating: "a", count: count + 1))]
        case "pattern": return ["", "%", "a b", "a/b", "é", "a\n", "\n"].map(JSONTree.string)
        case "not": return [".", "..", "a.svg"].map(JSONTree.string)
        case "enum": return [.string("none of them"), .string("")]
        case "format": return ["nobody", "a@b@c", "2026-13-01T00:00:00Z", "%zz"].map(JSONTree.string)
        case "minimum": return [.integer(count - 1)]
        case "maximum": return [.integer(count + 1)]
        case "minItems": return [.array([])]
        case "maxItems": return [.array(Array(repeating: .null, count: count + 1))]
        default: return []
        }
    }

    /// Keywords that say something of a value, and that `candidates` has nothing for.
    func unknownKeywords(_ pointer: String) -> [String] {
        let annotations: Set = ["title", "description", "default", "example", "additionalProperties", "items"]
        guard let (_, schema) = schema(pointer) else { return [pointer] }
        return schema.all.filter { keyword in
            !annotations.contains(keyword.name) && candidates(keyword.name, keyword.value, schema).isEmpty
        }.map(\.name)
    }
}

extension JSONTree {
    static func integer(_ value: Int) -> JSONTree { JSONNumber(text: String(value)).map(JSONTree.number) ?? .null }
    static var fraction: JSONTree { JSONNumber(text: "1.5").map(JSONTree.number) ?? .null }

    /// The value as JSON text.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let number): number.text
        case .string(let text): JSONTree.quoted(text)
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.all.map { JSONTree.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                default: String(scalar)
                }
            }.joined() + "\""
    }

    /// This object with a member set, or without it when the value is nil.
    func setting(_ name: String, _ value: JSONTree?) -> JSONTree {
        var changed = JSONMembers()
        for member in members?.all ?? [] where member.name != name { _ = changed.append(member.name, member.value) }
        if let value { _ = changed.append(name, value) }
        return .object(changed)
    }
}
