import ContractTesting
import Testing

@testable import ContractDiff

/// Pairs of schemas that nobody thought of, judged by the interpreter: whatever narrows a request is called breaking,
/// and whatever widens a response is never called safe.
@Suite struct RandomSchemaTests {
    private static let values =
        [
            "null", "true", "-3", "-2", "-1", "0", "1", "2", "3", "4", "5", "2147483648", "-0.5", "0.5", "1.5", #""""#,
            #""a""#, #""b""#, #""ab""#, #""abc""#, #""abcd""#, #""abcde""#, #""xyz""#, #""1""#, "[]", "[1]", "[1,2]",
            #"["a"]"#, "[1,2,3]", "[1,2,3,4]", "{}", #"{"x":1}"#, #"{"x":"s"}"#, #"{"y":"s"}"#, #"{"x":1,"y":"s"}"#,
            #"{"z":1}"#, #"{"x":1,"z":1}"#,
        ].map { #"{"v":\#($0)}"# }

    @Test(arguments: 1...8) func whatIsSaidOfAnySchemaIsTrue(_ seed: UInt64) throws {
        var random = Random(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        let trees = try Self.values.map { try JSONText.parse(Array($0.utf8)) }
        var judged = 0
        while judged < 40 {
            let kind = RandomSchema.kinds.randomElement(using: &random) ?? 0
            // Mostly of the same kind: that a type has changed is easily seen.
            let isSame = Int.random(in: 0..<5, using: &random) > 0
            let other = isSame ? kind : RandomSchema.kinds.randomElement(using: &random) ?? 0
            let texts = (RandomSchema(kind, &random).contract, RandomSchema(other, &random).contract)
            // Bounds that no value satisfies are refused.
            guard let old = try? Sample.contract(texts.0), let new = try? Sample.contract(texts.1) else { continue }
            judged += 1
            let diff = ContractDiff(from: old, to: new)
            let interpreters = try [texts.0, texts.1].map {
                try Contract.read(Array($0.utf8), name: "a.yaml").interpreter
            }
            for (index, tree) in trees.enumerated() {
                let isValid = try interpreters.map { try $0.judge(tree, by: "/components/schemas/V").isValid }
                let what = "\(Self.values[index]): \(texts.0)\n\(texts.1)"
                if isValid[0], !isValid[1] {
                    #expect(diff.changes.contains { $0.direction == .request && $0.severity < .safe }, "\(what)")
                    let isIgnored = diff.changes.contains { $0.rule == .requestPropertyNoLongerIgnored }
                    #expect(isIgnored || diff.changes.contains { $0.direction == .request && $0.severity == .breaking })
                }
                if !isValid[0], isValid[1] {
                    #expect(diff.changes.contains { $0.direction == .response && $0.severity < .safe }, "\(what)")
                }
            }
        }
    }
}

/// A contract that takes and gives `{v: …}`.
private struct RandomSchema {
    let contract: String

    static let kinds = 0..<9

    init(_ kind: Int, _ random: inout Random) {
        var components = ""
        let schema: String
        switch kind {
        case 0, 1, 2:
            schema = Self.schema(
                "string",
                [
                    ("minLength", ["0", "1", "2"]), ("maxLength", ["2", "3", "4"]),
                    ("pattern", ["'^[a-z]+$'", "'^[ab]*$'", "'b'", "'^a|c$'", "'^.?.?$'"]),
                    ("not", ["{pattern: '^a'}", "{pattern: z}", "{pattern: '^$'}"]),
                ], &random)
        case 3:
            let values = ["a", "b", "ab", "abc", "xyz"].filter { _ in Bool.random(using: &random) } + ["abcd"]
            components = "    Inner: {type: string, enum: [\(values.joined(separator: ", "))]}\n"
            schema = "{$ref: '#/components/schemas/Inner'}"
        case 4:
            schema = Self.schema(
                "integer", [("minimum", ["-2", "0", "1"]), ("maximum", ["1", "2", "4"]), ("format", ["int32"])], &random
            )
        case 5: schema = Self.schema("number", [("minimum", ["-2", "0.5"]), ("maximum", ["1", "1.5", "4"])], &random)
        case 6:
            schema = Self.schema(
                "array", [("minItems", ["0", "1", "2"]), ("maxItems", ["2", "3"])], &random,
                always: ["items: {type: \(["integer", "string", "number"].randomElement(using: &random) ?? "integer")}"]
            )
        case 7: schema = Self.schema("object", [], &random, always: ["additionalProperties: true"])
        default:
            let required = ["x", "y"].filter { _ in Bool.random(using: &random) }
            let x = ["integer", "string"].randomElement(using: &random) ?? "string"
            let properties = ["x: {type: \(x)}", "y: {type: string}", "z: {type: integer}"]
                .filter { required.contains(String($0.prefix(1))) || Bool.random(using: &random) }
            components = """
                    Inner:
                      type: object
                      additionalProperties: \(Bool.random(using: &random))
                      required: [\(required.joined(separator: ", "))]
                      properties: {\((properties.isEmpty ? ["y: {type: string}"] : properties).joined(separator: ", "))}

                """
            schema = "{$ref: '#/components/schemas/Inner'}"
        }
        contract = Self.text.replacing("SCHEMA", with: schema) + components
    }

    private static func schema(
        _ type: String, _ keywords: [(String, [String])], _ random: inout Random, always: [String] = []
    ) -> String {
        var members = ["type: \(type)"] + always
        for (keyword, values) in keywords where Bool.random(using: &random) {
            members.append("\(keyword): \(values.randomElement(using: &random) ?? "")")
        }
        if Int.random(in: 0..<4, using: &random) == 0 { members.append("nullable: true") }
        return "{\(members.joined(separator: ", "))}"
    }

    private static let text = """
        openapi: 3.0.3
        info: {title: Random, version: 1.0.0}
        tags: [{name: Things}]
        paths:
          /v:
            post:
              operationId: turn
              tags: [Things]
              summary: Take and give
              security: []
              requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/V'}}}}
              responses:
                '200': {description: Given., content: {application/json: {schema: {$ref: '#/components/schemas/V'}}}}
                '400': {$ref: '#/components/responses/Problem'}
                '406': {$ref: '#/components/responses/Problem'}
                '413': {$ref: '#/components/responses/Problem'}
                '415': {$ref: '#/components/responses/Problem'}
                '500': {$ref: '#/components/responses/Problem'}
                '503': {$ref: '#/components/responses/Problem'}
        components:
          responses:
            Problem: {description: Wrong., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
          schemas:
            Problem: {type: object, additionalProperties: false, required: [error], properties: {error: {type: string}}}
            V: {type: object, additionalProperties: false, required: [v], properties: {v: SCHEMA}}

        """
}
