import Testing

@testable import ContractTesting

/// Lies below the contract: about where an answer ends, and what comes with it.
@Suite struct OracleWireTests {
    private func reaction(_ text: String, method: String = "GET") async throws -> Reaction {
        try await Reaction.to(Array(text.utf8), method: method)
    }

    private func framed(_ framing: String, _ body: String) -> String {
        LiarContract.head + framing + "\r\n\r\n" + body
    }

    private var size: Int { LiarContract.body.utf8.count }
    private var chunk: String { "\(String(size, radix: 16))\r\n\(LiarContract.body)\r\n" }

    @Test func chunksAreBelieved() async throws {
        #expect(try await reaction(framed("Transfer-Encoding: chunked", chunk + "0\r\n\r\n")) == .believed)
    }

    @Test func aContentLengthThatIsTooLongIsFound() async throws {
        #expect(try await reaction(framed("Content-Length: \(size + 1)", LiarContract.body)) == .wire(.closed))
    }

    @Test func aContentLengthThatIsTooShortIsFound() async throws {
        let found = try await reaction(framed("Content-Length: \(size - 1)", LiarContract.body))
        #expect(found == .breach([.contentLength, .invalidJSON]))
    }

    @Test(arguments: [
        "Content-Length: x", "Content-Length: -1", "Content-Length: 1, 1", "Content-Length: 0x10",
        "Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, chunked", "Transfer-Encoding: gzip, chunked", "X: \u{1}", "X : 1", " X: 1", "X",
    ])
    func framingThatIsAmbiguousIsFound(framing: String) async throws {
        #expect(try await reaction(framed(framing, LiarContract.body)) == .wire(.malformed))
    }

    @Test func anAnswerWithoutFramingIsFound() async throws {
        #expect(try await reaction(LiarContract.head + "\r\n" + LiarContract.body) == .breach([.framing]))
    }

    @Test(arguments: ["", "0", "0\r\n", "0\r\nX: y\r\n"]) func aChunkedBodyThatBreaksOffIsFound(end: String)
        async throws
    {
        #expect(try await reaction(framed("Transfer-Encoding: chunked", chunk + end)) == .wire(.closed))
    }

    @Test(arguments: ["zz\r\n", "1\r\nxx\r\n", "1;x=y\r\nx\r\n", "-1\r\n", "fffffffffffffffff\r\n", "1\nx\n"])
    func chunksThatAreBrokenAreFound(chunks: String) async throws {
        #expect(try await reaction(framed("Transfer-Encoding: chunked", chunk + chunks)) == .wire(.malformed))
    }

    @Test func aTrailerIsFound() async throws {
        let found = try await reaction(framed("Transfer-Encoding: chunked", chunk + "0\r\nETag: \"8\"\r\n\r\n"))
        #expect(found == .breach([.framing]))
    }

    @Test(arguments: [LiarContract.truth, "x", "\r\n", "HTTP/1.1 204 No Content\r\n\r\n"])
    func whatFollowsTheAnswerIsFound(more: String) async throws {
        #expect(try await reaction(LiarContract.truth + more) == .breach([.contentLength]))
    }

    @Test(arguments: ["100 Continue", "102 Processing", "103 Early Hints"])
    func anInterimAnswerThatNobodyAskedForIsFound(status: String) async throws {
        #expect(try await reaction("HTTP/1.1 \(status)\r\n\r\n" + LiarContract.truth) == .breach([.interimResponse]))
    }

    @Test(arguments: [
        "HTTP/1.0 200 OK", "HTTP/2 200", "HTTP/1.1 200", "HTTP/1.1 099 x", "HTTP/1.1 600 x", "ICY 200 OK", "<html>",
    ])
    func aStatusLineThatIsNoneIsFound(line: String) async throws {
        let lie = LiarContract.truth.replacing("HTTP/1.1 200 OK", with: line)
        #expect(try await reaction(lie) == .wire(.malformed))
    }

    @Test func silenceAndHalfAHeadAreFound() async throws {
        #expect(try await reaction("") == .wire(.closed))
        #expect(try await reaction(LiarContract.head) == .wire(.closed))
    }

    @Test func aBodyWhereNoneMayBeIsFound() async throws {
        #expect(try await reaction("HTTP/1.1 304 x\r\n\r\n") == .believed)
        #expect(try await reaction("HTTP/1.1 304 x\r\n\r\nx") == .breach([.strayBody]))
        #expect(try await reaction("HTTP/1.1 304 x\r\nContent-Length: 1\r\n\r\nx") == .breach([.strayBody]))
        #expect(
            try await reaction("HTTP/1.1 304 x\r\nContent-Type: text/plain\r\n\r\n")
                == .breach([.undocumentedMediaType]))
        #expect(try await reaction(LiarContract.truth, method: "HEAD") == .breach([.strayBody]))
    }

    @Test func headersAreOwedToHEADAsToGET() async throws {
        let head = LiarContract.framed("")
        #expect(try await reaction(head, method: "HEAD") == .believed)
        let lie = head.replacing("ETag: \"7\"\r\n", with: "").replacing("no-store", with: "public")
        #expect(try await reaction(lie, method: "HEAD") == .breach([.missingHeader, .headerValue]))
    }

    @Test func a204HasNoBodyAndNoFraming() async throws {
        for lie in ["Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "\r\nx"] {
            let server = try ScriptedServer { _ in .init("HTTP/1.1 204 No Content\r\n" + lie) }
            let client = RecordingClient(
                port: server.port, coverage: Coverage(contracts: [try LiarContract.contract()]))
            await #expect(throws: ContractBreach.self) {
                try await client.send(
                    "PUT", "/lies/a", headers: [("Authorization", "Bearer x")], json: #"{"name":"x"}"#)
            }
        }
    }

    @Test func anAnswerThatCameBeforeItsRequestIsFound() async throws {
        let server = try ScriptedServer { _ in .init(LiarContract.truth + LiarContract.truth, closes: false) }
        let client = RecordingClient(port: server.port, coverage: Coverage(contracts: [try LiarContract.contract()]))
        await #expect(throws: (any Error).self) {
            for _ in 0..<2 { _ = try await client.send("GET", "/lie", keepAlive: true) }
        }
    }
}
