import HTTPCore
import Testing

/// RFC 9110 §12.5.5.
@Suite struct VaryTests {
    @Test(
        arguments: [
            (nil, "Accept"), ("", "Accept"), ("Origin", "Origin, Accept"), ("accept", "accept"),
            ("Origin,\tACCEPT", "Origin,\tACCEPT"), ("*", "*"), ("Accept-Language", "Accept-Language, Accept"),
        ] as [(String?, String)])
    func aNameIsSaidOnce(_ before: String?, _ after: String) {
        var response = HTTPResponse(status: 200)
        response.fields["Vary"] = before
        response.vary(by: "Accept")
        #expect(response.fields["Vary"] == after && response.fields.count("Vary") == 1)
    }

    @Test func a304KeepsWhatCachesNeed() {
        struct Refuser: HTTPResponder {
            func answer(_ request: HTTPRequest) -> HTTPAnswer { .now(HTTPResponse(status: 500)) }
            func refusal(status: Int, code: String, message: String) -> HTTPResponse { HTTPResponse(status: status) }
        }
        let fields: HTTPFields = [
            "ETag": "\"1\"", "Content-Type": "text/plain", "Cache-Control": "no-cache", "Content-Location": "/a",
            "Vary": "Accept", "Expires": "0", "Content-Language": "en",
        ]
        let request = HTTPRequest(
            method: "GET", path: "/", fields: ["If-None-Match": "W/\"1\""],
            context: RequestContext(clientAddress: "", requestID: ""))
        let full = HTTPResponse(status: 200, fields: fields, body: .bytes([1]))
        let answer = Refuser().answer(to: request, from: full)
        #expect(answer.status == 304)
        let kept = Set(answer.fields.fields.map(\.name))
        #expect(kept == ["ETag", "Cache-Control", "Content-Location", "Expires", "Vary"])
        guard case .none = answer.body else {
            Issue.record("a body")
            return
        }
    }
}
