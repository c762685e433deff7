import HTTPCore
import HTTPServer
import Testing

@Suite struct BodyTests {
    private static func post(_ path: String, length: Int, _ more: String = "") -> String {
        "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
    }

    @Test func aBodyBehindItsHeadIsReadWhenAskedFor() async throws {
        let bodies = try await Fixture().use { port in
            let client = try Client(port: port)
            let long = String(repeating: "x", count: 300_000)
            try client.send(BodyTests.post("/echo", length: 300_000))
            try client.send(long)
            let first = try client.receiveResponse().text
            try client.send(BodyTests.post("/late", length: 6) + "abc")
            try client.send("defGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            let second = try client.receiveResponse().text
            return [first == long ? "same" : "other", second, try client.receiveResponse().text]
        }
        #expect(bodies == ["same", "abcdef", "GET /next"])
    }

    @Test func aChunkedBodyIsPutTogether() async throws {
        let texts = try await Fixture().use { port in
            let client = try Client(port: port)
            let head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            try client.send(head + "3\r\nabc\r\n3;x=y\r\ndef\r\n0\r\nT: u\r\n\r\n")
            let whole = try client.receiveResponse().text
            for byte in (head + "3\r\nghi\r\n1\r\nj\r\n0\r\n\r\n").utf8 { try client.send([byte]) }
            return [whole, try client.receiveResponse().text]
        }
        #expect(texts == ["abcdef", "ghij"])
    }

    @Test func aChunkedBodyThatBreaksLaterIsMalformed() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc")
            try client.send("X")
            let response = try client.receiveResponse()
            #expect(response.status == 400 && response["Connection"] == "close")
            #expect(try client.isAtEnd())
        }
    }

    @Test func continueIsSentWhenTheBodyIsAskedFor() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send(BodyTests.post("/echo", length: 3, "Expect: 100-Continue\r\n"))
            #expect(try client.receiveHead().status == 100)
            try client.send("abc")
            #expect(try client.receiveResponse().text == "abc")
            try client.send(BodyTests.post("/late", length: 3, "Expect: 100-continue\r\n"))
            #expect(try client.receiveHead().status == 100)
            try client.send("def")
            #expect(try client.receiveResponse().text == "def")
            // All of it is here already: nothing to wait for (RFC 9110 §10.1.1).
            try client.send(BodyTests.post("/echo", length: 3, "Expect: 100-continue\r\n") + "ghi")
            #expect(try client.receiveResponse().text == "ghi")
        }
    }

    /// RFC 9110 §10.1.1: an old client would take 100 for its answer, and who sends already waits for nothing.
    @Test func continueIsSentToNobodyWhoDoesNotWait() async throws {
        let expect = "Expect: 100-continue\r\n"
        let old = "POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\(expect)\r\n"
        let chunked = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\(expect)\r\n"
        let cases = [
            (old, "abc"), (BodyTests.post("/echo", length: 3, expect) + "a", "bc"),
            (chunked + "3\r\na", "bc\r\n0\r\n\r\n"), (chunked + "3", "\r\nabc\r\n0\r\n\r\n"),
        ]
        let answers = try await Fixture().use { port in
            try cases.map { beginning, rest in
                let client = try Client(port: port)
                let other = try Client(port: port)
                try client.send(beginning)
                // Another connection's answer shows that the loop has seen the beginning.
                try other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try other.receiveResponse()
                let isQuiet = client.isQuiet(milliseconds: 0)
                try client.send(rest)
                let response = try client.receiveResponse()
                return "\(isQuiet) \(response.status) \(response.text)"
            }
        }
        #expect(answers == Array(repeating: "true 200 abc", count: cases.count))
    }

    @Test func anAnswerInsteadOfContinueEndsTheConnection() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send(BodyTests.post("/reject", length: 3, "Expect: 100-continue\r\n"))
            let response = try client.receiveResponse()
            #expect(response.status == 401 && response["Connection"] == "close")
            #expect(try client.isAtEnd())
        }
    }

    @Test func aShortUnwantedBodyIsDroppedAndTheConnectionGoesOn() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            for path in ["/reject", "/ignore"] {
                try client.send(BodyTests.post(path, length: 65_536))
                #expect(try client.receiveResponse()["Connection"] == nil)
                try client.send([UInt8](repeating: 120, count: 65_536))
                try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.receiveResponse().text == "GET /next")
            }
        }
    }

    @Test func aLongUnwantedBodyEndsTheConnectionAfterTheAnswer() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send(BodyTests.post("/reject", length: 65_537))
            let response = try client.receiveResponse()
            #expect(response.status == 401 && response["Connection"] == "close")
            // Still sending does not destroy the answer: the end is an end and no reset.
            try client.send([UInt8](repeating: 120, count: 65_537))
            #expect(try client.isAtEnd())
        }
    }

    @Test func anEndlessChunkedBodyEndsTheConnection() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send("POST /ignore HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            #expect(try client.receiveResponse().status == 200)
            try client.send("FFFFFF\r\n")
            try client.send([UInt8](repeating: 120, count: 200_000))
            #expect(try client.isAtEnd())
        }
    }

    @Test func bodiesBeyondTheLimitAreTooLarge() async throws {
        let chunked = "POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nFFFF\r\n"
        let cases: [(head: String, body: Int, status: Int)] = [
            (BodyTests.post("/small", length: 10), 10, 200),
            (BodyTests.post("/small", length: 11), 11, 413),
            (BodyTests.post("/small", length: 200_000), 0, 413),
            (BodyTests.post("/echo", length: 100_000), 100_000, 200),
            (BodyTests.post("/echo", length: 100_001), 0, 413),
            (chunked, 20, 413),
        ]
        let statuses = try await Fixture { $0.bodyBytes = 100_000 }.use { port in
            try cases.map { item in
                let client = try Client(port: port)
                try client.send(item.head)
                try client.send([UInt8](repeating: 120, count: item.body))
                return try client.receiveResponse().status
            }
        }
        #expect(statuses == cases.map(\.status))
    }

    @Test func aBodyIsReadOnce() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send(BodyTests.post("/twice", length: 3, "Expect: 100-continue\r\n"))
            #expect(try client.receiveHead().status == 100)
            try client.send("abc")
            #expect(try client.receiveResponse().status == 400)
        }
    }

    @Test func aBodyThatStopsTimesOut() async throws {
        try await Fixture { $0.bodyTimeout = 50_000_000 }.use { port in
            let client = try Client(port: port)
            try client.send(BodyTests.post("/echo", length: 3) + "a")
            let response = try client.receiveResponse()
            #expect(response.status == 408 && response["Connection"] == "close")
            #expect(try client.isAtEnd())
        }
    }

    @Test func aClientThatLeavesAmidABodyEndsTheWait() async throws {
        try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send(BodyTests.post("/echo", length: 3) + "a")
            client.closeWriting()
            #expect(try client.receiveResponse().status == 499)
        }
    }

    /// What many send at once is bounded in all: whoever sends much meanwhile gets 503, and small bodies pass.
    @Test func bodiesOnTheirWayHoldSoMuchTogether() async throws {
        let fixture = try Fixture { $0.bodyMemoryBytes = 100_000 }
        let counters = fixture.server.counters
        try await fixture.use { port in
            func begin(_ length: Int, sending count: Int) throws -> Client {
                let client = try Client(port: port)
                try client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n")
                try client.send([UInt8](repeating: 120, count: count))
                return client
            }
            let first = try begin(99_000, sending: 98_000)
            #expect(eventually { counters.bodyBytes == 98_000 })
            let second = try begin(50_000, sending: 40_000)
            #expect(try second.receiveResponse().status == 503)
            #expect(eventually { counters.bodyBytes == 98_000 })
            let small = try begin(2000, sending: 1000)
            #expect(eventually { counters.bodyBytes == 99_000 })
            try small.send([UInt8](repeating: 120, count: 1000))
            #expect(try small.receiveResponse().status == 200)
            try first.send([UInt8](repeating: 120, count: 1000))
            #expect(try first.receiveResponse().body.count == 99_000)
            #expect(eventually { counters.bodyBytes == 0 })
            let third = try begin(50_000, sending: 50_000)
            #expect(try third.receiveResponse().status == 200)
            let leaving = try begin(50_000, sending: 40_000)
            #expect(eventually { counters.bodyBytes == 40_000 })
            leaving.reset()
            #expect(eventually { counters.bodyBytes == 0 })
        }
    }
}
