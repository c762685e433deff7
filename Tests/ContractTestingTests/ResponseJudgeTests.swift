import Testing

@testable import ContractTesting

/// Each kind of check fails on a response that is wrong in one thing, and passes on the right one.
@Suite struct ResponseJudgeTests {
    private func kinds(_ exchange: Exchange) throws -> [Finding.Kind] {
        try SampleContract.judge().judge(exchange).findings.map(\.kind)
    }

    private func keywords(_ exchange: Exchange) throws -> [String?] {
        try SampleContract.judge().judge(exchange).findings.map(\.keyword)
    }

    @Test func theRightResponsePasses() throws {
        let judgement = try SampleContract.judge().judge(SampleContract.thing)
        #expect(judgement.findings == [])
        #expect(judgement.operation?.id == "getThing")
        #expect(judgement.mediaType == "application/json")
    }

    @Test func anUndocumentedStatusIsFound() throws {
        #expect(try kinds(SampleContract.thing.with { $0.status = 201 }) == [.undocumentedStatus])
    }

    @Test func aMissingRequiredHeaderIsFound() throws {
        #expect(try kinds(SampleContract.thing.with("ETag", nil)) == [.missingHeader])
    }

    @Test func aHeaderThatBreaksItsPatternIsFound() throws {
        #expect(try kinds(SampleContract.thing.with("ETag", "seven")) == [.headerValue])
        #expect(try keywords(SampleContract.thing.with("ETag", "seven")) == ["pattern"])
    }

    @Test func aHeaderOfTheWrongTypeIsFound() throws {
        #expect(try kinds(SampleContract.thing.with("X-Rate", "12")) == [])
        #expect(try keywords(SampleContract.thing.with("X-Rate", "many")) == ["type"])
        #expect(try keywords(SampleContract.thing.with("X-Rate", "-1")) == ["minimum"])
    }

    @Test func aRepeatedHeaderIsFound() throws {
        let twice = SampleContract.thing.with { $0.fields.append(Field("Content-Type", "application/json")) }
        #expect(try kinds(twice).contains(.repeatedHeader))
    }

    @Test func anUndocumentedMediaTypeIsFound() throws {
        #expect(try kinds(SampleContract.thing.with("Content-Type", "text/html")) == [.undocumentedMediaType])
        #expect(try kinds(SampleContract.thing.with("Content-Type", "json")) == [.undocumentedMediaType])
        #expect(try kinds(SampleContract.thing.with("Content-Type", "application/json; charset=utf-8")) == [])
    }

    @Test func aMissingContentTypeIsFound() throws {
        #expect(try kinds(SampleContract.thing.with("Content-Type", nil)) == [.missingContentType])
    }

