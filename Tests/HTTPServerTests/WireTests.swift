import HTTPCore
import HTTPServer
import Testing

/// Requests and answers as they stand on the wire.
@Suite struct WireTests {
    @Test func aHeadInManyPartsIsPutTogether() async throws {
        let text = try await Fixture().use { port in
            let client = try Client(port: port)
            let message = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
            for byte in message.utf8 { try client.send([byte]) }
            return try client.receiveResponse().text
        }
        #expect(text == "hello")
    }

    @Test func theTargetIsTakenApart() async throws {
        let texts = try await Fixture().use { port in
            let client = try Client(port: port)
            let targets = ["/a%20b?c=%2F", "/?", "http://b/c?d", "http://b", "http://b?c"]
            for target in targets { try client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") }
            try client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\nOPTIONS http://b HTTP/1.1\r\nHost: a\r\n\r\n")
            return try (0..<7).map { _ in try client.receiveResponse().text }
        }
        #expect(
            texts == ["GET /a%20b?c=%2F", "GET /?", "GET /c?d", "GET /", "GET /?c", "OPTIONS *", "OPTIONS *"])
    }

    @Test func absoluteFormReplacesHost() async throws {
        let text = try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("GET http://b:81/fields HTTP/1.1\r\nHost: a\r\nX: \t y z \r\n\r\n")
            return try client.receiveResponse().text
        }
        #expect(text == "Host=b:81|X=y z")
    }

    @Test func theConnectionIsKeptAndClosedAsAsked() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse()["Connection"] == nil)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n")
            #expect(try client.receiveResponse()["Connection"] == "close")
            #expect(try client.isAtEnd())

            let old = try Client(port: port)
            try old.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
            #expect(try old.receiveResponse()["Connection"] == "keep-alive")
            try old.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try old.receiveResponse()["Connection"] == "close")
            #expect(try old.isAtEnd())
        }
    }

    @Test func pipelinedAnswersComeInOrderBehindASlowOne() async throws {
        let texts = try await Fixture().use { port in
            let client = try Client(port: port)
            let paths = ["/slow", "/1", "/inline", "/slow"] + (2..<60).map { "/\($0)" }
            try client.send(paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            return try paths.map { _ in try client.receiveResponse().text }
        }
        #expect(texts == ["slow", "GET /1", "inline", "slow"] + (2..<60).map { "GET /\($0)" })
    }

    @Test func aHalfClosedClientGetsAllItsAnswers() async throws {
        let all = try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
            client.closeWriting()
            return String(decoding: try client.receiveAll(), as: UTF8.self)
        }
        #expect(all.contains("slow") && all.hasSuffix("GET /b"))
    }

    @Test func headAnswersLikeGetWithoutContent() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\nGET /d HTTP/1.1\r\nHost: a\r\n\r\n")
            let head = try client.receiveResponse(hasBody: false)
            #expect(head["Content-Length"] == "9")
            #expect(try client.receiveResponse().text == "GET /d")
            try client.send("HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")
            #expect(try client.receiveResponse(hasBody: false).status == 400)
            #expect(try client.isAtEnd())
        }
    }

    @Test func noContentWhereNoneIsAllowed() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("GET /204 HTTP/1.1\r\nHost: a\r\n\r\nGET /304 HTTP/1.1\r\nHost: a\r\n\r\n")
            let empty = try client.receiveResponse(hasBody: false)
            #expect(empty.status == 204 && empty["Content-Length"] == nil && empty["Transfer-Encoding"] == nil)
            let unchanged = try client.receiveResponse(hasBody: false)
            #expect(unchanged.status == 304 && unchanged["Content-Length"] == nil)
            try client.send("GET /reject HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse()["Content-Length"] == "0")
        }
    }

    @Test func handlersCannotSplitResponsesNorOwnTheEnginesFields() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("GET /split HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.receiveResponse()
            #expect(response["X-A"] == "b  X-C: d")
            #expect(response.fields.map(\.name) == ["Date", "X-A", "Content-Length", "X-Request-Id"])
            #expect(response["Date"]?.hasSuffix(" GMT") == true)
            try client.send("GET /999 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse().status == 500)
        }
    }

    @Test func requestIDsAreAcceptedOrMade() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            func answer(_ field: String) throws -> Client.Response {
                try client.send("GET /context HTTP/1.1\r\nHost: a\r\nUser-Agent: tester\r\n\(field)\r\n")
                return try client.receiveResponse()
            }
            let given = try answer("X-Request-Id: a-b/c:1=@\r\n")
            #expect(given["X-Request-Id"] == "a-b/c:1=@")
            #expect(given.text == "127.0.0.1 a-b/c:1=@ tester")
            let longest = String(repeating: "a", count: 128)
            #expect(try answer("X-Request-Id: \(longest)\r\n")["X-Request-Id"] == longest)
            var made: Set<String> = []
            let refused = ["", "\(longest)a", "a b", "a\r\nX-Request-Id: b"].map { "X-Request-Id: \($0)\r\n" }
            for field in [""] + refused {
                let id = try answer(field)["X-Request-Id"] ?? ""
                #expect(id.count == 16 && id.allSatisfy(\.isHexDigit))
                made.insert(id)
            }
            #expect(made.count == 5)
        }
    }

    @Test func aLongAnswerToAReaderThatPausesArrivesWhole() async throws {
        let count = try await Fixture().use { port in
            let client = try Client(port: port, receiveBuffer: 8192)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            try client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let count = try client.receiveResponse().body.count
            #expect(try client.receiveResponse().text == "GET /x")
            return count
        }
        #expect(count == 8_000_000)
    }

    @Test func anIPv6ListenerServesIPv4AndNamesItsClients() async throws {
        let fixture = try Fixture()
        let port = try fixture.server.listen(host: "[::]", port: 0)
        let text = try await fixture.use { _ in
            let client = try Client(port: port)
            try client.send("GET /context HTTP/1.1\r\nHost: a\r\nX-Request-Id: r\r\n\r\n")
            return try client.receiveResponse().text
        }
        #expect(text == "127.0.0.1 r -")
    }

    @Test func listeningFailsWithAReason() async throws {
        let fixture = try Fixture()
        #expect(throws: ListenError.addressInUse(host: "127.0.0.1", port: fixture.port)) {
            try fixture.server.listen(host: "127.0.0.1", port: fixture.port)
        }
        #expect(throws: ListenError.invalidHost("nowhere.example")) {
            try fixture.server.listen(host: "nowhere.example", port: 0)
        }
        #expect(throws: ListenError.addressNotAvailable(host: "192.0.2.1")) {
            try fixture.server.listen(host: "192.0.2.1", port: 0)
        }
        await fixture.server.stop(grace: 0)
    }
}
