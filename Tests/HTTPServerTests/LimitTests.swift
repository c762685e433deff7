import Glibc
import HTTPCore
import HTTPServer
import Testing

@Suite struct LimitTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func status(_ port: UInt16) throws -> Int {
        let client = try Client(port: port)
        try client.send(get)
        return try client.receiveResponse().status
    }

    @Test func aSlowHeadGets408() async throws {
        try await Fixture { $0.headTimeout = 50_000_000 }.use { port in
            let client = try Client(port: port)
            try client.send(LimitTests.get)
            #expect(try client.receiveResponse().status == 200)
            try client.send("GET / HT")
            let response = try client.receiveResponse()
            #expect(response.status == 408 && response["Connection"] == "close")
            #expect(response.text.contains("request_timeout"))
            #expect(try client.isAtEnd())
        }
    }

    @Test func aSlowHeadAfterOneOfHEADGetsABodyToo() async throws {
        try await Fixture { $0.headTimeout = 50_000_000 }.use { port in
            let client = try Client(port: port)
            try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse(hasBody: false).status == 200)
            try client.send("GET / HT")
            #expect(try client.receiveResponse().text.contains("request_timeout"))
            #expect(try client.isAtEnd())
        }
    }

    @Test func anIdleConnectionIsClosedInSilence() async throws {
        try await Fixture { $0.idleTimeout = 50_000_000 }.use { port in
            #expect(try Client(port: port).isAtEnd())
            let client = try Client(port: port)
            try client.send(LimitTests.get)
            #expect(try client.receiveResponse().status == 200)
            #expect(try client.isAtEnd())
        }
    }

    @Test func connectionsBeyondTheMaximumGet503() async throws {
        try await Fixture {
            $0.maxConnections = 2
            $0.overloadMargin = 1
        }.use { port in
            let first = try Client(port: port)
            let second = try Client(port: port)
            for client in [first, second] {
                try client.send(LimitTests.get)
                #expect(try client.receiveResponse().status == 200)
            }
            let third = try Client(port: port)
            try third.send(LimitTests.get)
            let response = try third.receiveResponse()
            #expect(response.status == 503 && response["Retry-After"] == "1" && response["Connection"] == "close")
            #expect(response.text.contains("overloaded"))
            #expect(try Client(port: port).isAtEnd())
            #expect(try third.isAtEnd())
            first.closeWriting()
            #expect(try first.isAtEnd())
            #expect(eventually { (try? LimitTests.status(port)) == 200 })
        }
    }

    @Test func aReaderThatStopsIsClosed() async throws {
        let fixture = try Fixture { $0.writeTimeout = 100_000_000 }
        let counters = fixture.server.counters
        try await fixture.use { port in
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(eventually { counters.requests == 1 })
            #expect(eventually { counters.openConnections == 0 })
        }
    }

    @Test func aSlowButSteadyReaderIsNotIdle() async throws {
        try await Fixture { $0.idleTimeout = 50_000_000 }.use { port in
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send("GET /big HTTP/1.1\r\nHost: a\r\n\r\n")
            var count = 0
            let head = try client.receiveHead()
            for _ in 0..<20 {
                count += try client.receive().count
                usleep(20_000)
            }
            // To the end, which is the idle connection's once its answer has been taken.
            count += try client.receiveAll().count
            #expect(head["Content-Length"] == "8000000" && count == 8_000_000)
        }
    }

    @Test func requestsAreNotParsedWhileAnswersWait() async throws {
        let fixture = try Fixture()
        let counters = fixture.server.counters
        try await fixture.use { port in
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send(String(repeating: "GET /big HTTP/1.1\r\nHost: a\r\n\r\n", count: 100))
            #expect(eventually { counters.requests > 0 })
            // Another connection's answer shows that the loop has had its turns.
            let other = try Client(port: port)
            for _ in 0..<5 {
                try other.send(LimitTests.get)
                #expect(try other.receiveResponse().status == 200)
            }
            #expect(counters.requests < 5 + 4)
        }
    }
}
