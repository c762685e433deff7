import HTTPServer
import Testing

/// Heads whose answer is known: they are answered without being read, and no differently.
@Suite struct KnownHeadTests {
    static func get(_ fields: String = "") -> String { "GET /constant HTTP/1.1\r\nHost: a\r\n\(fields)\r\n" }

    /// The status of the answer to a head that was answered before.
    static func statusOfKnown(_ client: Client, _ head: String = get()) throws -> Int {
        try client.send(head)
        return try client.receiveResponse().status
    }

    @Test func aKnownHeadIsAnsweredAlike() async throws {
        let fixture = try Fixture()
        let repetitions = fixture.responder.repetitions
        try await fixture.use { port in
            let client = try Client(port: port)
            for _ in 0..<3 {
                try client.send(KnownHeadTests.get("X-Request-Id: mine\r\n"))
                let response = try client.receiveResponse()
                #expect(response.status == 200 && response.text == "constant")
                #expect(response["X-Request-Id"] == "mine" && response["Connection"] == nil)
            }
            // One byte less is another head, whatever comes behind it.
            try client.send("GET /constant HTTP/1.1\r\nHost: a\r\nX-Request-Id: min\r\n\r\n")
            #expect(try client.receiveResponse()["X-Request-Id"] == "min")
            for _ in 0..<2 {
                let last = try Client(port: port)
                try last.send(KnownHeadTests.get("Connection: close\r\n"))
                #expect(try last.receiveResponse()["Connection"] == "close")
                #expect(try last.isAtEnd())
            }
        }
        #expect(repetitions.all.count == 3)
    }

    /// What the first answer says, the second says: method, version, and what becomes of the connection.
    @Test(arguments: [
        "HEAD /constant HTTP/1.1\r\nHost: a\r\n\r\n", "GET /constant HTTP/1.0\r\n\r\n",
        "GET /constant HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "HEAD /constant HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "\r\nGET http://b/constant HTTP/1.1\r\nHost: a\r\n\r\n",
    ]) func theSecondAnswerIsTheFirst(_ head: String) async throws {
        let fixture = try Fixture()
        let answers = try await fixture.use { port in
            try (0..<3).map { number in
                let client = try Client(port: port)
                // The last one comes in parts, and is read.
                let start = number < 2 ? 0 : 10
                try client.send([UInt8](head.utf8.prefix(start)))
                if start > 0 { usleepBriefly(20_000) }
                try client.send([UInt8](head.utf8.dropFirst(start)))
                client.closeWriting()
                let own: Set<String> = ["Date", "X-Request-Id"]
                let lines = String(decoding: try client.receiveAll(), as: UTF8.self).split(separator: "\r\n")
                return lines.filter { line in !own.contains { line.hasPrefix($0 + ":") } }
            }
        }
        #expect(Set(answers).count == 1)
        #expect(fixture.responder.repetitions.all.count == 1)
    }

    @Test func aConnectionBeyondThoseInAllGets503() async throws {
        let fixture = try Fixture { $0.maxConnections = 1 }
        try await fixture.use { port in
            let first = try Client(port: port)
            #expect(try KnownHeadTests.statusOfKnown(first) == 200)
            #expect(try KnownHeadTests.statusOfKnown(Client(port: port)) == 503)
            withExtendedLifetime(first) {}
        }
    }

    @Test func aConnectionBeyondThoseOfItsAddressGets503() async throws {
        let fixture = try Fixture {
            $0.maxConnectionsPerAddress = 1
            $0.perAddressMargin = 1
        }
        try await fixture.use { port in
            let first = try Client(port: port)
            #expect(try KnownHeadTests.statusOfKnown(first) == 200)
            #expect(try KnownHeadTests.statusOfKnown(Client(port: port)) == 503)
            withExtendedLifetime(first) {}
        }
        #expect(fixture.responder.repetitions.all.isEmpty)
    }
}
