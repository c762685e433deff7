import ContractRuntime
import HTTPCore
import JSON
import ServiceContracts
import Testing

@Suite struct ExchangeTests {
    private let service = Service()
    private let json: HTTPFields = ["Content-Type": "application/json"]
    private let body = HTTPBody.bytes(Array(#"{"session_id":"a","template":"t"}"#.utf8))
    private let path = "/api/user/alice/session"

    @Test func aGoodRequestReachesItsHandler() async {
        let response = await service.answer("POST", path, json, body: body)
        #expect(response.status == 201)
        #expect(response.fields["Location"] == "/api/user/alice/session/a")
        #expect(response.fields["Content-Type"] == "application/json")
        #expect(response.text == #"{"user_id":"alice","session_id":"a"}"#)
        #expect(service.witness.incidents.isEmpty)
    }

    /// Each request has this fault and all that come after it; the first decides.
    @Test func theChecksComeInTheirOrder() async {
        let xml: HTTPFields = ["Accept": "text/html", "Content-Type": "text/xml"]
        let bad = HTTPBody.bytes(Array("{".utf8))
        #expect(await service.answer("POST", "/api/user/a%20b/session?x=1", token: nil, xml, body: bad).status == 401)
        #expect(await service.answer("POST", "/api/user/a%20b/session?x=1", token: "bob", xml, body: bad).status == 404)
        #expect(await service.answer("POST", path + "?x=1", token: "bob", xml, body: bad).status == 403)
        #expect(await service.answer("POST", path + "?x=1", xml, body: bad).status == 406)
        #expect(await service.answer("POST", path + "?x=1", ["Content-Type": "text/xml"], body: bad).status == 400)
        #expect(await service.answer("POST", path, ["Content-Type": "text/xml"], body: bad).status == 415)
        let large = HTTPBody.bytes(Array(repeating: 0x20, count: (1 << 20) + 1))
        #expect(await service.answer("POST", path, json, body: large).status == 413)
        #expect(await service.answer("POST", path, json, body: bad).status == 400)
    }

    @Test func nothingOfTheBodyIsReadBeforeItsTurn() async {
        let untouched = HTTPBody.incoming(length: 5) { _ throws(HTTPBodyError) in
            Issue.record("the body was read")
            throw .malformed
        }
        #expect(await service.answer("POST", path, token: nil, json, body: untouched).status == 401)
        #expect(await service.answer("POST", path, token: "bob", json, body: untouched).status == 403)
        #expect(await service.answer("POST", path, ["Content-Type": "text/plain"], body: untouched).status == 415)
        let announced = HTTPBody.incoming(length: Exchange.maximumBody + 1) { _ throws(HTTPBodyError) in
            Issue.record("the body was read")
            throw .malformed
        }
        #expect(await service.answer("POST", path, json, body: announced).status == 413)
    }

    @Test(arguments: ["gzip", "GZIP", "br", "identity, gzip", "x"]) func aCodedBodyIsRefused(_ coding: String) async {
        let fields: HTTPFields = ["Content-Type": "application/json", "content-encoding": coding]
        #expect(await service.answer("POST", path, fields, body: body).status == 415)
    }

    @Test func theCodingThatIsNoneIsTaken() async {
        let fields: HTTPFields = ["Content-Type": "application/json", "Content-Encoding": "Identity"]
        #expect(await service.answer("POST", path, fields, body: body).status == 201)
    }

    @Test(arguments: ["", " \t"]) func anEmptyAcceptSaysNothing(_ accept: String) async {
        #expect(await service.answer("GET", "/api/user/alice/sessions", ["Accept": accept]).status == 200)
    }

    @Test(arguments: [
        (HTTPBodyError.tooLarge, 413), (.timedOut, 408), (.malformed, 400), (.disconnected, 400),
    ]) func aBodyThatDoesNotComeIsAnswered(_ error: HTTPBodyError, _ status: Int) async {
        let broken = HTTPBody.incoming(length: nil) { _ throws(HTTPBodyError) in throw error }
        #expect(await service.answer("POST", path, json, body: broken).status == status)
    }

    @Test func aBodyMayBeAsLargeAsTheLimit() async {
        let text = Array(#"{"session_id":"a","template":"t"}"#.utf8)
        let padded = text + Array(repeating: 0x20, count: Exchange.maximumBody - text.count)
        #expect(await service.answer("POST", path, json, body: .bytes(padded)).status == 201)
    }

    @Test func aBodyIsWanted() async {
        #expect(await service.answer("POST", path).status == 411)
        #expect(await service.answer("POST", path, json).status == 411)
        let empty: HTTPFields = ["Content-Type": "application/json", "Content-Length": "0"]
        #expect(await service.answer("POST", path, empty).status == 400)
        #expect(await service.answer("POST", path, body: body).status == 415)
    }

    @Test(arguments: [
        ("Bearer a b", "malformed"), ("Bearer", "malformed"), ("Bearer ", "malformed"), ("Bearer  alice", "malformed"),
        ("Basic alice", "malformed"), ("alice", "malformed"), ("", "malformed"), ("Bearer\talice", "malformed"),
    ]) func credentialsThatAreNoBearerTokenAreRefused(_ field: String, _ code: String) async {
        let response = await service.answer("GET", "/api/user/alice/sessions", token: nil, ["Authorization": field])
        #expect(response.status == 401)
        #expect(response.text.contains("\"code\":\"\(code)\""))
        #expect(response.fields["WWW-Authenticate"] == "Bearer")
    }

    @Test func theSchemeOfCredentialsIsReadWithoutRegardToCase() async {
        let response = await service.answer(
            "GET", "/api/user/alice/sessions", token: nil, ["Authorization": "bEARER alice"])
        #expect(response.status == 200)
    }

    @Test func twoCredentialsAreNone() async {
        let response = await service.answer("GET", "/api/user/alice/sessions", ["Authorization": "Bearer bob"])
        #expect(response.status == 401)
    }

    @Test func queryParametersTakeTheirDefaultsAndAreChecked() async {
        let list = "/api/user/alice/sessions"
        #expect(await service.answer("GET", list).text.contains("limit-100"))
        #expect(await service.answer("GET", list + "?limit=7").text.contains("limit-7"))
        let bad = await service.answer("GET", list + "?limit=0&cursor=%20&x=1")
        #expect(bad.status == 400)
        for pointer in ["query/limit", "query/cursor", "query/x"] { #expect(bad.text.contains("\"\(pointer)\"")) }
    }

    @Test(arguments: [
        "/image/alice/a%2Fb", "/image/alice/%00", "/image/alice/%ff", "/image/../a", "/image/a.svg/a", "/image/alice/",
    ])
    func aPathThatCannotExistIsNotFound(_ path: String) async {
        #expect(await service.answer("GET", path).status == 404)
    }

    @Test func pathsAreDecodedForTheHandler() async {
        #expect(await service.answer("GET", "/image/alice/%61%2Db.svg").text == "a-b.svg")
    }

    @Test func headerFieldsReachTheHandler() async {
        let update = HTTPBody.bytes(Array(#"{"args":{}}"#.utf8))
        let fields: HTTPFields = ["Content-Type": "application/json", "if-match": "\"9\""]
        let response = await service.answer("PUT", path + "/a", fields, body: update)
        #expect(response.status == 204)
        #expect(response.fields["ETag"] == "\"9\"")
        #expect(response.text.isEmpty)
        #expect(response.fields["Content-Type"] == nil)
    }
}
