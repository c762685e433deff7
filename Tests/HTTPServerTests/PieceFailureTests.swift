import EventLoop
import HTTPCore
import HTTPServer
import Testing

/// Bodies read piece by piece that stop, break or never come.
@Suite struct PieceFailureTests {
    /// Notes every piece, at a pace that the test sets: waits at the gate before the ask of this number.
    private func noting(_ notes: PieceTests.Notes, asks: Int, waitingBefore ask: Int, _ fixture: Fixture) {
        let gate = fixture.responder.gate
        fixture.responder.handle { body in
            for number in 0..<asks {
                if number == ask { await gate.wait() }
                notes.add(await PieceTests.next(body))
            }
            return text("done")
        }
    }

    @Test func aClientThatLeavesWhileAPieceIsAwaited() async throws {
        let notes = PieceTests.Notes()
        let fixture = try Fixture()
        noting(notes, asks: 3, waitingBefore: -1, fixture)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.head(4) + "ab")
            #expect(eventually { notes.all == ["ab"] })
            client.closeWriting()
            // One side is closed: the answer still comes.
            #expect(try client.receiveResponse().text == "done")
            #expect(try client.isAtEnd())
        }
        #expect(notes.all == ["ab", "disconnected", "malformed"])
    }

    @Test(arguments: [0, 1]) func aClientThatLeavesBetweenAsks(_ ask: Int) async throws {
        let notes = PieceTests.Notes()
        let fixture = try Fixture()
        noting(notes, asks: 4, waitingBefore: ask, fixture)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.head(6) + "ab")
            #expect(eventually { fixture.responder.gate.waiting == 1 })
            try client.send("cd")
            client.closeWriting()
            // What came before the end is still read.
            fixture.responder.gate.open()
            #expect(try client.receiveResponse().text == "done")
        }
        let end = notes.all.firstIndex(of: "disconnected")
        #expect(end.map { notes.all[..<$0].joined() } == "abcd")
    }

    @Test(arguments: [0, 1]) func aConnectionThatIsResetBetweenAsks(_ ask: Int) async throws {
        let notes = PieceTests.Notes()
        let fixture = try Fixture()
        noting(notes, asks: ask + 1, waitingBefore: ask, fixture)
        try await fixture.use { port in
            do {
                let client = try Client(port: port)
                try client.send(PieceTests.head(6) + "ab")
                #expect(eventually { fixture.responder.gate.waiting == 1 })
                client.reset()
            }
            usleepBriefly(50_000)
            fixture.responder.gate.open()
            #expect(eventually { notes.all.count == ask + 1 })
            // The server goes on.
            let next = try Client(port: port)
            try next.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try next.receiveResponse().text == "GET /next")
        }
        #expect(notes.all.last == "disconnected")
    }

    @Test func aPieceThatDoesNotComeTimesOut() async throws {
        let fixture = try Fixture { $0.bodyTimeout = 50_000_000 }
        fixture.responder.handle { body in
            let pieces = [await PieceTests.next(body), await PieceTests.next(body), await PieceTests.next(body)]
            return HTTPResponse(
                status: pieces[1] == "timedOut" ? 408 : 200, body: .bytes(Array(pieces.joined(separator: " ").utf8)))
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.head(4) + "ab")
            let response = try client.receiveResponse()
            #expect(response.status == 408 && response["Connection"] == "close")
            // A body that was given up stays so.
            #expect(response.text == "ab timedOut malformed")
            #expect(try client.isAtEnd())
        }
    }

    /// The clock runs while a piece is awaited, and not while the handler is at work.
    @Test func aSlowHandlerIsNoSlowClient() async throws {
        let fixture = try Fixture { $0.bodyTimeout = 100_000_000 }
        let loop = fixture.responder.loop
        fixture.responder.handle { body in
            var pieces: [String] = []
            for _ in 0..<3 {
                pieces.append(await PieceTests.next(body))
                await loop.sleep(nanoseconds: 250_000_000)
            }
            return text(pieces.joined(separator: " "))
        }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.head(4) + "ab")
            usleepBriefly(50_000)
            try client.send("cd")
            #expect(try client.receiveResponse().text == "ab cd end")
        }
    }

    @Test func aChunkThatIsBrokenEndsTheBody() async throws {
        let notes = PieceTests.Notes()
        let fixture = try Fixture()
        noting(notes, asks: 3, waitingBefore: -1, fixture)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.chunkedHead + "2\r\nab\r\n")
            #expect(eventually { notes.all == ["ab"] })
            try client.send("Z\r\n")
            #expect(try client.receiveResponse()["Connection"] == "close")
            #expect(try client.isAtEnd())
        }
        #expect(notes.all == ["ab", "malformed", "malformed"])
    }

    @Test func continueIsSentAtTheFirstAskAndNotAgain() async throws {
        let notes = PieceTests.Notes()
        let fixture = try Fixture()
        noting(notes, asks: 3, waitingBefore: 0, fixture)
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.head(4, "Expect: 100-continue\r\n"))
            #expect(eventually { fixture.responder.gate.waiting == 1 })
            #expect(client.isQuiet(milliseconds: 50))
            fixture.responder.gate.open()
            #expect(try client.receiveHead().status == 100)
            try client.send("ab")
            #expect(eventually { notes.all == ["ab"] })
            #expect(client.isQuiet(milliseconds: 50))
            try client.send("cd")
            let response = try client.receiveResponse()
            #expect(response.status == 200 && response.text == "done")
        }
        #expect(notes.all == ["ab", "cd", "end"])
    }

    @Test func anAnswerAfterContinueAndOnePieceKeepsItsFraming() async throws {
        let fixture = try Fixture()
        fixture.responder.handle { body in text(await PieceTests.next(body)) }
        try await fixture.use { port in
            let client = try Client(port: port)
            try client.send(PieceTests.head(4, "Expect: 100-continue\r\n"))
            #expect(try client.receiveHead().status == 100)
            try client.send("ab")
            #expect(try client.receiveResponse().text == "ab")
            // The client was told to go on, and does: the rest is no request.
            try client.send("cdGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.receiveResponse().text == "GET /next")
        }
    }

    @Test func aStopLetsAStreamedBodyEnd() async throws {
        let fixture = try Fixture()
        fixture.responder.handle(PieceTests.pieces)
        let port = fixture.port
        let counters = fixture.server.counters
        async let answer = onThread {
            let client = try Client(port: port)
            try client.send(PieceTests.head(4) + "ab")
            // The stop has begun when nobody listens any more.
            _ = eventually { (try? Client(port: port)) == nil }
            try client.send("cd")
            return try client.receiveResponse()
        }
        // A connection that the server has not seen is nothing that a stop could wait for.
        let isSeen = try await onThread { eventually { counters.requests == 1 } }
        #expect(isSeen)
        await fixture.server.stop(grace: 10_000_000_000)
        let response = try await answer
        #expect(response.text == "abcd" && response["Connection"] == "close")
    }
}
