import HTTPCore
import HTTPServer
import Synchronization
import Testing

/// Bodies that a handler reads piece by piece.
@Suite struct PieceTests {
    static let chunkedHead = "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

    static func head(_ length: Int, _ more: String = "") -> String {
        "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\(more)\r\n"
    }

    /// What a body gave so far.
    final class Notes: Sendable {
        private let entries = Mutex<[String]>([])
        var all: [String] { entries.withLock { $0 } }
        func add(_ entry: String) { entries.withLock { $0.append(entry) } }
    }

    /// The next bytes as text; `end`, or why there are none.
    static func next(_ body: HTTPBody) async -> String {
        switch body {
        case .bytes(let bytes): return "at hand: " + String(decoding: bytes, as: UTF8.self)
        case .incoming(_, let read):
            do throws(HTTPBodyError) {
                let bytes = try await read(.next)
                return bytes.isEmpty ? "end" : String(decoding: bytes, as: UTF8.self)
            } catch {
                return "\(error)"
            }
        }
    }

    /// Reads to the end, and answers with the pieces.
    static func pieces(_ body: HTTPBody) async -> HTTPResponse {
        if case .bytes(let bytes) = body { return text(String(decoding: bytes, as: UTF8.self)) }
        var pieces: [String] = []
        while true {
            let piece = await next(body)
            if ["end", "timedOut", "malformed", "disconnected", "tooLarge"].contains(piece) {
                return text(pieces.joined() + (piece == "end" ? "" : "!\(piece)"))
            }
            pieces.append(piece)
        }
    }

    @Test(arguments: [
        head(10) + "abcdefghij", chunkedHead + "3\r\nabc\r\n7;x=y\r\ndefghij\r\n0\r\nT: u\r\n\r\n",
    ]) func aBodySplitAtAnyByteComesWholeAndInOrder(_ message: String) async throws {
        let fixture = try Fixture()
        fixture.responder.handle(Self.pieces)
        let texts = try await fixture.use { port in
            let client = try Client(port: port)
            let bytes = Array(message.utf8)
            return try (1..<bytes.count).map { split in
                try client.send(Array(bytes[..<split]))
                usleepBriefly()
                try client.send(Array(bytes[split...]))
                return try client.receiveResponse().text
            }
        }
        #expect(texts.allSatisfy { $0 == "abcdefghij" })
    }