    @Test(arguments: [
        (#"["abc"]"#, "type"), (#"{"id":"abc"}"#, "required"),
        (#"{"id":"abc","name":"x","more":1}"#, "additionalProperties"),
        (#"{"id":"ABC","name":"x"}"#, "pattern"), (#"{"id":"abc","name":5}"#, "type"),
        (#"{"id":"abc","name":"x","size":1.5}"#, "type"), (#"{"id":null,"name":"x"}"#, "type"),
    ])
    func aBodyThatBreaksItsSchemaIsFound(body: String, keyword: String) throws {
        #expect(try kinds(SampleContract.thing.with(body: body)) == [.bodySchema])
        #expect(try keywords(SampleContract.thing.with(body: body)) == [keyword])
    }

    @Test(arguments: ["{", #"{"id":"a","id":"a","name":null}"#, #"{"id":"a","name":null} x"#, "{'id':1}"])
    func aBodyThatIsNoJSONIsFound(body: String) throws {
        #expect(try kinds(SampleContract.thing.with(body: body)) == [.invalidJSON])
    }

    @Test func aBodyThatIsNotUTF8IsFound() throws {
        let body: [UInt8] = Array(#"{"id":"abc","name":""#.utf8) + [0xFF] + Array("\"}".utf8)
        let broken = SampleContract.thing.with(body: String(repeating: "x", count: body.count)).with { $0.body = body }
        #expect(try kinds(broken) == [.invalidJSON])
    }

    @Test func anEmptyBodyIsFound() throws {
        #expect(try kinds(SampleContract.thing.with(body: "")) == [.missingBody])
    }

    @Test func aContentLengthThatDiffersIsFound() throws {
        #expect(try kinds(SampleContract.thing.with("Content-Length", "1")) == [.contentLength])
    }

    @Test func bytesAfterTheResponseAreFound() throws {
        #expect(try kinds(SampleContract.thing.with { $0.trailing = [65] }) == [.contentLength])
    }

    @Test func aBodyWithoutFramingIsFound() throws {
        let unframed = SampleContract.thing.with("Content-Length", nil).with { $0.framing = .untilClose }
        #expect(try kinds(unframed) == [.framing])
    }

    @Test func aConnectionThatStaysOpenIsFound() throws {
        #expect(try kinds(SampleContract.thing.with { $0.staysOpen = true }) == [.connection])
    }

    @Test func anAnswerWithoutBodyPassesAndAStrayBodyIsFound() throws {
        let stored = SampleContract.response("PUT", "/things/abc", 204, [], "")
        #expect(try kinds(stored) == [])
        #expect(try kinds(stored.with { $0.trailing = [65] }) == [.strayBody])
        #expect(try kinds(stored.with("Content-Length", "0")) == [.framing])
        #expect(try kinds(stored.with("Content-Type", "text/plain")) == [.undocumentedMediaType])
        let unchanged = SampleContract.response("GET", "/things/abc", 304, [], "")
        #expect(try kinds(unchanged) == [])
        #expect(try kinds(unchanged.with { $0.trailing = [65] }) == [.strayBody])
    }

    @Test func headIsJudgedByGetWithoutBody() throws {
        let head = Exchange(SentRequest("HEAD", "/things/abc"), SampleContract.thing.response).with { $0.body = [] }
        #expect(try kinds(head) == [])
        #expect(try kinds(head.with("ETag", nil)) == [.missingHeader])
        #expect(try kinds(head.with { $0.body = [65] }) == [.strayBody])
    }

    @Test func textIsJudgedByItsSchema() throws {
        let type = [Field("Content-Type", "image/svg+xml")]
        #expect(try kinds(SampleContract.response("GET", "/things/abc/image", 200, type, "<svg/>")) == [])
        #expect(try kinds(SampleContract.response("GET", "/things/abc/image", 200, type, "<html/>")) == [.bodySchema])
        let broken = SampleContract.response("GET", "/things/abc/image", 200, type, "x").with { $0.body = [0xFF] }
        #expect(try kinds(broken) == [.invalidText])
    }

    @Test func theEngineAnswersOnAnyPath() throws {
        let fields = [Field("Content-Type", "application/json"), Field("Allow", "GET")]
        let body = #"{"error":"No such method","code":"method_not_allowed"}"#
        let refused = SampleContract.response("BREW", "/things/abc", 405, fields, body)
        #expect(try kinds(refused) == [])
        #expect(try kinds(refused.with("Allow", nil)) == [.missingHeader])
        #expect(try kinds(refused.with(body: #"{"message":"x"}"#)) == [.bodySchema, .bodySchema])
        let unknown = SampleContract.response("GET", "/nothing", 404, [fields[0]], #"{"error":"Not found"}"#)
        #expect(try kinds(unknown) == [])
        #expect(try kinds(SampleContract.response("GET", "/nothing", 200, [], "")) == [.undocumentedOperation])
    }

    @Test func anOperationFallsBackOnTheEngine() throws {
        let fields = [Field("Content-Type", "application/json"), Field("Allow", "GET")]
        #expect(try kinds(SampleContract.response("GET", "/things/a", 405, fields, #"{"error":"x"}"#)) == [])
    }

    @Test func framesThatAreWholePassAndBrokenOnesAreFound() throws {
        let type = [Field("Content-Type", "multipart/x-mixed-replace; boundary=frame")]
        let frames =
            "--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: 6\r\n\r\n<svg/>\r\n--frame\r\n--frame--\r\n"
        let stream = SampleContract.response("GET", "/things/abc/stream", 200, type, frames)
        #expect(try kinds(stream) == [])
        #expect(try kinds(stream.with("Content-Type", "multipart/x-mixed-replace")) == [.partFraming])
        #expect(try kinds(stream.with("Content-Type", "multipart/x-mixed-replace; boundary=x")) == [.partFraming])
        for (right, wrong) in [
            ("image/svg+xml", "image/png"), ("Content-Length: 6", "Content-Length: 5"),
            ("\r\n--frame\r\n", "--frame\r\n"),
            ("--frame--", ""), ("\r\n\r\n", "\n\n"), ("Content-Length: 6\r\n", ""),
        ] {
            let broken = frames.replacing(right, with: wrong)
            #expect(try kinds(stream.with(body: broken)) == [.partFraming], "\(broken.debugDescription)")
        }
    }

    @Test func keywordsMetAreRecorded() throws {
        let judgement = try SampleContract.judge().judge(SampleContract.thing)
        let use = KeywordUse(schema: "/components/schemas/Thing/properties/id", keyword: "pattern")
        #expect(judgement.satisfied.contains(use))
        #expect(judgement.violated.isEmpty)
    }
}
