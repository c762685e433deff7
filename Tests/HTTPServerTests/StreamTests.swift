import Glibc
import HTTPCore
import HTTPServer
import Testing

@Suite struct StreamTests {
    private static let get = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"

    private func fixture(_ source: FrameSource) throws -> Fixture {
        let fixture = try Fixture()
        fixture.responder.serve(source)
        return fixture
    }

    @Test func aStreamIsChunkedAndTheConnectionGoesOn() async throws {
        let source = FrameSource()
        try await fixture(source).use { port in
            let client = try Client(port: port)
            try client.send(StreamTests.get)
            #expect(try client.receiveHead()["Transfer-Encoding"] == "chunked")
            for frame in ["one", "two", "three"] {
                source.publish([UInt8](frame.utf8))
                #expect(try client.receiveChunk() == [UInt8](frame.utf8))
            }
            source.end()
            #expect(try client.receiveChunk() == [UInt8]("end".utf8))
            #expect(try client.receiveChunk() == nil)
            try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse().text == "GET /next")
        }
        #expect(source.openings == 1 && source.closings == 1)
    }

    @Test func aStreamToAnOldClientEndsWithTheConnection() async throws {
        let source = FrameSource()
        source.publish([UInt8]("one-".utf8))
        source.end()
        try await fixture(source).use { port in
            let client = try Client(port: port)
            try client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let response = try client.receiveResponse()
            #expect(response["Transfer-Encoding"] == nil && response["Connection"] == "close")
            #expect(response.text == "one-end")
        }
        #expect(source.closings == 1)
    }

    @Test func headDoesNotOpenAStream() async throws {
        let source = FrameSource()
        try await fixture(source).use { port in
            let client = try Client(port: port)
            try client.send("HEAD /stream HTTP/1.1\r\nHost: a\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse(hasBody: false)["Transfer-Encoding"] == "chunked")
            #expect(try client.receiveResponse().text == "GET /x")
        }
        #expect(source.openings == 0 && source.closings == 0)
    }

    @Test(arguments: [true, false])
    func aClientThatLeavesClosesItsStreamOnce(_ byHalfClose: Bool) async throws {
        let source = FrameSource()
        let fixture = try fixture(source)
        let counters = fixture.server.counters
        try await fixture.use { port in
            var client: Client? = try Client(port: port)
            try client?.send(StreamTests.get)
            _ = try client?.receiveHead()
            source.publish([UInt8]("one".utf8))
            _ = try client?.receiveChunk()
            #expect(counters.openStreams == 1)
            if byHalfClose { client?.closeWriting() } else { client = nil }
            #expect(eventually { source.closings == 1 })
            source.publish([UInt8]("two".utf8))
            #expect(eventually { counters.openStreams == 0 && counters.openConnections == 0 })
            withExtendedLifetime(client) {}
        }
        #expect(source.openings == 1 && source.closings == 1 && source.taken == 1)
    }

    @Test func aSlowReaderSkipsFrames() async throws {
        let source = FrameSource()
        try await fixture(source).use { port in
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send(StreamTests.get)
            #expect(try client.receiveHead().status == 200)
            let frames = 3000
            for number in 0..<frames {
                source.publish([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 20_000))
                if number % 100 == 0 { usleep(1000) }
            }
            source.publish([UInt8]("newest".utf8))
            source.end()
            // The kernel takes a few; what did not fit is replaced by what is newer.
            #expect(source.taken < 300)
            var last: [UInt8] = []
            while let chunk = try client.receiveChunk() { if chunk != [UInt8]("end".utf8) { last = chunk } }
            #expect(last == [UInt8]("newest".utf8))
            #expect(source.taken < 400)
        }
    }

    @Test func manyStreamsAllGetEachFrameAndSmallRequestsFindAGap() async throws {
        let count = 300
        let sources = (0..<count).map { _ in FrameSource() }
        let fixture = try Fixture()
        try await fixture.use { port in
            var clients: [Client] = []
            for source in sources {
                fixture.responder.serve(source)
                let client = try Client(port: port)
                try client.send(StreamTests.get)
                #expect(try client.receiveHead().status == 200)
                clients.append(client)
            }
            let other = try Client(port: port)
            for round in 0..<5 {
                let frame = [UInt8](repeating: UInt8(round), count: 10_000)
                for source in sources { source.publish(frame) }
                try other.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try other.receiveResponse().text == "GET /x")
                for client in clients { #expect(try client.receiveChunk() == frame) }
            }
            clients = []
            #expect(eventually { sources.allSatisfy { $0.closings == 1 } })
        }
    }
}
