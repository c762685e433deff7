import ContractTesting
import OpenAPI
import Testing
import YAML

@testable import ContractLint
@testable import ContractRuntime

/// A schema, a value as JSON, and what is wrong with it; nothing when the schema accepts it.
struct ExampleCase: Sendable, CustomStringConvertible {
    let schema: String
    let value: String
    let flaws: [String]

    var description: String { "\(schema) \(value)" }

    init(_ schema: String, _ value: String, _ flaws: String...) {
        self.schema = schema
        self.value = value
        self.flaws = flaws
    }

    private static let text =
        #"{"type":"string","minLength":2,"maxLength":4,"pattern":"^[a-zé]+$","not":{"pattern":"x"}}"#
    private static let item = ##"{"$ref":"#/components/schemas/Inner"}"##
    private static let whole =
        #"{"type":"object","additionalProperties":false,"required":["a"],"properties":{"a":{"type":"integer"},"b":"#
        + item
        + #","n":{"type":"array","maxItems":2,"items":"# + item + "}}}"
    private static let open =
        #"{"type":"object","additionalProperties":true,"required":["a"],"properties":{"a":{"type":"boolean"}}}"#

    static let all: [ExampleCase] = scalars + collections

    private static let scalars: [ExampleCase] = [
        ExampleCase(text, #""abc""#), ExampleCase(text, #""éé""#),
        ExampleCase(text, #""a""#, " must have at least 2 characters"),
        ExampleCase(text, #""abcde""#, " must have at most 4 characters"),
        ExampleCase(text, #""AB""#, " must match ^[a-zé]+$"),
        ExampleCase(text, #""ax""#, " must not match x"),
        ExampleCase(text, "12", " must be a string: put it in quotes"),
        ExampleCase(text, "null", " must be a string: put it in quotes"), ExampleCase(text, "[]", " must be a string"),
        ExampleCase(#"{"type":"string","enum":["on","off"]}"#, #""on""#),
        ExampleCase(#"{"type":"string","enum":["on","off"]}"#, #""On""#, " must be one of on, off"),
        ExampleCase(#"{"type":"string","enum":["on","off"]}"#, "true", " must be one of on, off"),
        ExampleCase(#"{"type":"integer","minimum":-1,"maximum":5}"#, "-1"),
        ExampleCase(#"{"type":"integer","minimum":-1,"maximum":5}"#, "-2", " must be at least -1"),
        ExampleCase(#"{"type":"integer","minimum":-1,"maximum":5}"#, "6", " must be at most 5"),
        ExampleCase(#"{"type":"integer"}"#, "1.5", " must be an integer"),
        ExampleCase(#"{"type":"integer"}"#, #""1""#, " must be an integer"),
        ExampleCase(#"{"type":"integer","format":"int32"}"#, "2147483647"),
        ExampleCase(#"{"type":"integer","format":"int32"}"#, "2147483648", " must be at most 2147483647"),
        ExampleCase(#"{"type":"number","minimum":0.5,"maximum":2}"#, "2"),
        ExampleCase(#"{"type":"number","minimum":0.5,"maximum":2}"#, "0.25", " must be at least 0.5"),
        ExampleCase(#"{"type":"number","minimum":0.5,"maximum":2}"#, "2.5", " must be at most 2.0"),
        ExampleCase(#"{"type":"number"}"#, #""2""#, " must be a number"), ExampleCase(#"{"type":"boolean"}"#, "false"),
        ExampleCase(#"{"type":"boolean"}"#, "0", " must be true or false"),
        ExampleCase(
            #"{"type":"string","format":"date-time"}"#, #""2026-02-29T00:00:00Z""#, " must be of the format date-time"),
    ]

    private static let collections: [ExampleCase] = [
        ExampleCase(#"{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}"#, "[1, 2]"),
        ExampleCase(
            #"{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}"#, "[]",
            " must have at least 1 items"),
        ExampleCase(
            #"{"type":"array","minItems":1,"maxItems":2,"items":{"type":"integer"}}"#, #"[1, "2", 3]"#,
            " must have at most 2 items", "/1 must be an integer"),
        ExampleCase(#"{"type":"array","items":{"type":"integer"}}"#, "{}", " must be an array"),
        ExampleCase(whole, #"{"a": 1}"#), ExampleCase(whole, #"{"a": 1, "b": {"c/d": "x"}, "n": [{"c/d": ""}]}"#),
        ExampleCase(whole, #"{"a": 1, "b": {"c/d": null}}"#), ExampleCase(whole, "{}", "/a is required"),
        ExampleCase(whole, #"{"a": null}"#, "/a must be an integer"), ExampleCase(whole, "[]", " must be an object"),
        ExampleCase(whole, #"{"a": 1, "z": 2}"#, "/z is not a property of the schema"),
        ExampleCase(whole, #"{"a": 1, "b": {}}"#, "/b/c~1d is required"),
        ExampleCase(
            whole, #"{"a": 1, "n": [{"c/d": "x"}, {"c/d": 7}]}"#, "/n/1/c~1d must be a string: put it in quotes"),
        ExampleCase(open, #"{"a": true, "z": [1]}"#), ExampleCase(open, #"{"z": 1}"#, "/a is required"),
        ExampleCase(#"{"type":"object","additionalProperties":true}"#, #"{"a": [null]}"#),
        ExampleCase(#"{"type":"object","additionalProperties":true}"#, "3", " must be an object"),
    ]

    static let inner =
        #"{"type":"object","additionalProperties":false,"required":["c/d"],"properties":{"c/d":{"type":"string","nullable":true}}}"#
}

@Suite struct ExampleCheckerTests {
    @Test(arguments: ExampleCase.all) func anExampleIsJudgedByItsSchema(_ item: ExampleCase) throws {
        let text = try Sample.text() + "    Inner: \(ExampleCase.inner)\n    Value: \(item.schema)\n"
        let contract = try OpenAPI.Contract(parsing: Array(text.utf8), file: Sample.file)
        let schema = try #require(contract.schema(named: "Value"))
        let flaws = ExampleChecker(contract).flaws(of: try Node(parsing: Array(item.value.utf8)), by: schema)
        #expect(Set(flaws.map { "\($0.pointer) \($0.message)" }) == Set(item.flaws))
    }

    /// The interpreter of the tests has been written apart from the generator and from lint.
    @Test(arguments: ExampleCase.all) func theOracleAgrees(_ item: ExampleCase) throws {
        let document = #"{"components":{"schemas":{"Inner":\#(ExampleCase.inner),"Value":\#(item.schema)}}}"#
        let interpreter = SchemaInterpreter(document: try JSONText.parse(Array(document.utf8)), dialect: .openAPI30)
        let value = try JSONText.parse(Array(item.value.utf8))
        #expect(try interpreter.judge(value, by: "/components/schemas/Value").isValid == item.flaws.isEmpty)
    }

    static let formats: [(format: String, text: String)] = [
        [
            "2026-03-04T17:05:12Z", "2026-03-04t17:05:12z", "2026-03-04T17:05:12.5+01:30", "2024-02-29T00:00:00Z",
            "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z",
            "2026-03-04T24:00:00Z",
            "2026-03-04T17:60:12Z", "2016-12-31T23:59:60Z", "2016-12-31T22:59:60Z", "2017-01-01T00:59:60+01:00",
            "2016-12-31T15:59:60-08:00", "2026-03-04T17:05:12", "2026-03-04 17:05:12Z", "2026-03-04T17:05Z",
            "2026-03-04T17:05:12.Z",
            "2026-03-04T17:05:12+24:00", "2026-03-04T17:05:12+01", "", "now", "2026-03-04T17:05:12Z ",
            "2026-3-4T17:05:12Z",
            "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2026-03-00T00:00:00Z",
        ].map { ("date-time", $0) },
        [
            "a@b", "alice@example.com", "a.b+c@d-e.f", "a@b@c", "@b", "a@", "a", "", "a..b@c", ".a@c", "a.@c", "a@-b",
            "a@b-", "a@b..c",
            "a@b.", "a b@c", "é@c", "a@é", "a@" + String(repeating: "b", count: 63),
            "a@" + String(repeating: "b", count: 64),
            String(repeating: "a", count: 64) + "@b", String(repeating: "a", count: 65) + "@b", "a@1.2",
            "!#$%&'*+/=?^_`{|}~-@b",
        ].map { ("email", $0) },
        ["", "/a/b", "https://a.b/c?d=e#f", "a%20b", "a%2", "a%zz", "a b", "é", "a|b", "../x", "//host", "mailto:a@b"]
            .map {
                ("uri-reference", $0)
            },
    ].flatMap(\.self)

    @Test(arguments: formats.indices) func formatsAreThoseOfTheGeneratedChecks(_ index: Int) throws {
        let item = Self.formats[index]
        let format = try #require(StringFormat(rawValue: item.format))
        #expect(ExampleFormat.accepts(item.text, item.format) == format.accepts(item.text), "\(item)")
    }

    @Test func everyFormatOfTheGeneratedChecksIsKnown() {
        for format in ["date-time", "email", "uri-reference"] {
            #expect(StringFormat(rawValue: format) != nil)
            #expect(!ExampleFormat.accepts("no value of any format: é\u{0}", format))
        }
    }

    // MARK: Where examples stand

    @Test(arguments: [
        ("example: Emma", "example: emma", "/components/schemas/Book/properties/book_title/example"),
        ("default: 20, example: 10", "default: 20, example: 51", "/paths/~1book-shelf/get/parameters/0/schema/example"),
        (
            "          schema: {type: integer, minimum: 1, maximum: 50,",
            "          example: 0\n          schema: {type: integer, minimum: 1, maximum: 50,",
            "/paths/~1book-shelf/get/parameters/0/example"
        ),
        (
            "          schema: {type: integer, minimum: 1, maximum: 50,",
            "          examples: {few: {value: 0}}\n          schema: {type: integer, minimum: 1, maximum: 50,",
            "/paths/~1book-shelf/get/parameters/0/examples/few/value"
        ),
        (
            "value: {books: []}", "value: {books: {}}",
            "/paths/~1book-shelf/get/responses/200/content/application~1json/examples/none/value/books"
        ),
        (
            "- {book_title: Emma, pages: 474, genre: novel}", "- {book_title: Emma, pages: 0, genre: novel}",
            "/components/examples/OneBook/value/books/0/pages"
        ),
        (
            "example: {book_title: Emma, pages: 474, sold_on", "example: {book_title: Emma, pages: 474, sold",
            "/paths/~1book-shelf/post/requestBody/content/application~1json/example/sold"
        ),
        (
            "description: Seconds., required: true,", "description: Seconds., required: true, example: soon,",
            "/components/responses/Away/headers/Retry-After/example"
        ),
        (
            "minimum: 0, example: 30", "minimum: 0, example: -1",
            "/components/responses/Away/headers/Retry-After/schema/example"
        ),
        (
            "example: [love, money]", "example: [love, handkerchief]",
            "/components/schemas/Book/properties/words/example/1"
        ),
        ("default: 20, example: 10", "example: 10, default: 20, nullable: false", ""),
    ]) func everyExampleIsFound(_ old: String, _ new: String, _ pointer: String) throws {
        let findings = Sample.findings(try Sample.spoiled(old, new))
        #expect(findings.map(\.pointer) == (pointer.isEmpty ? [] : [pointer]))
        #expect(findings.allSatisfy { $0.rule == "example-invalid" && $0.level == .error })
    }

    @Test func aDefaultOfTheWrongFormatIsFound() throws {
        let text = try Sample.spoiled(
            "schema: {type: integer, minimum: 1, maximum: 50, default: 20, example: 10}",
            "schema: {type: string, format: email, default: nobody, example: a@b}")
        #expect(
            Sample.findings(text).map(\.message) == [
                "the default is not a value of its schema, it must be of the format email: mend one of them"
            ])
    }
}