    @Test func piecesComeAsTheyArrive() async throws {
        let notes = Notes()
        let fixture = try Fixture()
        fixture.responder.handle { body in
            for _ in 0..<4 { notes.add(await Self.next(body)) }
            return text("done")
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(6))
            for (index, piece) in ["ab", "cd", "ef"].enumerated() {
                try client.send(piece)
                #expect(eventually { notes.all.count > index })
            }
            #expect(try client.receiveResponse().text == "done")
        }
        // Behind the end there is nothing, however often one asks.
        #expect(notes.all == ["ab", "cd", "ef", "end"])
    }

    @Test func theEndIsTheEndForEver() async throws {
        let notes = Notes()
        let fixture = try Fixture()
        let gate = fixture.responder.gate
        fixture.responder.handle { body in
            await gate.wait()
            for _ in 0..<4 { notes.add(await Self.next(body)) }
            return text("done")
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.chunkedHead)
            #expect(eventually { gate.waiting == 1 })
            gate.open()
            try client.send("1\r\na\r\n0\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse().text == "done")
            // What stands behind the body is the next request, and none of its bytes.
            #expect(try client.receiveResponse().text == "GET /next")
        }
        #expect(notes.all == ["a", "end", "end", "end"])
    }

    @Test func requestsBehindStreamedBodiesAreAnsweredInOrder() async throws {
        let fixture = try Fixture()
        fixture.responder.handle(Self.pieces)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(6) + "abc")
            try client.send("def" + Self.chunkedHead + "1\r\ng\r\n")
            try client.send("0\r\n\r\n" + Self.head(3) + "hijGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            for expected in ["abcdef", "g", "hij", "GET /next"] {
                #expect(try client.receiveResponse().text == expected)
            }
        }
    }

    /// A handler may ask from any task, on any thread.
    @Test func piecesMayBeAskedForFromElsewhere() async throws {
        let fixture = try Fixture()
        fixture.responder.handle { body in await Task.detached { await Self.pieces(body) }.value }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(4) + "ab")
            try client.send("cd")
            #expect(try client.receiveResponse().text == "abcd")
        }
    }

    @Test func twoAsksAtOnceAreOneTooMany() async throws {
        let notes = Notes()
        let fixture = try Fixture()
        let ask = { @Sendable (body: HTTPBody) async -> String in
            let outcome = await Self.next(body)
            notes.add(outcome)
            return outcome
        }
        fixture.responder.handle { body in
            async let first = ask(body)
            async let second = ask(body)
            return text(await [first, second].sorted().joined(separator: " "))
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(2))
            #expect(eventually { notes.all == ["malformed"] })
            try client.send("ab")
            #expect(try client.receiveResponse().text == "ab malformed")
        }
    }

    // MARK: What is not asked for

    @Test func whatIsNotAskedForStaysWithTheClient() async throws {
        let total = 48 << 20
        let largest = Mutex(0)
        let fixture = try Fixture()
        let gate = fixture.responder.gate
        fixture.responder.handle { body in
            guard case .incoming(_, let read) = body else { return text("at hand") }
            var count = 0
            var isFirst = true
            while let bytes = try? await read(.next), !bytes.isEmpty {
                count += bytes.count
                largest.withLock { $0 = max($0, bytes.count) }
                if isFirst { await gate.wait() }
                isFirst = false
            }
            return text("\(count)")
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(total))
            let bytes = [UInt8](repeating: 120, count: total)
            // One piece is asked for; what the kernel's buffers hold is all that can have left beside it.
            let sent = try client.sendUntilFull(bytes)
            #expect(gate.waiting == 1)
            #expect(sent < 16 << 20)
            gate.open()
            try client.send(Array(bytes[sent...]))
            #expect(try client.receiveResponse().text == "\(total)")
        }
        // A piece is one buffer's worth, or the rest of one and another.
        #expect(largest.withLock { $0 } <= 2 * 64 * 1024)
    }

    @Test func aShortRestBehindAnEarlyAnswerIsDropped() async throws {
        let fixture = try Fixture()
        fixture.responder.handle { body in text(await Self.next(body)) }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(65_536 + 2) + "ab")
            let response = try client.receiveResponse()
            #expect(response.text == "ab" && response["Connection"] == nil)
            try client.send([UInt8](repeating: 120, count: 65_536))
            try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse().text == "GET /next")
        }
    }

    @Test func aLongRestBehindAnEarlyAnswerEndsTheConnection() async throws {
        let fixture = try Fixture()
        fixture.responder.handle { body in text(await Self.next(body)) }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(65_536 + 3) + "ab")
            let response = try client.receiveResponse()
            #expect(response.text == "ab" && response["Connection"] == "close")
            try client.send([UInt8](repeating: 120, count: 65_537))
            #expect(try client.isAtEnd())
        }
    }

    @Test func aHandlerThatNeverAsksLeavesNothingBehind() async throws {
        let fixture = try Fixture()
        fixture.responder.handle { _ in text("no") }
        try await fixture.use { port in
            let client = try Client(port: port)
            for message in [Self.head(4) + "ab", Self.chunkedHead + "2\r\nab\r\n"] {
                try client.send(message)
                #expect(try client.receiveResponse().text == "no")
                try client.send(message.hasPrefix(Self.chunkedHead) ? "0\r\n\r\n" : "cd")
                try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.receiveResponse().text == "GET /next")
            }
        }
    }

    // MARK: The whole after a piece

    @Test func theRestMayBeReadAtOnce() async throws {
        let fixture = try Fixture()
        let gate = fixture.responder.gate
        fixture.responder.handle { body in
            let first = await Self.next(body)
            await gate.wait()
            let rest = try? await body.collect(limit: 10)
            let after = await Self.next(body)
            return text("\(first) \(rest.map { String(decoding: $0, as: UTF8.self) } ?? "-") \(after)")
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(6) + "ab")
            #expect(eventually { gate.waiting == 1 })
            gate.open()
            try client.send("cdef")
            #expect(try client.receiveResponse().text == "ab cdef end")
        }
    }

    /// Whether the last piece brought the end of a body is chance.
    @Test func theRestMayBeNothing() async throws {
        let fixture = try Fixture()
        fixture.responder.handle { body in
            let piece = await Self.next(body)
            let rest = try? await body.collect(limit: 10)
            return text("\(piece) \(rest?.count ?? -1)")
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.head(2))
            #expect(client.isQuiet(milliseconds: 50))
            try client.send("ab")
            #expect(try client.receiveResponse().text == "ab 0")
        }
    }

    /// What was dropped on the way to 413 cannot be had by asking again.
    @Test func aBodyThatWasTooLargeStaysSo() async throws {
        let fixture = try Fixture()
        let gate = fixture.responder.gate
        fixture.responder.handle { body in
            await gate.wait()
            var outcomes: [String] = []
            for limit in [3, 100] {
                do throws(HTTPBodyError) {
                    outcomes.append(String(decoding: try await body.collect(limit: limit), as: UTF8.self))
                } catch {
                    outcomes.append("\(error)")
                }
            }
            outcomes.append(await Self.next(body))
            return text(outcomes.joined(separator: " "))
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(Self.chunkedHead)
            #expect(eventually { gate.waiting == 1 })
            gate.open()
            try client.send("5\r\nabcde\r\n")
            #expect(try client.receiveResponse().text == "tooLarge tooLarge tooLarge")
            try client.send("1\r\nf\r\n0\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse().text == "GET /next")
        }
    }
}
