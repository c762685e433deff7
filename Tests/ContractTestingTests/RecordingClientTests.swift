import Testing

@testable import ContractTesting

@Suite struct RecordingClientTests {
    private static let body = #"{"id":"abc","name":"x"}"#
    private static let thing =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: \"1\"\r\nContent-Length: 23\r\n\r\n\(body)"
    private static let streamHead =
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"

    private static func chunk(_ text: String) -> String { "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n" }

    private static func frame(_ text: String) -> String {
        chunk("Content-Type: image/svg+xml\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)\r\n--frame\r\n")
    }

    private func client(_ server: ScriptedServer, timeout: Duration = .seconds(10)) throws -> RecordingClient {
        let coverage = Coverage(contracts: [try SampleContract.contract()])
        return RecordingClient(port: server.port, coverage: coverage, timeout: timeout)
    }

    @Test func anExchangeIsJudgedAndCounted() async throws {
        let server = try ScriptedServer { request in
            request.hasPrefix("GET /things/abc HTTP/1.1\r\nHost: 127.0.0.1:")
                && request.contains("Connection: close\r\n")
                ? .init(Self.thing) : .init("")
        }
        let client = try client(server)
        let exchange = try await client.send("GET", "/things/abc")
        #expect(try exchange.json["id"]?.string == "abc")
        #expect(client.coverage.count(Coverage.Cell("getThing", 200)) == 1)
    }

    @Test func aBreachThrowsUnlessNobodyAsks() async throws {
        let server = try ScriptedServer { _ in .init(Self.thing.replacing("ETag", with: "Etug")) }
        let client = try client(server)
        let breach = await #expect(throws: ContractBreach.self) { try await client.send("GET", "/things/abc") }
        #expect(breach?.findings.map(\.kind) == [.missingHeader])
        #expect(try await client.send("GET", "/things/abc", judge: false).status == 200)
        #expect(client.coverage.count(Coverage.Cell("getThing", 200)) == 0)
    }

    @Test func aBodyIsSentWithItsLength() async throws {
        let server = try ScriptedServer { request in
            request.hasSuffix("Content-Length: 12\r\nConnection: close\r\n\r\n{\"name\":\"x\"}")
                ? .init("HTTP/1.1 204 No Content\r\n\r\n") : .init("HTTP/1.1 500 x\r\n\r\n")
        }
        #expect(try await client(server).send("PUT", "/things/abc", json: #"{"name":"x"}"#).status == 204)
    }

