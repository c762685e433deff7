import Testing

@testable import ContractTesting

@Suite struct SchemaInterpreterTests {
    private func tree(_ text: String) throws -> JSONTree { try JSONText.parse(Array(text.utf8)) }

    private func keywords(
        _ schema: String, _ value: String, direction: MessageDirection? = nil
    ) throws -> [String] {
        let interpreter = SchemaInterpreter(document: try tree(schema), dialect: .openAPI30)
        return try interpreter.judge(try tree(value), by: "", direction: direction).violations.map(\.keyword)
    }

    @Test(arguments: [
        (#"{"type":"string","nullable":true}"#, "null", []), (#"{"type":"string"}"#, "null", ["type"]),
        // nullable widens type alone: enum must list null, and without type it says nothing (OpenAPI 3.0.3).
        (#"{"type":"string","nullable":true,"enum":["a"]}"#, "null", ["enum"]),
        (#"{"nullable":false}"#, "null", []),
        (#"{"type":"integer"}"#, "1.0", ["type"]), (#"{"type":"number"}"#, "1", []),
        (#"{"minimum":1,"exclusiveMinimum":true}"#, "1", ["minimum"]),
        (#"{"minimum":1,"exclusiveMinimum":false}"#, "1", []),
        (#"{"maximum":1,"exclusiveMaximum":true}"#, "1", ["maximum"]),
        (#"{"multipleOf":0.01}"#, "19.99", []), (#"{"multipleOf":0.01}"#, "19.999", ["multipleOf"]),
        (#"{"maxLength":1}"#, #""😀""#, []), (#"{"maxLength":1}"#, #""e\u0301""#, ["maxLength"]),
        (#"{"uniqueItems":true}"#, #"[1,"1",1.0]"#, ["uniqueItems"]),
        (#"{"enum":[{"a":1,"b":2}]}"#, #"{"b":2,"a":1}"#, []),
        (#"{"additionalProperties":{"type":"string"}}"#, #"{"a":1,"b":"x"}"#, ["type"]),
        (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "3", ["oneOf"]),
        (#"{"oneOf":[{"type":"integer"},{"minimum":2}]}"#, "2.5", []),
        (#"{"anyOf":[{"type":"string"},{"minimum":2}]}"#, "1", ["anyOf"]),
        (#"{"allOf":[{"type":"string"},{"minLength":2}]}"#, #""x""#, ["minLength"]),
        (#"{"not":{"type":"string"}}"#, #""x""#, ["not"]),
        (#"{"x-owner":"me","description":"d"}"#, "1", []),
    ])
    func keywordsMeanWhatOpenAPISays(schema: String, value: String, expected: [String]) throws {
        #expect(try keywords(schema, value) == expected)
    }

    @Test func violationsCarryThePointerOfTheValue() throws {
        let schema = #"{"properties":{"a/b":{"type":"array","items":{"type":"object","required":["c"]}}}}"#
        let interpreter = SchemaInterpreter(document: try tree(schema), dialect: .openAPI30)
        let verdict = try interpreter.judge(try tree(#"{"a/b":[{"c":1},{}]}"#), by: "")
        #expect(verdict.violations.map(\.pointer) == ["/a~1b/1"])
        let place = "/properties/a~1b/items"
        #expect(verdict.violated.contains(KeywordUse(schema: place, keyword: "required")))
        #expect(verdict.satisfied.contains(KeywordUse(schema: place, keyword: "type")))
    }

    @Test(arguments: [
        #"{"const":1}"#, #"{"patternProperties":{}}"#, #"{"if":{}}"#, #"{"type":["string","null"]}"#,
        #"{"type":"null"}"#,
        #"{"format":"color"}"#, #"{"minLength":"1"}"#, #"{"exclusiveMinimum":1}"#, #"{"pattern":"("}"#,
        #"{"pattern":"\\q"}"#, #"{"items":[{}]}"#, ##"{"$ref":"#/nothing"}"##, #"{"$ref":"other.yaml#/a"}"#,
        ##"{"$ref":"#"}"##, ##"{"allOf":[{"$ref":"#"}]}"##,
    ])
    func whatTheOracleCannotReadIsItsOwnError(schema: String) throws {
        #expect(throws: OracleError.self) { try keywords(schema, #"["x"]"#) }
    }

    @Test func aRecursiveSchemaFollowsTheValue() throws {
        let schema = ##"{"type":"object","properties":{"next":{"$ref":"#"}},"additionalProperties":false}"##
        #expect(try keywords(schema, #"{"next":{"next":{}}}"#) == [])
        #expect(try keywords(schema, #"{"next":{"next":{"x":1}}}"#) == ["additionalProperties"])
    }

    @Test func readOnlyAndWriteOnlyDependOnWhoSends() throws {
        let schema = """
            {"required":["id","password"],
             "properties":{"id":{"readOnly":true},"password":{"writeOnly":true}}}
            """
        #expect(try keywords(schema, #"{"id":1}"#, direction: .response) == [])
        #expect(try keywords(schema, #"{"id":1,"password":2}"#, direction: .response) == ["writeOnly"])
        #expect(try keywords(schema, #"{"password":2}"#, direction: .request) == [])
        #expect(try keywords(schema, #"{"id":1,"password":2}"#, direction: .request) == ["readOnly"])
    }

    @Test func aDiscriminatorNamesItsSchema() throws {
        let schema = """
            {"oneOf":[{"$ref":"#/components/schemas/Cat"},{"$ref":"#/components/schemas/Dog"}],
             "discriminator":{"propertyName":"kind","mapping":{"hound":"Dog"}},
             "components":{"schemas":{"Cat":{"required":["lives"]},"Dog":{"required":["bark"]}}}}
            """
        let interpreter = SchemaInterpreter(document: try tree(schema), dialect: .openAPI30)
        // The root is no schema by itself: components stand beside it.
        func judge(_ value: String) throws -> [String] {
            var evaluation = Evaluation(interpreter: interpreter, direction: nil)
            var members = JSONMembers()
            for name in ["oneOf", "discriminator"] {
                _ = members.append(name, try #require(interpreter.document[name]))
            }
            try evaluation.check(try tree(value), .object(members), at: Place(schema: "", value: ""))
            return evaluation.verdict.violations.map(\.keyword)
        }
        #expect(try judge(#"{"kind":"Cat","lives":9}"#) == [])
        #expect(try judge(#"{"kind":"hound","bark":1}"#) == [])
        #expect(try judge(#"{"kind":"Dog","lives":9}"#) == ["discriminator"])
        #expect(try judge(#"{"kind":"Cow","lives":9}"#) == ["discriminator"])
        #expect(try judge(#"{"lives":9}"#) == ["discriminator"])
    }

    @Test(arguments: [
        ("date-time", "2024-02-29T12:00:00Z", true), ("date-time", "2023-02-29T12:00:00Z", false),
        ("date-time", "2024-01-01 12:00:00Z", false), ("date-time", "2024-01-01T12:00:00", false),
        ("date-time", "1998-12-31T15:59:60.123-08:00", true), ("date-time", "1998-12-31T22:59:60Z", false),
        ("date", "2024-13-01", false), ("date", "2024-12-31", true),
        ("email", "a.b@example.org", true), ("email", "a..b@example.org", false), ("email", "a", false),
        ("uri", "https://example.org/a?b#c", true), ("uri", "/a", false), ("uri", "http://a b", false),
        ("uri-reference", "/a/b?c", true), ("uri-reference", "\\a", false), ("uri-reference", "a:b", true),
        ("uuid", "123e4567-e89b-12d3-a456-426614174000", true), ("uuid", "123e4567", false),
        ("ipv4", "127.0.0.1", true), ("ipv4", "127.0.0.01", false), ("ipv6", "::1", true), ("ipv6", "::g", false),
        ("byte", "YWI=", true), ("byte", "YW", false), ("hostname", "a-b.c", true), ("hostname", "-a", false),
    ])
    func formatsAreChecked(format: String, text: String, isValid: Bool) throws {
        let interpreter = SchemaInterpreter(document: try tree(#"{"format":"\#(format)"}"#), dialect: .openAPI30)
        #expect(try interpreter.judge(.string(text), by: "").isValid == isValid)
    }

    @Test func numericFormatsHaveTheirRange() throws {
        #expect(try keywords(#"{"format":"int32"}"#, "2147483648") == ["format"])
        #expect(try keywords(#"{"format":"int64"}"#, "2147483648") == [])
        #expect(try keywords(#"{"format":"int64"}"#, "9223372036854775808") == ["format"])
    }

    @Test(arguments: [
        ("b", "abc", true), ("^b", "abc", false), ("^a$", "a\n", false), ("^\\d$", "٣", false), ("^\\w$", "é", false),
        ("^.$", "\u{85}", true), ("^.$", "\n", false), ("^[[]$", "[", true), ("^[a&&b]$", "&", true),
        ("^[\\w-]+$", "a-b", true), ("^[^\\s]$", "\u{FEFF}", false), ("^[A-Za-z0-9._~-]{1,3}$", "a.~", true),
        ("^(?!\\.{1,2}$)", "..", false), ("\\bx\\b", "éx", true), ("^\\$$", "$", true), ("^😀{2}$", "😀😀", true),
    ])
    func patternsReadAsECMA262(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try PatternMatcher(pattern).matches(text) == isMatch)
    }
}
