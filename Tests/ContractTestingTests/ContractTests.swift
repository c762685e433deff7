import Testing
import YAML

@testable import ContractTesting

@Suite struct ContractTests {
    private func refuses(_ old: String, _ new: String) -> OracleError? {
        let text = SampleContract.yaml.replacing(old, with: new)
        return #expect(throws: OracleError.self) { try Contract.read(Array(text.utf8), name: "things.yaml") }
    }

    @Test func operationsStatusesAndKeywordsAreRead() throws {
        let contract = try SampleContract.contract()
        #expect(contract.operations.map(\.id) == ["getThing", "putThing", "getImage", "streamThing"])
        #expect(contract.operations.first?.responses.keys.sorted() == [200, 304, 404])
        #expect(contract.operations.first?.parameters.map(\.name) == ["limit", "tag", "id"])
        #expect(contract.engineResponses.keys.sorted() == [404, 405])
        #expect(contract.keywords.contains(KeywordUse(schema: "/components/schemas/Error", keyword: "required")))
    }

    @Test func aPathFindsItsOperation() throws {
        let contract = try SampleContract.contract()
        #expect(contract.operation(method: "GET", path: "/things/a%20b")?.parameters == ["id": "a b"])
        #expect(contract.operation(method: "HEAD", path: "/things/a")?.operation.id == "getThing")
        #expect(contract.operation(method: "GET", path: "/things/") == nil)
        #expect(contract.operation(method: "GET", path: "/things/a/b") == nil)
        #expect(contract.operation(method: "DELETE", path: "/things/a") == nil)
    }

    @Test func aTemplateMayFillAPartOfASegment() throws {
        let plain = try PathTemplate("/image/{id}")
        let named = try PathTemplate("/image/{id}.svg")
        #expect(named.match("/image/a.svg") == ["id": "a"])
        #expect(named.match("/image/.svg") == nil)
        #expect(named.match("/image/a") == nil)
        #expect(named.concreteness > plain.concreteness)
        #expect(throws: OracleError.self) { try PathTemplate("/a/{b") }
    }

    @Test(arguments: [
        ("maxLength: 10", "maxlength: 10"), ("maxLength: 10", "format: color"), ("maxLength: 10", "maxLength: ten"),
        ("'304'", "'3XX'"), ("'304'", "default"), ("#/components/schemas/Thing", "#/components/schemas/Thong"),
        ("in: query", "in: body"), ("in: query", "in: query, style: simple"), ("maxLength: 10", "pattern: '('"),
        ("operationId: putThing", "summary: x"),
        ("operationId: putThing", "operationId: getThing"), ("size: {type: integer}", "size: {type: [integer]}"),
        ("name: {type: string, nullable: true}", "name: {$ref: '#/components/schemas/Error', nullable: true}"),
    ])
    func aContractThatTheOracleCannotJudgeIsRefused(old: String, new: String) {
        #expect(refuses(old, new)?.description.hasPrefix("things.yaml: ") == true)
    }

    @Test func yamlScalarsBecomeJSON() throws {
        let text = "a: 1\nb: '1'\nc: no\nd: null\ne: 1.5\nf: true\ng:\n"
        let tree = try JSONTree(yaml: text)
        let expected = #"{"a":1,"b":"1","c":"no","d":null,"e":1.5,"f":true,"g":null}"#
        #expect(try tree == JSONText.parse(Array(expected.utf8)))
        #expect(throws: OracleError.self) { try JSONTree(yaml: "a: 007") }
        #expect(throws: OracleError.self) { try JSONTree(yaml: "a: .inf") }
    }

    @Test func mediaTypesAreReadAndCompared() throws {
        let json = try #require(MediaType("application/json"))
        #expect(json.covers(try #require(MediaType("Application/JSON; charset=\"utf-8\""))))
        #expect(MediaType("*/*")?.covers(json) == true)
        #expect(MediaType("image/*")?.covers(json) == false)
        #expect(MediaType("application/json; v=1")?.covers(json) == false)
        #expect(MediaType("json") == nil)
        #expect(MediaType("a/b;c") == nil)
        #expect(MediaType("a/b; c=1; c=2") == nil)
    }
}

extension JSONTree {
    fileprivate init(yaml text: String) throws { self = try JSONTree(try Node(parsing: Array(text.utf8))) }
}
