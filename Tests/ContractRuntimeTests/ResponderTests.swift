import ContractRuntime
import HTTPCore
import JSON
import ServiceContracts
import Testing

@Suite struct ResponderTests {
    private let json: HTTPFields = ["Content-Type": "application/json"]
    private let body = HTTPBody.bytes(Array(#"{"session_id":"a","template":"t"}"#.utf8))

    private func post(_ service: Service) async -> HTTPResponse {
        await service.answer("POST", "/api/user/alice/session", json, body: body)
    }

    @Test func anUnknownPathIsNotFound() async {
        let response = await Service().answer("GET", "/nowhere")
        #expect(response.status == 404)
        #expect(response.text == #"{"error":"There is nothing here","code":"not_found"}"#)
        #expect(response.fields["Content-Type"] == "application/json")
    }

    @Test func anotherMethodIsToldWhatIsAllowed() async {
        let response = await Service().answer("DELETE", "/api/user/alice/session")
        #expect(response.status == 405)
        #expect(response.fields["Allow"] == "OPTIONS, POST")
        #expect(response.text.contains(#""code":"method_not_allowed""#))
    }

    @Test func optionsAnswersAllow() async {
        let response = await Service().answer("OPTIONS", "/api/user/alice/session/a", token: nil)
        #expect(response.status == 204)
        #expect(response.fields["Allow"] == "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")
        #expect(await Service().answer("OPTIONS", "*", token: nil).status == 204)
        #expect(await Service().answer("OPTIONS", "/nowhere", token: nil).status == 404)
    }

    @Test func headIsServedByGet() async {
        #expect(await Service().answer("HEAD", "/api/user/alice/sessions").status == 200)
    }

    @Test func allViolationsOfABodyAreInTheDocumentedShape() async throws {
        let bad = HTTPBody.bytes(Array(#"{"session_id":".","args":[],"x":0}"#.utf8))
        let response = await Service().answer("POST", "/api/user/alice/session", json, body: bad)
        #expect(response.status == 400)
        let error = try BodyReader.read(UserSessionAPI.ErrorBody.self, from: Array(response.text.utf8))
        #expect(error.code == "invalid_request")
        #expect(error.details?.map(\.pointer) == ["/session_id", "/args", "/x", "/template"])
    }

    @Test func aRejectionOfTheHandlerIsSentAsItIs() async {
        let service = Service(
            StubHandlers { _ in
                throw Rejection(
                    status: 409, code: "session_exists", message: "A \"session\"\n",
                    violations: [
                        Violation(pointer: "/session_id", keyword: "x", message: "is taken", line: 0)
                    ], detail: "for the log")
            })
        let response = await post(service)
        #expect(response.status == 409)
        let details = #"[{"pointer":"/session_id","message":"is taken"}]"#
        #expect(response.text == #"{"error":"A \"session\"\n","code":"session_exists","details":\#(details)}"#)
        #expect(service.witness.incidents.map(\.detail) == ["for the log"])
        #expect(service.witness.incidents.first?.operationID == "createUserSession")
    }

    @Test func aStatusThatIsNotDocumentedIsOurFault() async {
        let service = Service(StubHandlers { _ in throw Rejection(status: 418, code: "teapot", message: "secret") })
        let response = await post(service)
        #expect(response.status == 500)
        #expect(response.text == #"{"error":"The server could not answer; its log says why","code":"internal_error"}"#)
        #expect(service.witness.incidents.map(\.detail) == ["undocumented status 418 (teapot): secret"])
    }

    @Test(
        arguments: [
            (503, HTTPFields(), "code", "status 503 without the required Retry-After (code): secret"),
            (
                409, [:], "NO CODE",
                "status 409 with a body that breaks the contract: /code must match ^[a-z][a-z0-9_]*$ (NO CODE): secret"
            ),
            (201, [:], "code", "status 201 with a body that is not documented (code): secret"),
        ] as [(Int, HTTPFields, String, String)]) func aRejectionThatIsNotAsDocumentedIsOurFault(
            _ status: Int, _ fields: HTTPFields, _ code: String, _ detail: String
        ) async
    {
        let service = Service(
            StubHandlers { _ in throw Rejection(status: status, code: code, message: "secret", fields: fields) })
        #expect(await post(service).status == 500)
        #expect(service.witness.incidents.map(\.detail) == [detail])
    }

    @Test func aRefusedCallerIsToldHowToAskEvenWhereTheHandlerForgot() async {
        let service = Service(StubHandlers { _ in throw Rejection(status: 401, code: "code", message: "Sign in") })
        let response = await post(service)
        #expect(response.status == 401)
        #expect(response.fields["WWW-Authenticate"] == #"Bearer realm="vellum""#)
    }

    @Test func anUnknownErrorIsLoggedAndNotShown() async {
        let service = Service(StubHandlers { _ in throw StubHandlers.Unexpected() })
        let response = await post(service)
        #expect(response.status == 500)
        #expect(!response.text.contains("Unexpected"))
        #expect(service.witness.incidents.count == 1)
    }

    @Test func aResponseThatBreaksItsContractNeverLeaves() async {
        let service = Service(
            StubHandlers { _ in
                .created(.init(userID: "alice", sessionID: "bad id"), location: "/a b", eTag: "\"1\"\r\nX: y")
            })
        let response = await post(service)
        #expect(response.status == 500)
        #expect(response.fields["ETag"] == nil)
        #expect(!response.text.contains("bad id"))
        #expect(service.witness.incidents.first?.detail.hasPrefix("response breaks the contract") == true)
    }

    @Test func aFieldThatCouldEndItselfNeverLeaves() async {
        let service = Service(
            StubHandlers { _ in .created(.init(userID: "alice", sessionID: "a"), location: "/", eTag: "1\r\nX: y") })
        #expect(await post(service).status == 500)
        #expect(service.witness.incidents.first?.detail.contains("header/ETag") == true)
    }

    @Test func refusalsOfTheEngineHaveTheSameShape() {
        let response = Service().responder.refusal(status: 431, code: "fields_too_large", message: "Too many fields")
        #expect(response.status == 431)
        #expect(response.text == #"{"error":"Too many fields","code":"fields_too_large"}"#)
        #expect(Service().responder.refusal(status: 503, code: "busy", message: "Busy").fields["Retry-After"] == "1")
    }

    @Test func everyReadyRejectionIsAnErrorBody() throws {
        let ready: [Rejection] = [
            .notFound, .contentTooLarge, .notAcceptable("image/png"), .unsupportedMediaType(["application/json"]),
            .internalError("detail"), .unavailable(code: "busy", message: "Busy", retryAfter: 3, detail: "detail"),
            Rejection(status: 400, code: nil, message: "No code"), .invalid([]),
        ]
        for rejection in ready {
            let text = rejection.response.text
            #expect(throws: Never.self) { try BodyReader.read(AuthAPI.ErrorBody.self, from: Array(text.utf8)) }
            #expect(!text.contains("detail\""), "\(text)")
        }
    }

    @Test func unknownMembersAreIgnoredAndCountedWhereTheSchemaAllowsThem() async {
        let service = Service()
        let body = #"{"session_id":"a","template":"t","old":1,"args":{"free":2},"older":{"x":[1]}}"#
        let response = await service.answer(
            "POST", "/api/session", token: nil, json, body: .bytes(Array(body.utf8)))
        #expect(response.status == 201)
        #expect(service.witness.ignored == ["createSession 2"])
    }

    @Test func anUnknownMemberMayNotStandTwice() async {
        let service = Service()
        let body = #"{"session_id":"a","template":"t","old":1,"old":2}"#
        let response = await service.answer(
            "POST", "/api/session", token: nil, json, body: .bytes(Array(body.utf8)))
        #expect(response.status == 400)
        #expect(response.text.contains(#"{"pointer":"/old","message":"stands twice"}"#))
        #expect(service.witness.ignored.isEmpty)
    }

    /// RFC 8259 §8.3: an `é` of one scalar and one of two are two names.
    @Test func unknownMembersAreToldApartByTheirBytes() async {
        let service = Service()
        let body = #"{"session_id":"a","template":"t","\u00e9":1,"e\u0301":2}"#
        let response = await service.answer(
            "POST", "/api/session", token: nil, json, body: .bytes(Array(body.utf8)))
        #expect(response.status == 201)
        #expect(service.witness.ignored == ["createSession 2"])
    }

    @Test func everyAnswerIsCounted() async {
        let service = Service()
        _ = await service.answer("GET", "/api/user/alice/sessions")
        _ = await service.answer("GET", "/api/user/alice/sessions", token: nil)
        _ = await service.answer("GET", "/nowhere")
        _ = await service.answer("DELETE", "/api/session")
        _ = service.responder.refusal(status: 431, code: "fields_too_large", message: "Too large")
        #expect(service.witness.answers == ["listUserSessions 200", "listUserSessions 401", "- 404", "- 405", "- 431"])
    }
}
