import Testing

@testable import ContractTesting

/// A server that lies in every way it can think of. The oracle believes it only when it speaks the truth.
@Suite struct OracleTests {
    private func reaction(_ text: String, method: String = "GET") async throws -> Reaction {
        try await Reaction.to(Array(text.utf8), method: method)
    }

    private func head(_ old: String, _ new: String) -> String {
        LiarContract.framed(LiarContract.body, head: LiarContract.head.replacing(old, with: new))
    }

    @Test func theTruthIsBelieved() async throws {
        let truth = Array(LiarContract.truth.utf8)
        let coverage = Coverage(contracts: [try LiarContract.contract()])
        #expect(try await Reaction.to(truth, coverage: coverage) == .believed)
        #expect(coverage.count(Coverage.Cell("getLie", 200)) == 1)
    }

    @Test func aLieFillsNothing() async throws {
        let coverage = Coverage(contracts: [try LiarContract.contract()])
        let lie = Array(head("ETag", "Etug").utf8)
        #expect(try await Reaction.to(lie, coverage: coverage) == .breach([.missingHeader]))
        #expect(coverage.count(Coverage.Cell("getLie", 200)) == 0)
    }

    @Test(arguments: [201, 206, 301, 400, 401, 418, 500, 503]) func undocumentedStatusesAreFound(status: Int)
        async throws
    {
        #expect(try await reaction(head("200 OK", "\(status) x")) == .breach([.undocumentedStatus]))
    }

