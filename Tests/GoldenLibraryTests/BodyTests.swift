import ContractTesting
import Testing

/// Bodies of every media type: right, wrong, absent, too large, badly encoded.
@Suite struct BodyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let operationID: String
        let body: Call.Body?
        let status: Int
        /// In the details of a refusal.
        var pointers: [String]?
        /// A part of the answer's text.
        var answer: String?

        var testDescription: String {
            "\(operationID) \(body?.mediaType ?? "nothing") \(String(decoding: body?.bytes.prefix(60) ?? [], as: UTF8.self))"
        }

        init(_ operationID: String, _ body: Call.Body?, _ status: Int, _ pointers: [String]? = nil, says: String? = nil)
        {
            self.operationID = operationID
            self.body = body
            self.status = status
            self.pointers = pointers
            answer = says
        }
    }

    private static func bytes(_ mediaType: String, _ bytes: [UInt8]) -> Call.Body {
        Call.Body(mediaType: mediaType, bytes: bytes)
    }
    private static func form(_ text: String) -> Call.Body { .text(text, "application/x-www-form-urlencoded") }
    private static func patch(_ text: String) -> Call.Body { .text(text, "application/merge-patch+json") }

    static let json: [Case] = [
        Case("setNotes", .json("{}"), 204), Case("setNotes", .text("{}", "Application/JSON; charset=\"UTF-8\""), 204),
        Case("setNotes", .text("{}", "application/json; charset=latin1"), 415),
        Case("setNotes", .text("{}", "application/json; version=1"), 415),
        Case("setNotes", .text("{}", "text/json"), 415),
        Case("setNotes", .json("[]"), 400, [""]), Case("setNotes", .json(""), 400, [""]),
        Case("setNotes", .json("{"), 400, [""]), Case("setNotes", .json("{} {}"), 400, [""]),
        Case("setNotes", bytes("application/json", [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]), 400, [""]),
        Case("setNotes", .json("{\"a\":\"\(String(repeating: "x", count: 4088))\"}"), 204),
        Case("setNotes", .json("{\"a\":\"\(String(repeating: "x", count: 4089))\"}"), 413),
        Case(
            "relateBooks", .json(#"["9780000000002","9790000000002"]"#), 200,
            says: #"["9780000000002","9790000000002"]"#),
        Case("relateBooks", .json("[]"), 400, [""]),
        Case("relateBooks", .json(#"["9780000000002","x",5]"#), 400, ["/1", "/2"]),
        Case("relateBooks", .json(#"{"0":"9780000000002"}"#), 400, [""]),
        Case("amendBook", patch("{}"), 204), Case("amendBook", .json("{}"), 415),
        Case("amendBook", patch(#"{"pages":0,"shelf":[""],"other":1}"#), 400, ["/pages", "/shelf/0", "/other"]),
        Case("amendBook", patch(#"{"pages":null}"#), 400, ["/pages"]),
        Case("moveCopy", nil, 202, says: #""row":"home","shelf":1"#), Case("moveCopy", .json(#"{"row":"1"}"#), 202),
        Case("moveCopy", .json("{}"), 400, ["/row"]), Case("moveCopy", .text("{}", "text/plain"), 415),
    ]

    static let forms: [Case] = [
        Case("rateBook", form("stars=4"), 201, says: #"{"stars":4,"comment":"","again":false}"#),
        Case(
            "rateBook",
            form("stars=1&words=a&words=b+c%26&pages_read=0&worth=1e1&binding=default&again=true&comment=%C3%A9"),
            201,
            says: #""comment":"é","words":["a","b c&"],"pages_read":[0],"again":true,"worth":10.0,"binding":"default"}"#
        ),
        Case("rateBook", form(""), 400, ["/stars"]), Case("rateBook", nil, 411),
        Case("rateBook", form("stars=6&words=&other=1"), 400, ["/stars", "/words/0", "/other"]),
        Case("rateBook", form("stars=1&stars=1"), 400, ["/stars"]),
        Case("rateBook", form("stars=one"), 400, ["/stars"]),
        Case("rateBook", form("stars=1&comment=%zz"), 400, [""]),
        Case("rateBook", form("stars=1&comment=%ff"), 400, [""]),
        Case("rateBook", bytes("application/x-www-form-urlencoded", [0x61, 0x3D, 0xFF]), 400, [""]),
        Case("rateBook", form("stars=1&words[]=a"), 400, ["/words[]"]),
        Case("rateBook", form("stars"), 400, ["/stars"]),
        Case("rateBook", form("stars=1&comment=" + String(repeating: "x", count: 2000)), 413),
        Case("rateBook", .json(#"{"stars":1}"#), 415),
        Case(
            "registerReader", form("name=Bo&e-mail=bo%40example.org&page=2&interests=x"), 201,
            says: #""interests":["x"]"#),
        Case("registerReader", form("name=%3C&e-mail=bo"), 400, ["/name", "/e-mail"]),
        Case("registerReader", .json(#"{"name":"Bo","e-mail":"bo@example.org"}"#), 201),
        Case("registerReader", .text("name=Bo", "text/plain"), 415),
    ]

    static let texts: [Case] = [
        Case("writeBlurb", .text("é"), 204), Case("writeBlurb", .text("x", "text/plain; charset=utf-8"), 204),
        Case("writeBlurb", .text("x", "text/plain; charset=us-ascii"), 204),
        Case("writeBlurb", .text("x", "text/plain; charset=latin1"), 415),
        Case("writeBlurb", .text("x", "text/html"), 415),
        Case("writeBlurb", .text(""), 400, [""]), Case("writeBlurb", .text("a<b"), 400, [""]),
        Case("writeBlurb", .text(String(repeating: "é", count: 500)), 204),
        Case("writeBlurb", .text(String(repeating: "é", count: 501)), 400, [""]),
        Case("writeBlurb", bytes("text/plain", [0xC3]), 400, [""]),
        Case("setCover", bytes("image/png", []), 204), Case("setCover", bytes("image/png", [0, 255, 13, 10]), 204),
        Case("setCover", bytes("image/png", [UInt8](repeating: 0, count: 65_536)), 204),
        Case("setCover", bytes("image/png", [UInt8](repeating: 0, count: 65_537)), 413),
        Case("setCover", bytes("image/jpeg", [1]), 415), Case("setCover", bytes("image/png, image/png", [1]), 415),
        Case("setCover", bytes("png", [1]), 415), Case("setCover", nil, 411),
        // Nothing at all is no picture of no bytes.
        Case("setCover", bytes("", []), 400, [""]), Case("writeBlurb", bytes("", []), 400, [""]),
        Case("rateBook", bytes("", []), 400, [""]), Case("addPictures", bytes("", []), 400, [""]),
        Case("importCatalogue", bytes("", []), 400, [""]), Case("importBatch", bytes("", []), 400, [""]),
    ]

    static let several: [Case] = [
        Case("sendMessage", nil, 200, says: "none 0 nobody"),
        Case("sendMessage", .text("é!"), 200, says: "text 2 nobody"),
        Case("sendMessage", .json(#"["a","b"]"#), 200, says: "json 2"), Case("sendMessage", .json("{}"), 400, [""]),
        Case("sendMessage", form("subject=a&urgent=true&copies_to=a%40b.c&copies_to=d%40e.f"), 200, says: "form 102"),
        Case("sendMessage", form("subject=a&copies_to=x"), 400, ["/copies_to/0"]),
        Case("sendMessage", bytes("application/octet-stream", [1, 2, 3]), 200, says: "bytes 3"),
        Case("sendMessage", .text("{}", "text/html"), 415),
        Case("sendMessage", bytes("application/octet-stream", [UInt8](repeating: 1, count: 10_001)), 413),
        Case("importBatch", .text("a,b", "text/csv"), 200, says: #""bytes":3,"pieces":1,"kind":"csv""#),
        Case("importBatch", .json("[\(Calls.book)]"), 200, says: #""pieces":1,"kind":"json""#),
        Case("importBatch", .json("[]"), 400, [""]), Case("importBatch", .json(#"[{"isbn":"x"}]"#), 400),
        Case(
            "importBatch", bytes("application/octet-stream", [1, 2]), 200, says: #""bytes":2,"pieces":1,"kind":"bytes""#
        ),
        Case(
            "importBatch", Multipart().file("records", [9, 9]).part("note", "n").part("else", "?").end(), 200,
            says: #""kind":"n""#),
        Case("importBatch", .text("x", "text/plain"), 415), Case("importBatch", nil, 411),
    ]

    @Test(arguments: json + forms + texts + several) func aBodyIsReadOrRefused(_ item: Case) async throws {
        try await LibraryServer.use { library in
            try await Self.check(item, library)
        }
    }

    static func check(_ item: Case, _ library: LibraryServer) async throws {
        var call = Calls.call(item.operationID).content(item.body)
        let isBodyless = item.body == nil && item.status == 411
        // The client writes a length for methods that have a body; without one, it is asked for.
        if isBodyless { call.headers.append(("Transfer-Encoding", "")) }
        let exchange =
            isBodyless
            ? try await bodyless(call, library) : try await call.send(to: library, isInvalidOnPurpose: true)
        #expect(exchange.status == item.status, "\(exchange.text)")
        #expect(library.service.calls == (item.status < 300 ? 1 : 0))
        if let pointers = item.pointers {
            let told = try exchange.json["details"]?.elements?.compactMap { $0["pointer"]?.string } ?? []
            #expect(told == pointers)
        }
        if let answer = item.answer { #expect(exchange.text.contains(answer), "\(exchange.text)") }
    }

    private static func bodyless(_ call: Call, _ library: LibraryServer) async throws -> Exchange {
        let fields = call.headers.filter { $0.0 != "Transfer-Encoding" }.map { "\($0.0): \($0.1)\r\n" }.joined()
        let head = "\(call.method) \(call.target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
        return try await library.client.send(raw: [Array(head.utf8)], as: call.method, call.target)
    }

    /// A type that is not offered and a length that is too large are refused before the body is sent.
    @Test(arguments: ["setCover", "rateBook", "addPictures", "writeBlurb", "sendMessage", "importCatalogue"])
    func aBodyThatWillNotDoIsNotWaitedFor(_ operation: String) async throws {
        try await LibraryServer.use { library in
            for (field, status) in [("Content-Type: x/y\r\nContent-Length: 5", 415), ("Content-Length: 2000000", 413)] {
                let call = Calls.call(operation)
                let fields = (status == 413 ? call.fields : call.headers).map { "\($0.0): \($0.1)\r\n" }.joined()
                let head =
                    "\(call.method) \(call.target) HTTP/1.1\r\nHost: a\r\n\(fields)\(field)\r\n"
                    + "Expect: 100-continue\r\n\r\n"
                let exchange = try await library.client.send(raw: [Array(head.utf8)], as: call.method, call.target)
                #expect(exchange.status == status, "\(exchange.text)")
                #expect(exchange.response.interim.isEmpty)
            }
            // A stream's handler is told, and everybody else is never called.
            #expect(library.service.calls == (operation == "importCatalogue" ? 1 : 0))
        }
    }

    @Test func aCodingIsNotUndone() async throws {
        try await LibraryServer.use { library in
            let call = Calls.call("setNotes")
            let coded = try await call.header("Content-Encoding", "gzip").send(to: library, isInvalidOnPurpose: true)
            #expect(coded.status == 415)
            #expect(coded.response["Accept"] == "application/json")
            #expect(try await call.header("Content-Encoding", "identity").send(to: library).status == 204)
        }
    }

    @Test func whatIsIgnoredIsCounted() async throws {
        try await LibraryServer.use { library in
            _ = try await Calls.call("registerReader").send(to: library, isValid: true)
            #expect(library.witness.ignored == 1)
            let form = Call.Body.text("name=Bo&e-mail=bo%40example.org&x=1&y=2", "application/x-www-form-urlencoded")
            _ = try await Calls.call("registerReader").content(form).send(to: library, isValid: true)
            #expect(library.witness.ignored == 3)
        }
    }
}
