import ContractRuntime
import HTTPCore
import Operations
import Testing

/// A served contract, as conditions and Accept say.
@Suite struct DocumentsResponderTests {
    private struct Rest: HTTPResponder {
        func answer(_ request: HTTPRequest) -> HTTPAnswer { .now(HTTPResponse(status: 299)) }
        func refusal(status: Int, code: String, message: String) -> HTTPResponse {
            HTTPResponse(status: status, body: .bytes(Array(code.utf8)))
        }
    }

    private static let tag = "\"0af1\""

    private func ask(_ method: String, _ path: String = "/openapi/a.yaml", _ fields: HTTPFields = [:]) -> HTTPResponse?
    {
        let documents = ["a.yaml", "b.json"].map {
            ContractDocument(file: "contracts/\($0)", title: "A", version: "1.0.0", sha256: "0af1", text: "text")
        }
        let request = HTTPRequest(
            method: method, path: path, fields: fields,
            context: RequestContext(clientAddress: "127.0.0.1", requestID: "r"))
        guard case .now(let response) = DocumentsResponder(next: Rest(), documents: documents).answer(request) else {
            return nil
        }
        return response
    }

    @Test func aNewReaderGetsAllOfIt() throws {
        for (path, type) in [("/openapi/a.yaml", "application/yaml"), ("/openapi/b.json", "application/json")] {
            let response = try #require(ask("GET", path))
            #expect(response.status == 200 && response.fields["Content-Type"] == type)
            #expect(response.fields["ETag"] == Self.tag && response.fields["Cache-Control"] == "no-cache")
        }
    }

    @Test func whoHasItGets304WithTheFieldsThatCachesNeed() throws {
        for known in [Self.tag, "W/" + Self.tag, "\"x,y\", " + Self.tag, "*"] {
            let response = try #require(ask("GET", "/openapi/a.yaml", ["If-None-Match": known]))
            #expect(response.status == 304)
            #expect(response.fields == ["ETag": Self.tag, "Cache-Control": "no-cache"])
        }
        for other in ["\"x\"", "0af1", Self.tag + ", x", "\"x," + Self.tag + "\""] {
            #expect(ask("GET", "/openapi/a.yaml", ["If-None-Match": other])?.status == 200, "\(other)")
        }
    }

    @Test func whoWantsAnotherGets412() throws {
        for other in ["\"x\"", "W/" + Self.tag, ""] {
            let fields: HTTPFields = ["If-Match": other, "If-None-Match": Self.tag]
            #expect(ask("HEAD", "/openapi/a.yaml", fields)?.status == 412, "\(other)")
        }
        #expect(ask("GET", "/openapi/a.yaml", ["If-Match": Self.tag])?.status == 200)
    }

    @Test func whoDoesNotTakeItGets406BeforeAnyCondition() throws {
        for accept in ["text/html", "application/yaml;q=0, */*", "application/json"] {
            let fields: HTTPFields = ["Accept": accept, "If-None-Match": Self.tag]
            let response = try #require(ask("GET", "/openapi/a.yaml", fields))
            #expect(response.status == 406, "\(accept)")
        }
        for accept in ["*/*", "application/*", "text/html, */*;q=0.1", "", "Application/YAML"] {
            #expect(ask("GET", "/openapi/a.yaml", ["Accept": accept])?.status == 200, "\(accept)")
        }
    }

    @Test func otherMethodsAreToldWhatIsAllowed() throws {
        let fields: HTTPFields = ["If-Match": "\"x\""]
        let options = try #require(ask("OPTIONS", "/openapi/a.yaml", fields))
        #expect(options.status == 204 && options.fields["Allow"] == "GET, HEAD, OPTIONS")
        let put = try #require(ask("PUT", "/openapi/a.yaml", fields))
        #expect(put.status == 405 && put.fields["Allow"] == "GET, HEAD, OPTIONS")
    }
}
