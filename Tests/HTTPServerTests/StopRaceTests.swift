import HTTPCore
import HTTPServer
import Testing

/// What meets a stop in the worst moment: whoever got a connection gets a whole answer, or a clean end before one.
@Suite struct StopRaceTests {
    /// Connects and asks until it is refused; how many answers it got.
    private static func askUntilRefused(_ connect: () throws -> Client) throws -> Int {
        var answers = 0
        while let client = try? connect() {
            try client.send("GET /\(answers) HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.receiveResponse()
            guard response.status == 200, response.text == "GET /\(answers)" else {
                throw Client.Failure(reason: "answered \(response.status) \(response.text)")
            }
            answers += 1
        }
        return answers
    }

    private func stopUnderLoad(_ fixture: Fixture, _ connect: @escaping @Sendable () throws -> Client) async throws {
        let counters = fixture.server.counters
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<6 { group.addTask { try await onThread { try Self.askUntilRefused(connect) } } }
            let isBusy = try await onThread { eventually { counters.requests > 200 } }
            #expect(isBusy)
            await fixture.server.stop()
            return try await group.reduce(0, +)
        }
        #expect(answers > 200)
        #expect(counters.openConnections == 0)
    }

    @Test func aStopUnderLoadCutsNobodyOff() async throws {
        let fixture = try Fixture(loops: 2)
        let port = fixture.port
        try await stopUnderLoad(fixture) { try Client(port: port) }
    }

    @Test func aStopUnderLoadOnASocketCutsNobodyOff() async throws {
        let fixture = try Fixture(loops: 2)
        let folder = try Folder()
        let path = folder.path + "/socket"
        try fixture.server.listen(socket: path)
        try await stopUnderLoad(fixture) { try Client.unix(path) }
    }

    @Test func whoWaitsInTheKernelsQueueIsServed() async throws {
        let holding = try HoldingServer()
        let port = try holding.server.listen(host: "localhost", port: 0)
        try await serveTheQueue(holding) { try Client.impatient(port: port) }
    }

    @Test func whoWaitsInTheQueueOfASocketIsServed() async throws {
        let holding = try HoldingServer()
        let folder = try Folder()
        let path = folder.path + "/socket"
        try holding.server.listen(socket: path)
        try await serveTheQueue(holding) { try Client.unix(path) }
    }

    /// Stops a server whose only loop is held, with more connections in the queue than a loop accepts in a turn.
    private func serveTheQueue(
        _ holding: HoldingServer, _ connect: @escaping @Sendable () throws -> Client
    ) async throws {
        let (server, responder) = (holding.server, holding.responder)
        let clients = try await onThread {
            let held = try connect()
            try held.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = eventually { responder.holds }
            let waiting = try (0..<50).map { number in
                let client = try connect()
                try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                return Handed(client)
            }
            return [Handed(held)] + waiting
        }
        async let stopped: Void = server.stop()
        // It lets nobody in before it waits for its loops.
        let isStopping = try await onThread { eventually { (try? connect()) == nil } }
        responder.release()
        let answers = try await onThread {
            try clients.map { handed in
                let response = try handed.client.receiveResponse()
                return response.text + (try handed.client.isAtEnd() ? "" : " and more")
            }
        }
        await stopped
        #expect(isStopping)
        #expect(answers == ["/hold"] + (0..<50).map { "/\($0)" })
    }

    @Test func aRequestBehindTheLastAnswerDoesNotDestroyIt() async throws {
        let fixture = try Fixture()
        let (port, server, gate) = (fixture.port, fixture.server, fixture.responder.gate)
        fixture.responder.handle { _ in
            await gate.wait()
            return HTTPResponse(status: 200, body: .bytes([UInt8](repeating: 120, count: 1_000_000)))
        }
        let waiting = try await onThread {
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send("GET /body HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = eventually { gate.waiting == 1 }
            return Handed(client)
        }
        async let stopped: Void = server.stop()
        let isStopping = try await onThread { eventually { (try? Client(port: port)) == nil } }
        #expect(isStopping)
        gate.open()
        let count = try await onThread {
            let client = waiting.client
            guard try client.receiveHead()["Connection"] == "close" else { return 0 }
            // The server has said all it will say, most of it is still on its way, and it has no use for this.
            for _ in 0..<20 {
                try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
                usleepBriefly()
            }
            return try client.receiveAll().count
        }
        #expect(count == 1_000_000)
        await stopped
    }

    @Test func aClientThatPipelinesThroughAStopSeesWholeAnswersAndACleanEnd() async throws {
        let fixture = try Fixture()
        let (port, counters) = (fixture.port, fixture.server.counters)
        async let all = onThread {
            let client = try Client(port: port)
            var received: [UInt8] = []
            while true {
                // The second is on its way while the first is answered; after the end nobody takes it.
                try? client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
                repeat {
                    // Between two answers a connection may end in any way (RFC 9112 §9.5).
                    guard let bytes = try? client.receive(), !bytes.isEmpty else { return received }
                    received += bytes
                } while !received.suffix(6).elementsEqual("GET /b".utf8)
            }
        }
        let isBusy = try await onThread { eventually { counters.requests > 200 } }
        #expect(isBusy)
        await fixture.server.stop()
        let answers = String(decoding: try await all, as: UTF8.self).split(separator: "HTTP/1.1 200 OK")
        #expect(answers.count > 200)
        for (number, answer) in answers.enumerated() {
            #expect(answer.hasSuffix("\r\n\r\nGET /\(number.isMultiple(of: 2) ? "a" : "b")"), "\(number): \(answer)")
        }
        #expect(answers.dropLast().allSatisfy { !$0.contains("Connection: close") })
    }

    @Test func anAnswerThatIsStillLeavingIsNotCut() async throws {
        let fixture = try Fixture()
        let (port, server) = (fixture.port, fixture.server)
        let slow = try await onThread {
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            return Handed(client, head: try client.receiveHead())
        }
        async let stopped: Void = server.stop()
        let isStopping = try await onThread { eventually { (try? Client(port: port)) == nil } }
        #expect(isStopping)
        #expect(slow.head?["Connection"] == nil, "it was answered before the stop")
        let count = try await onThread { try slow.client.receiveAll().count }
        #expect(count == 8_000_000)
        await stopped
    }
}