    @Test(arguments: [
        ("Content-Type: application/json", "Content-Type: text/html", Finding.Kind.undocumentedMediaType),
        ("Content-Type: application/json", "Content-Type: application/problem+json", .undocumentedMediaType),
        ("Content-Type: application/json", "Content-Type: json", .undocumentedMediaType),
        ("Content-Type: application/json", "Content-Type: application/json; charset=latin1", .undocumentedMediaType),
        ("Content-Type: application/json", "Content-Type: application/json; charset=utf-16", .undocumentedMediaType),
        ("Content-Type: application/json\r\n", "", .missingContentType),
        ("ETag: \"7\"\r\n", "", .missingHeader), ("ETag: \"7\"", "ETag: 7", .headerValue),
        ("ETag: \"7\"", "ETag: W/\"7\"", .headerValue), ("ETag: \"7\"", "ETag:", .headerValue),
        ("ETag: \"7\"", "ETag: \"7\"\r\nETag: \"8\"", .repeatedHeader),
        ("no-store", "public", .headerValue), ("no-store", "no-store, public", .headerValue),
        ("no-store", "no-store\r\nCache-Control: no-store", .repeatedHeader),
        ("no-store", "no-store\r\nX-Count: many", .headerValue),
        ("no-store", "no-store\r\nX-Count: -1", .headerValue),
        ("no-store", "no-store\r\nX-Count: 1\r\nX-Count: 2", .repeatedHeader),
        ("no-store", "no-store\r\nContent-Encoding: gzip", .contentCoding),
        ("no-store", "no-store\r\nX-Request-Id: a\r\nX-Request-Id: b", .repeatedHeader),
    ])
    func fieldsThatBreakTheContractAreFound(old: String, new: String, kind: Finding.Kind) async throws {
        let found = try await reaction(head(old, new))
        guard case .breach(let kinds) = found else { return #expect(Bool(false), "\(new): \(found)") }
        #expect(kinds.contains(kind), "\(new): \(kinds)")
    }

    @Test(arguments: [
        (#""text":"abc""#, #""text":"a""#), (#""text":"abc""#, #""text":"abcdef""#),
        (#""text":"abc""#, #""text":"aBc""#),
        (#""text":"abc""#, #""text":5"#), (#""text":"abc""#, #""text":null"#), (#""text":"abc","#, ""),
        (#""count":3"#, #""count":0"#), (#""count":3"#, #""count":10"#), (#""count":3"#, #""count":3.5"#),
        (#""count":3"#, #""count":"3""#), (#""count":3"#, #""count":3000000000"#), (#""half":1.5"#, #""half":1.25"#),
        (#""half":1.5"#, #""half":0"#), (#"09:30:00Z"#, "09:30:00"), ("2026-03-01T", "2026-02-30T"),
        ("2026-03-01T", "01.03.2026 "), ("a@example.com", "a.example.com"), ("123e4567", "123e456"),
        ("aGk=", "aGk"), (#""kind":"a""#, #""kind":"A""#), (#""flag":true"#, #""flag":"true""#),
        (#""flag":true"#, #""flag":1"#), (#"["x","y"]"#, "[]"), (#"["x","y"]"#, #"["a","b","c","d"]"#),
        (#"["x","y"]"#, #"["x","x"]"#), (#"["x","y"]"#, #"["x",1]"#), (#"["x","y"]"#, #"{"0":"x"}"#),
        (#"{"x":1}"#, "{}"), (#"{"x":1}"#, #"{"x":1,"y":2}"#), (#"{"x":1}"#, #"{"x":"1"}"#), (#"{"x":1}"#, "null"),
        (#""either":3"#, #""either":5"#), (#""either":3"#, #""either":"3""#), (#""all":"ok""#, #""all":"o""#),
        (#""nay":"well""#, #""nay":"never""#), (#""maybe":null"#, #""maybe":7"#), (#","maybe":null"#, ""),
        (#""maybe":null"#, #""maybe":null,"more":1"#), (#""maybe":null"#, #""maybe":null,"secret":"x""#),
    ])
    func bodiesThatBreakTheirSchemaAreFound(old: String, new: String) async throws {
        let body = LiarContract.body.replacing(old, with: new)
        #expect(body != LiarContract.body)
        let found = try await reaction(LiarContract.framed(body))
        guard case .breach(let kinds) = found else { return #expect(Bool(false), "\(new): \(found)") }
        #expect(Set(kinds) == [.bodySchema], "\(new): \(kinds)")
    }

    @Test(arguments: [
        (#""count":3"#, #""count":3,"count":3"#), (#""count":3"#, #""count":3,"\u0063ount":3"#),
        (#"{"x":1}"#, #"{"x":1,"x":1}"#), (#""count":3"#, #""count":03"#), (#""count":3"#, #""count":+3"#),
        (#""count":3"#, #""count":NaN"#), (#""count":3"#, #""count":3,"#), (#""nay":"well""#, #""nay":"\ud800""#),
        (#""nay":"well""#, #""nay":"\x41""#), (#""nay":"well""#, "\"nay\":\"we\nll\""),
        (#""maybe":null}"#, #""maybe":null"#),
        (#""maybe":null}"#, #""maybe":null}{}"#), (#""maybe":null}"#, #""maybe":null} // done"#),
        (#"{"text""#, "\u{FEFF}{\"text\""), (#"{"text""#, #"/**/{"text""#),
    ])
    func bodiesThatAreNotJSONAreFound(old: String, new: String) async throws {
        let found = try await reaction(LiarContract.framed(LiarContract.body.replacing(old, with: new)))
        #expect(found == .breach([.invalidJSON]), "\(new)")
    }

    @Test(arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func bodiesThatAreNotUTF8AreFound(bytes: [UInt8]) async throws {
        let parts = LiarContract.body.split(separator: "well")
        let body = Array(parts[0].utf8) + bytes + Array(parts[1].utf8)
        let lie = Array((LiarContract.head + "Content-Length: \(body.count)\r\n\r\n").utf8) + body
        #expect(try await Reaction.to(lie) == .breach([.invalidJSON]))
    }

    @Test func anErrorsBodyUnderASuccessIsFound() async throws {
        #expect(try await reaction(LiarContract.framed(#"{"error":"x"}"#)) != .believed)
        let failure = LiarContract.head.replacing("200 OK", with: "404 Not Found")
        #expect(try await reaction(LiarContract.framed(LiarContract.body, head: failure)) != .believed)
        #expect(try await reaction(LiarContract.framed(#"{"error":"x"}"#, head: failure)) == .believed)
    }

    @Test(arguments: ["", " ", "null", "[]", "\"\"", "{}", "[{}]"]) func emptyBodiesAreFound(body: String) async throws
    {
        #expect(try await reaction(LiarContract.framed(body)) != .believed)
    }

    @Test func everyBreachOfAnAnswerIsTold() async throws {
        let lie = LiarContract.framed(
            LiarContract.body.replacing(#""count":3"#, with: #""count":0"#).replacing("true", with: "1"),
            head: LiarContract.head.replacing("\"7\"", with: "7").replacing("no-store", with: "public"))
        #expect(
            try await reaction(lie) == .breach([.headerValue, .headerValue, .bodySchema, .bodySchema]))
    }
}
