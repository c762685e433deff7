import Testing

@testable import ContractTesting

@Suite struct RequestJudgeTests {
    private func findings(_ request: SentRequest) throws -> [Finding] {
        try RequestJudge(contracts: [try SampleContract.contract()]).judge(request).findings
    }

    private func put(_ body: String, _ type: String = "application/json") -> SentRequest {
        SentRequest("PUT", "/things/abc", fields: [Field("Content-Type", type)], body: Array(body.utf8))
    }

    @Test func aValidRequestPasses() throws {
        #expect(try findings(put(#"{"name":"x","size":1}"#)) == [])
        #expect(try findings(put("name=a+b&size=3", "application/x-www-form-urlencoded")) == [])
        #expect(try findings(SentRequest("GET", "/things/abc?limit=5&tag=a&tag=b")) == [])
    }

    @Test(arguments: [
        (#"{"name":"x","size":0}"#, "minimum"), (#"{"size":1}"#, "required"), (#"{"name":1}"#, "type"),
        (#"{"name":"x","size":3000000000}"#, "format"), (#"{"name":"elevenchars"}"#, "maxLength"),
    ])
    func aBodyThatBreaksItsSchemaIsFound(body: String, keyword: String) throws {
        #expect(try findings(put(body)).map(\.keyword) == [keyword])
    }

    @Test func aBodyOfAnotherKindIsFound() throws {
        #expect(try findings(put("x", "text/plain")).map(\.kind) == [.requestBody])
        #expect(try findings(put("{")).map(\.kind) == [.requestBody])
        #expect(try findings(put("")).map(\.kind) == [.requestBody])
        #expect(try findings(put("name=x&name=y", "application/x-www-form-urlencoded")).map(\.kind) == [.requestBody])
        #expect(try findings(put("name=x&size=y", "application/x-www-form-urlencoded")).map(\.keyword).first == "type")
        let stray = SentRequest("GET", "/things/abc", body: [65])
        #expect(try findings(stray).map(\.kind) == [.strayRequest])
    }

    @Test(arguments: [
        ("/things/ABC", "pattern"), ("/things/abc?limit=0", "minimum"), ("/things/abc?limit=x", "type"),
        ("/things/abc?tag=long", "maxLength"), ("/things/abc?tag=a&tag=b&tag=c", "maxItems"),
    ])
    func aParameterThatBreaksItsSchemaIsFound(target: String, keyword: String) throws {
        let found = try findings(SentRequest("GET", target))
        #expect(found.map(\.kind).first == .requestParameter)
        #expect(found.map(\.keyword).first == keyword)
    }

    @Test func parametersThatDoNotBelongAreFound() throws {
        #expect(try findings(SentRequest("GET", "/things/abc?other=1")).map(\.kind) == [.strayRequest])
        #expect(try findings(SentRequest("GET", "/things/abc?limit=1&limit=2")).map(\.kind) == [.requestParameter])
        #expect(try findings(SentRequest("GET", "/nothing")).map(\.kind) == [.undocumentedOperation])
    }
}
