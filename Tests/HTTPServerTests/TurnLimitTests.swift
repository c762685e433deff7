import HTTPCore
import HTTPServer
import Synchronization
import Testing

/// What one connection gets before others have their turn.
@Suite struct TurnLimitTests {
    private static let answered = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func note(_ name: String) -> String { "GET /note/\(name) HTTP/1.1\r\nHost: a\r\n\r\n" }

    @Test(arguments: [3, 6]) func pipelinedRequestsBeyondTheirShareWaitForOthers(_ share: Int) async throws {
        let fixture = try Fixture { $0.pipelinedPerTurn = share }
        let notes = fixture.responder.notes
        try await fixture.use { port in
            let greedy = try Client(port: port)
            let modest = try Client(port: port)
            for client in [greedy, modest] {
                try client.send(TurnLimitTests.answered)
                _ = try client.receiveResponse()
            }
            try fixture.whileLoopIsHeld {
                try greedy.send(String(repeating: TurnLimitTests.note("greedy"), count: 6))
                try modest.send(TurnLimitTests.note("modest"))
            }
            for _ in 0..<6 { #expect(try greedy.receiveResponse().status == 200) }
            #expect(try modest.receiveResponse().status == 200)
        }
        #expect(notes.all.firstIndex(of: "/note/modest") == share)
        #expect(notes.all.count == 7)
    }

    @Test(arguments: [2, 6]) func streamsBeyondTheirShareWaitForRequests(_ share: Int) async throws {
        let fixture = try Fixture { $0.streamSendsPerTurn = share }
        let notes = fixture.responder.notes
        try await fixture.use { port in
            var streams: [(FrameSource, Client)] = []
            for _ in 0..<6 {
                let source = FrameSource { notes.add("frame") }
                fixture.responder.serve(source)
                let client = try Client(port: port)
                try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.receiveHead().status == 200)
                streams.append((source, client))
            }
            let modest = try Client(port: port)
            try modest.send(TurnLimitTests.answered)
            _ = try modest.receiveResponse()
            try fixture.whileLoopIsHeld {
                for (source, _) in streams { source.publish([1, 2, 3]) }
                try modest.send(TurnLimitTests.note("modest"))
            }
            #expect(try modest.receiveResponse().status == 200)
            for (_, client) in streams { #expect(try client.receiveChunk() == [1, 2, 3]) }
        }
        #expect(notes.all.firstIndex(of: "/note/modest") == share)
        #expect(notes.all.count == 7)
    }

    @Test func answersAreCollectedUpToTheLimitAndWhatIsNotTakenStopsTheParsing() async throws {
        let big = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n"
        let size = try await Fixture().use { port in
            let client = try Client(port: port)
            try client.send(big)
            return try client.receive(through: "\r\n\r\n").count + 8_000_000
        }
        for (limit, requests) in [(2 * size, 2), (2 * size + 1, 3)] {
            let fixture = try Fixture { $0.writeBufferBytes = limit }
            let counters = fixture.server.counters
            try await fixture.use { port in
                let client = try Client(port: port, receiveBuffer: 4096)
                try client.send(String(repeating: big, count: 10))
                #expect(eventually { counters.requests >= requests })

                for _ in 0..<5 { try TurnLimitTests.ask(port) }
                #expect(counters.requests == requests + 5)
            }
        }
    }

    /// One request and its answer, which show that the loop has had a turn.
    private static func ask(_ port: UInt16) throws {
        let client = try Client(port: port)
        try client.send(answered)
        #expect(try client.receiveResponse().status == 200)
    }

    /// How much of an endless stream the engine hands to a socket whose client does not read.
    private static func taken(unsent: Int) async throws -> Int {
        let source = EndlessSource()
        let fixture = try Fixture { $0.streamUnsentBytes = unsent }
        fixture.responder.serve(source)
        return try await fixture.use { port in
            let client = try Client(port: port, receiveBuffer: 4096)
            try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveHead().status == 200)
            var before = -1
            // Until nothing more is taken between the turns that others' answers show.
            while before != source.taken {
                before = source.taken
                for _ in 0..<10 { try TurnLimitTests.ask(port) }
            }
            return before
        }
    }

    @Test func theKernelHoldsLittleOfAStreamThatIsNotRead() async throws {
        let little = try await TurnLimitTests.taken(unsent: 16 << 10)
        let much = try await TurnLimitTests.taken(unsent: 1 << 20)
        #expect(little > 0 && little * 4 < much, "\(little) and \(much) bytes")
    }
}

/// A stream that always has a frame.
private final class EndlessSource: HTTPStreamSource {
    private static let frame = [UInt8](repeating: 120, count: 4096)
    private let count = Atomic<Int>(0)

    /// Bytes that the engine has asked for.
    var taken: Int { count.load(ordering: .relaxed) * EndlessSource.frame.count }

    func opened(by sink: any HTTPStreamSink) {}
    func next() -> HTTPStreamStep {
        count.wrappingAdd(1, ordering: .relaxed)
        return .write(EndlessSource.frame)
    }
    func finish() -> [UInt8] { [] }
    func closed() {}
}
