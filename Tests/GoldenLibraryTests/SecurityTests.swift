import ContractTesting
import Testing

/// Who is let in, by every scheme and every combination of them, and what the others are told.
@Suite struct SecurityTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let call: Call
        let status: Int
        /// The code in the body of a refusal.
        var code: String?
        var testDescription: String {
            let fields = call.headers.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
            return "\(call.operationID) \(call.target.suffix(20)) with \(fields): \(status)"
        }

        init(_ operationID: String, _ headers: [(String, String)], _ status: Int, _ code: String? = nil) {
            call = Calls.call(operationID).with { $0.headers = headers }
            self.status = status
            self.code = code
        }

        static func query(_ query: String, _ status: Int, _ code: String? = nil) -> Case {
            var item = Case("readFeed", [], status, code)
            item = Case(item.call.with { $0.target = "/feed" + query }, status, code)
            return item
        }

        private init(_ call: Call, _ status: Int, _ code: String?) {
            self.call = call
            self.status = status
            self.code = code
        }
    }

    private static func bearer(_ token: String) -> (String, String) { ("Authorization", "Bearer \(token)") }
    private static func basic(_ pair: String) -> (String, String) {
        ("Authorization", "Basic \(Carried.base64(pair))")
    }

    static let bearers: [Case] = [
        Case("rateBook", [], 401, "none"),
        Case("rateBook", [bearer("reader.CARD-1")], 201),
        Case("rateBook", [("Authorization", "bEARER reader.CARD-1")], 201),
        Case("rateBook", [bearer("nobody")], 401, "invalid_token"),
        Case("rateBook", [bearer("")], 401, "malformed"),
        Case("rateBook", [("Authorization", "Bearer")], 401, "malformed"),
        Case("rateBook", [("Authorization", "Bearer  reader.CARD-1")], 401, "malformed"),
        Case("rateBook", [("Authorization", "Bearer reader.CARD-1 x")], 401, "malformed"),
        Case("rateBook", [("Authorization", "reader.CARD-1")], 401, "malformed"),
        Case("rateBook", [Carried.clerk], 401, "malformed"),
        Case("rateBook", [bearer("reader.CARD-1"), bearer("reader.CARD-1")], 401, "malformed"),
    ]

    static let basics: [Case] = [
        Case("getNotes", [], 401, "none"), Case("getNotes", [Carried.clerk], 200),
        Case("getNotes", [basic("anna:wrong")], 401, "invalid_token"),
        Case("getNotes", [basic("anna:")], 401, "invalid_token"),
        Case("getNotes", [basic("anna")], 401, "malformed"),
        Case("getNotes", [("Authorization", "Basic !!!")], 401, "malformed"),
        Case("getNotes", [("Authorization", "Basic YW5uYQ")], 401, "malformed"),
        Case("getNotes", [("Authorization", "Basic /w==")], 401, "malformed"),
        Case("getNotes", [basic("anna:\u{7}")], 401, "malformed"),
        Case("getNotes", [bearer("reader.CARD-1")], 401, "malformed"),
    ]

    static let keys: [Case] = [
        Case("getImport", [], 401, "none"), Case("getImport", [Carried.desk], 200),
        Case("getImport", [("x-desk-KEY", "desk-7")], 200),
        Case("getImport", [("X-Desk-Key", "desk-8")], 401, "invalid_token"),
        Case("getImport", [("X-Desk-Key", "")], 401, "malformed"),
        Case("getImport", [Carried.desk, Carried.desk], 401, "malformed"),
        Case("getImport", [bearer("desk-7")], 401, "none"),
        .query("", 401, "none"), .query("?key=feed+1%262", 200), .query("?key=feed%201%262", 200),
        .query("?k%65y=feed+1%262", 200), .query("?key=feed", 401, "invalid_token"), .query("?key=", 401, "malformed"),
        .query("?key", 401, "malformed"), .query("?key=%ff", 401, "malformed"),
        .query("?key=feed+1%262&key=feed+1%262", 401, "malformed"), .query("?KEY=feed+1%262", 401, "none"),
        Case("getMyShelf", [], 401, "none"), Case("getMyShelf", [Carried.cookie("CARD-1")], 200),
        Case("getMyShelf", [("Cookie", "a=b; reader_session=session-CARD-1; c=d")], 200),
        Case("getMyShelf", [("Cookie", "reader_session=\"session-CARD-1\"")], 200),
        Case("getMyShelf", [("Cookie", "reader_session=session%2DCARD-1")], 200),
        Case("getMyShelf", [("Cookie", "reader_session=other")], 401, "invalid_token"),
        Case("getMyShelf", [("Cookie", "reader_session=")], 401, "malformed"),
        Case("getMyShelf", [("Cookie", "reader_session=a; reader_session=b")], 401, "malformed"),
        Case("getMyShelf", [("Cookie", "READER_SESSION=session-CARD-1")], 401, "none"),
    ]

    static let scopes: [Case] = [
        Case("removeBook", [], 401, "none"),
        Case("removeBook", [Carried.partner("catalogue:remove+catalogue:write+more")], 204),
        Case("removeBook", [Carried.partner("catalogue:write")], 403, "insufficient_scope"),
        Case("removeBook", [Carried.partner("")], 403, "insufficient_scope"),
        Case("removeBook", [Carried.partner("catalogue:write+CATALOGUE:REMOVE")], 403, "insufficient_scope"),
        Case("removeBook", [Carried.student("catalogue:write+catalogue:remove")], 401, "invalid_token"),
        Case("relateBooks", [Carried.partner("")], 200),
        Case("getStatistics", [Carried.student("openid+statistics")], 200),
        Case("getStatistics", [Carried.student("openid")], 403, "insufficient_scope"),
        Case("getStatistics", [Carried.partner("statistics+openid")], 401, "invalid_token"),
    ]

    static let combined: [Case] = [
        // Both at once.
        Case("openDesk", [], 401, "none"), Case("openDesk", [Carried.clerk, Carried.desk], 204),
        Case("openDesk", [Carried.clerk], 401, "none"), Case("openDesk", [Carried.desk], 401, "none"),
        Case("openDesk", [Carried.clerk, ("X-Desk-Key", "x")], 401, "invalid_token"),
        Case("openDesk", [basic("anna:x"), Carried.desk], 401, "invalid_token"),
        Case("openDesk", [bearer("reader.CARD-1"), Carried.desk], 401, "malformed"),
        // Both at once, or another.
        Case("addBook", [Carried.clerk, Carried.desk], 201), Case("addBook", [Carried.clerk], 401, "none"),
        Case("addBook", [Carried.partner("catalogue:write")], 201),
        Case("addBook", [Carried.partner("catalogue:read")], 403, "insufficient_scope"),
        Case("addBook", [Carried.partner("catalogue:write"), Carried.desk], 201),
        Case("addBook", [basic("anna:x"), Carried.desk], 401, "invalid_token"),
        // Either.
        Case("getReader", [Carried.reader("CARD-1")], 200), Case("getReader", [Carried.cookie("CARD-1")], 200),
        Case("getReader", [bearer("nobody"), Carried.cookie("CARD-1")], 200),
        Case("getReader", [Carried.reader("CARD-1"), ("Cookie", "reader_session=x")], 200),
        Case("getReader", [bearer("nobody"), ("Cookie", "reader_session=x")], 401, "invalid_token"),
        Case("getReader", [], 401, "none"),
        // The first that is good says who it is.
        Case("getReader", [Carried.reader("CARD-2"), Carried.cookie("CARD-1")], 403, "not_yours"),
        Case("exportCatalogue", [Carried.partner("catalogue:read")], 200),
        Case("exportCatalogue", [Carried.student("catalogue")], 200),
        Case("exportCatalogue", [Carried.student("catalogue:read")], 403, "insufficient_scope"),
        // Nobody is let in too, but not somebody else.
        Case("listBooks", [], 200), Case("listBooks", [Carried.reader("CARD-1")], 200),
        Case("listBooks", [bearer("nobody")], 401, "invalid_token"), Case("listBooks", [Carried.clerk], 401),
        Case("sendMessage", [], 200), Case("sendMessage", [Carried.cookie("CARD-1")], 200),
        Case("sendMessage", [("Cookie", "reader_session=x")], 401, "invalid_token"),
        Case("sendMessage", [("Cookie", "other=x")], 200),
    ]

    static let owners: [Case] = [
        Case("updateReader", [Carried.reader("CARD-1")], 200),
        Case("updateReader", [Carried.reader("CARD-2")], 403, "not_yours"),
        Case("updateReader", [Carried.reader("card-1")], 403, "not_yours"),
        Case("updateReader", [Carried.reader("")], 403, "not_yours"),
    ]

    @Test(arguments: bearers + basics + keys + scopes + combined + owners)
    func whoComesIsLetInOrTold(_ item: Case) async throws {
        try await LibraryServer.use { library in
            let exchange = try await item.call.send(to: library, isInvalidOnPurpose: true)
            #expect(exchange.status == item.status, "\(exchange.text)")
            if let code = item.code { #expect(try exchange.json["code"]?.string == code) }
            // Who is not let in reaches no handler.
            #expect(library.service.calls == (item.status < 300 ? 1 : 0))
        }
    }

    /// The challenges of an operation, in the order of its schemes.
    @Test(arguments: [
        ("rateBook", #"Bearer realm="vellum""#), ("getNotes", #"Basic realm="vellum", charset="UTF-8""#),
        ("getImport", #"APIKey realm="vellum", in="header", name="X-Desk-Key""#),
        ("readFeed", #"APIKey realm="vellum", in="query", name="key""#),
        ("getMyShelf", #"APIKey realm="vellum", in="cookie", name="reader_session""#),
        ("removeBook", #"Bearer realm="vellum""#),
        (
            "openDesk",
            #"Basic realm="vellum", charset="UTF-8", APIKey realm="vellum", in="header", name="X-Desk-Key""#
        ),
        ("getReader", #"Bearer realm="vellum", APIKey realm="vellum", in="cookie", name="reader_session""#),
        (
            "addBook",
            #"Basic realm="vellum", charset="UTF-8", APIKey realm="vellum", in="header", name="X-Desk-Key", "#
                + #"Bearer realm="vellum""#
        ),
    ]) func whoBringsNothingIsToldWhatToBring(operation: String, challenge: String) async throws {
        try await LibraryServer.use { library in
            let call = Calls.call(operation).with { call in
                call.headers = []
                call.target = call.target.replacing(/[?]key=.*/, with: "")
            }
            let exchange = try await call.send(to: library, isInvalidOnPurpose: true)
            #expect(exchange.status == 401)
            #expect(exchange.response["WWW-Authenticate"] == challenge)
        }
    }

    @Test func aBadTokenIsToldByItsOwnChallenge() async throws {
        try await LibraryServer.use { library in
            let call = Calls.call("getReader").header("Authorization", "Bearer nobody")
            let exchange = try await call.send(to: library, isInvalidOnPurpose: true)
            #expect(
                exchange.response["WWW-Authenticate"]
                    == #"Bearer realm="library", error="invalid_token", "#
                    + #"APIKey realm="vellum", in="cookie", name="reader_session""#)
        }
    }

    @Test(arguments: [
        ("removeBook", Carried.partner("x"), "catalogue:write catalogue:remove"),
        ("getStatistics", Carried.student("x"), "statistics openid"),
        ("exportCatalogue", Carried.partner("x"), "catalogue:read"),
    ]) func aMissingScopeIsNamed(operation: String, carried: (String, String), scopes: String) async throws {
        try await LibraryServer.use { library in
            let exchange = try await Calls.call(operation).with { $0.headers = [carried] }.send(to: library)
            #expect(exchange.status == 403)
            #expect(
                exchange.response["WWW-Authenticate"]
                    == #"Bearer realm="vellum", error="insufficient_scope", scope="\#(scopes)""#)
        }
    }

    /// 401, 404 of a path that cannot exist, 403, 406, then what the request says.
    @Test func theChecksComeInTheirOrder() async throws {
        try await LibraryServer.use { library in
            var call = Calls.call("updateReader").with { call in
                call.target = "/readers/x?undeclared=1"
                call.headers = [("Accept", "application/x-nothing")]
                call.body = .text("{", "text/plain")
            }
            func step(_ status: Int, _ change: (inout Call) -> Void) async throws {
                #expect(try await call.send(to: library, isInvalidOnPurpose: true).status == status)
                change(&call)
            }
            try await step(401) { $0.headers.append(Carried.reader("CARD-2")) }
            try await step(404) { $0.target = "/readers/CARD-1?undeclared=1" }
            try await step(403) { $0.headers[1] = Carried.reader("CARD-1") }
            try await step(406) { $0.headers.removeFirst() }
            try await step(400) { $0.target = "/readers/CARD-1" }
            try await step(415) { $0.body = .json("{") }
            try await step(400) { $0.body = .json("{}") }
            #expect(library.service.calls == 0)
            try await step(200) { _ in }
            #expect(library.service.calls == 1)
        }
    }
}
