import HTTPCore
import Testing

@testable import Page

/// Stands behind the page and says what reached it.
struct Behind: HTTPResponder {
    func answer(_ request: HTTPRequest) -> HTTPAnswer {
        .now(HTTPResponse(status: 299, fields: ["X-Reached": "\(request.method) \(request.path)"]))
    }

    func refusal(status: Int, code: String, message: String) -> HTTPResponse {
        HTTPResponse(status: status, fields: ["X-Code": code], body: .bytes(Array(message.utf8)))
    }
}

/// - Parameters: the fields' values.
func answer(
    _ method: String, _ path: String, ifMatch: String? = nil, ifNoneMatch: String? = nil, query: String? = nil
) -> HTTPResponse? {
    var fields = HTTPFields()
    fields["If-Match"] = ifMatch
    fields["If-None-Match"] = ifNoneMatch
    let request = HTTPRequest(
        method: method, path: path, query: query, fields: fields,
        context: RequestContext(clientAddress: "127.0.0.1", requestID: "test"))
    guard case .now(let response) = PageResponder(next: Behind()).answer(request) else { return nil }
    return response
}

func bytes(_ response: HTTPResponse?) -> [UInt8] {
    if case .bytes(let bytes) = response?.body { bytes } else { [] }
}

@Suite struct PageTests {
    @Test(arguments: PageFile.all.map(\.path))
    func aFileIsAnsweredWithItsTypeAndTheGuards(_ path: String) throws {
        let response = try #require(answer("GET", path))
        #expect(response.status == 200)
        #expect(!bytes(response).isEmpty)
        let type =
            switch path.split(separator: ".").last {
            case "css": "text/css"
            case "js": "text/javascript"
            case "svg": "image/svg+xml"
            default: "text/html"
            }
        #expect(response.fields["Content-Type"] == type + "; charset=utf-8")
        #expect(response.fields["Cache-Control"] == "no-cache")
        #expect(response.fields["X-Content-Type-Options"] == "nosniff")
        #expect(response.fields["Referrer-Policy"] == "no-referrer")
        #expect(response.fields["Cross-Origin-Opener-Policy"] == "same-origin")
        #expect(
            response.fields["Content-Security-Policy"]
                == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'none'; base-uri 'none'; frame-ancestors 'none'")
    }

    @Test func theRootIsTheDocument() throws {
        let text = String(decoding: bytes(answer("GET", "/")), as: UTF8.self)
        #expect(text.hasPrefix("<!doctype html>"))
        #expect(bytes(answer("GET", "/", query: "a=b")) == bytes(answer("GET", "/")))
    }

    @Test(arguments: PageFile.all.map(\.path))
    func aKnownEntityTagIsAnsweredBy304(_ path: String) throws {
        let tag = try #require(answer("GET", path)?.fields["ETag"])
        #expect(tag.wholeMatch(of: /"[0-9a-f]{1,16}"/) != nil)
        for known in [tag, "W/\(tag)", "\"other\", \(tag)", "*", " \t\(tag) "] {
            let response = try #require(answer("GET", path, ifNoneMatch: known))
            #expect(response.status == 304, "\(known)")
            #expect(response.fields["ETag"] == tag)
            #expect(response.fields["Cache-Control"] == "no-cache")
            #expect(response.fields["Content-Type"] == nil)
            #expect(bytes(response).isEmpty)
            #expect(answer("HEAD", path, ifNoneMatch: known)?.status == 304)
        }
        for unknown in ["\"other\"", String(tag.dropLast()), "", "\(tag), rubbish", "\"a, \(tag)", "*, \(tag)"] {
            #expect(answer("GET", path, ifNoneMatch: unknown)?.status == 200, "\(unknown)")
        }
    }

    @Test func anotherEntityTagInIfMatchIsAnsweredBy412() throws {
        let tag = try #require(answer("GET", "/")?.fields["ETag"])
        for method in ["GET", "HEAD"] {
            #expect(answer(method, "/", ifMatch: tag)?.status == 200)
            #expect(answer(method, "/", ifMatch: "*", ifNoneMatch: tag)?.status == 304)
            for other in ["\"other\"", "W/\(tag)", "\(tag), rubbish", ""] {
                let response = try #require(answer(method, "/", ifMatch: other, ifNoneMatch: tag))
                #expect(response.status == 412 && response.fields["X-Code"] == "precondition_failed", "\(other)")
            }
        }
        #expect(answer("OPTIONS", "/", ifMatch: "\"other\"")?.status == 204)
    }

    @Test func filesHaveDifferentEntityTags() {
        #expect(Set(PageFile.all.map(\.entityTag)).count == PageFile.all.count)
    }

    @Test(
        arguments: [
            ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
        ] as [(String, UInt64)])
    func theDigestIsFNV1a(_ text: String, _ digest: UInt64) {
        #expect(PageFile.digest(Array(text.utf8)) == digest)
    }

    @Test(arguments: PageFile.all.map(\.path))
    func headIsAnsweredAsGet(_ path: String) throws {
        let head = try #require(answer("HEAD", path))
        let get = try #require(answer("GET", path))
        #expect(head.status == 200)
        #expect(head.fields == get.fields)
        #expect(bytes(head) == bytes(get), "the engine counts the body, and leaves it out")
    }

    @Test func optionsTellsTheMethods() throws {
        let response = try #require(answer("OPTIONS", "/"))
        #expect(response.status == 204)
        #expect(response.fields["Allow"] == "GET, HEAD, OPTIONS")
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "get", "TRACE"])
    func otherMethodsAreRefusedInTheShapeOfErrors(_ method: String) throws {
        let response = try #require(answer(method, "/page.js"))
        #expect(response.status == 405)
        #expect(response.fields["Allow"] == "GET, HEAD, OPTIONS")
        #expect(response.fields["X-Code"] == "method_not_allowed")
        #expect(!bytes(response).isEmpty)
    }

    @Test(arguments: [
        "/index.html", "//", "/page.css/", "/PAGE.CSS", "/page%2Ejs", "/api", "/api/v1/auth/me", "/stream/a/b", "*",
    ])
    func everythingElseIsHandedOn(_ path: String) throws {
        let response = try #require(answer("GET", path))
        #expect(response.status == 299)
        #expect(response.fields["X-Reached"] == "GET \(path)")
    }

    @Test func refusalsOfTheEngineAreHandedOn() {
        let response = PageResponder(next: Behind()).refusal(status: 431, code: "fields_too_large", message: "large")
        #expect(response.status == 431)
        #expect(response.fields["X-Code"] == "fields_too_large")
        #expect(bytes(response) == Array("large".utf8))
    }
}