    @Test func anInvalidRequestIsNotSent() async throws {
        let server = try ScriptedServer { _ in .init("HTTP/1.1 204 No Content\r\n\r\n") }
        let client = try client(server)
        await #expect(throws: InvalidRequest.self) {
            try await client.send("PUT", "/things/abc", json: #"{"nome":"x"}"#, expectValidRequest: true)
        }
        #expect(server.connections == 0)
        _ = try await client.send("PUT", "/things/abc", json: #"{"name":"x"}"#, expectValidRequest: true)
    }

    @Test func anInvalidRequestThatIsAcceptedIsFound() async throws {
        let server = try ScriptedServer { _ in .init("HTTP/1.1 204 No Content\r\n\r\n") }
        let client = try client(server)
        let breach = await #expect(throws: ContractBreach.self) {
            try await client.send("PUT", "/things/abc", json: #"{"name":1}"#)
        }
        #expect(breach?.findings.map(\.kind) == [.acceptedInvalidRequest])
        _ = try await client.send("PUT", "/things/abc?new=1", json: #"{"name":"x"}"#)
    }

    @Test func gapsNameWhatWasNeverExercised() async throws {
        let server = try ScriptedServer { _ in .init(Self.thing) }
        let client = try client(server)
        let before = client.coverage.gaps().split(separator: "\n")
        _ = try await client.send("GET", "/things/abc?limit=5")
        let closed = Set(before).subtracting(client.coverage.gaps().split(separator: "\n"))
        #expect(closed.contains("getThing: the parameter limit was never sent"))
        #expect(closed.contains("getThing 200: application/json was never received"))
        #expect(closed.contains("things.yaml#/components/schemas/Thing: required was never exercised"))
        #expect(!closed.contains("getThing: the parameter tag was never sent"))
    }

    @Test func strayBytesAndAnOpenConnectionAreFound() async throws {
        let stray = try ScriptedServer { _ in .init("HTTP/1.1 304 Not Modified\r\n\r\n", "oops") }
        let breach = await #expect(throws: ContractBreach.self) { try await client(stray).send("GET", "/things/abc") }
        #expect(breach?.findings.map(\.kind) == [.strayBody])
        let open = try ScriptedServer { _ in .init(Self.thing, closes: false) }
        let kept = await #expect(throws: ContractBreach.self) { try await client(open).send("GET", "/things/abc") }
        #expect(kept?.findings.map(\.kind) == [.connection])
    }

    @Test func aKeptConnectionIsUsedAgain() async throws {
        let server = try ScriptedServer { _ in .init(Self.thing, closes: false) }
        let client = try client(server)
        for _ in 0..<3 { _ = try await client.send("GET", "/things/abc", keepAlive: true) }
        #expect(server.connections == 1)
    }

    @Test func aSilentServerAndAClosedPortAreErrors() async throws {
        let server = try ScriptedServer { _ in .init(closes: false) }
        let silent = try client(server, timeout: .milliseconds(50))
        let error = await #expect(throws: WireError.self) { try await silent.send("GET", "/things/abc") }
        #expect(error?.kind == .timedOut)
        let nobody = RecordingClient(port: 1, coverage: Coverage(contracts: []))
        let refused = await #expect(throws: WireError.self) { try await nobody.send("GET", "/") }
        #expect(refused?.kind == .refused)
    }

    @Test func rawBytesAreSentAsTheyAre() async throws {
        let server = try ScriptedServer { request in
            request == "GET /things/abc HTTP/1.1\r\n\r\n" ? .init(Self.thing) : .init("HTTP/1.1 400 x\r\n\r\n")
        }
        let client = try client(server)
        let pieces = ["GET /thi", "ngs/abc HTTP/1.1\r\n", "\r\n"].map { Array($0.utf8) }
        #expect(try await client.send(raw: pieces, as: "GET", "/things/abc").status == 200)
        #expect(try await client.sendRaw(Array(pieces.joined())) == Array(Self.thing.utf8))
    }

    @Test func framesOfAStreamComeOneByOne() async throws {
        let server = try ScriptedServer { _ in
            .init(
                Self.streamHead, Self.chunk("--frame\r\n"), Self.frame("<svg>1</svg>"), Self.frame("<svg>2</svg>"),
                Self.chunk("--frame--\r\n") + "0\r\n\r\n")
        }
        let client = try client(server)
        let stream = try await client.openStream("/things/abc/stream")
        #expect(try await stream.nextPart()?.text == "<svg>1</svg>")
        #expect(try await stream.part { $0.text.contains("2") }.framing == .plain)
        #expect(try await stream.nextPart() == nil)
        #expect(client.coverage.count(Coverage.Cell("streamThing", 200)) == 1)
    }

    @Test func aStreamWaitsForItsNextFrame() async throws {
        let server = try ScriptedServer { _ in
            .init(Self.streamHead, Self.chunk("--frame\r\n") + Self.frame("<svg/>"), closes: false)
        }
        let stream = try await client(server).openStream("/things/abc/stream")
        #expect(try await stream.nextPart() != nil)
        let error = await #expect(throws: WireError.self) { try await stream.nextPart(timeout: .milliseconds(30)) }
        #expect(error?.kind == .timedOut)
        await stream.close()
    }

    @Test func chromiumIsOwedEarlyHeaders() async throws {
        let server = try ScriptedServer { _ in .init(Self.streamHead, Self.chunk("--frame\r\n") + Self.frame("<svg/>"))
        }
        let agent = ("User-Agent", "Mozilla/5.0 Chrome/156.0")
        let stream = try await client(server).openStream("/things/abc/stream", headers: [agent])
        let error = await #expect(throws: WireError.self) { try await stream.nextPart() }
        #expect(error?.kind == .malformed)
    }

    @Test func aStreamThatIsRefusedIsJudged() async throws {
        let right =
            "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"error\":\"x\"}"
        let server = try ScriptedServer { _ in .init(right) }
        let refused = await #expect(throws: StreamRefused.self) {
            try await client(server).openStream("/things/a/stream")
        }
        #expect(refused?.exchange.status == 404)
        let wrong = try ScriptedServer { _ in .init(right.replacing("error", with: "fault")) }
        await #expect(throws: ContractBreach.self) { try await client(wrong).openStream("/things/a/stream") }
    }

    @Test func aHundredStreamsWaitWithoutAThreadEach() async throws {
        let server = try ScriptedServer { _ in .init(Self.streamHead, Self.chunk("--frame\r\n") + Self.frame("<svg/>"))
        }
        let client = try client(server)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let stream = try await client.openStream("/things/abc/stream")
                    #expect(try await stream.nextPart()?.text == "<svg/>")
                }
            }
            try await group.waitForAll()
        }
    }
}
