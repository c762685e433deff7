import ContractTesting
import Foundation
import Testing

/// Bodies that a handler reads as they come.
@Suite struct StreamingTests {
    private static let total = 1 << 20
    private static let content = [UInt8]((0..<total).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })

    private static func sum(_ bytes: [UInt8]) -> Int {
        bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
    }

    private static func head(_ framing: String, _ more: String = "") -> [UInt8] {
        Array(
            ("POST /imports HTTP/1.1\r\nHost: a\r\nX-Desk-Key: desk-7\r\nContent-Type: application/octet-stream\r\n"
                + "\(framing)\r\nConnection: close\r\n\(more)\r\n").utf8)
    }

    private static func chunked(_ bytes: some Collection<UInt8>) -> [UInt8] {
        Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10]
    }

    private static let pieces: [[UInt8]] = {
        let size = total / 1000
        return (0..<1000).map { Array(content[($0 * size)..<($0 == 999 ? total : ($0 + 1) * size)]) }
    }()

    private func expectWhole(_ exchange: Exchange, _ library: LibraryServer) throws {
        #expect(exchange.status == 201, "\(exchange.text)")
        #expect(try exchange.json["bytes"]?.number?.text == "\(Self.total)")
        #expect(try exchange.json["kind"]?.string == "sum \(Self.sum(Self.content))")
        #expect(library.service.withState { $0.ending } == "end")
        // It came in pieces, and was not gathered first.
        #expect(library.service.withState { $0.pieces } > 10)
    }

    @Test func aMebibyteInAThousandPiecesArrivesWhole() async throws {
        try await LibraryServer.use { library in
            let pieces = [Self.head("Content-Length: \(Self.total)")] + Self.pieces
            try expectWhole(try await library.client.send(raw: pieces, as: "POST", "/imports"), library)
        }
    }

    @Test func aMebibyteInAThousandChunksArrivesWhole() async throws {
        try await LibraryServer.use { library in
            let pieces =
                [Self.head("Transfer-Encoding: chunked")] + Self.pieces.map(Self.chunked) + [Array("0\r\n\r\n".utf8)]
            try expectWhole(try await library.client.send(raw: pieces, as: "POST", "/imports"), library)
        }
    }

    @Test func continueIsSentWhenTheHandlerReads() async throws {
        try await LibraryServer.use { library in
            let head = Self.head("Content-Length: 4", "Expect: 100-continue\r\n")
            let exchange = try await library.client.send(
                raw: [head, [1, 2, 3, 4]], as: "POST", "/imports", pause: .milliseconds(50))
            #expect(exchange.status == 201)
            #expect(exchange.response.interim == [100])
            #expect(try exchange.json["bytes"]?.number?.text == "4")
        }
    }

    @Test func moreThanTheLimitIsRefusedWhileItComes() async throws {
        try await LibraryServer.use { library in
            let pieces =
                [Self.head("Transfer-Encoding: chunked")] + Self.pieces.map(Self.chunked)
                + [Self.chunked([1]), Array("0\r\n\r\n".utf8)]
            let exchange = try await library.client.send(raw: pieces, as: "POST", "/imports")
            #expect(exchange.status == 413, "\(exchange.text)")
            #expect(library.service.withState { $0.ending } == "content_too_large")
        }
    }

    @Test(arguments: ["Content-Length: 1000", "Transfer-Encoding: chunked"])
    func aBodyThatBreaksOffIsTheHandlersError(_ framing: String) async throws {
        try await LibraryServer.use { library in
            let isChunked = framing.hasPrefix("T")
            let half = [UInt8](repeating: 1, count: 500)
            let bytes = Self.head(framing) + (isChunked ? Self.chunked(half) + Array("5\r\nab".utf8) : half)
            let answer = try await library.client.sendRaw(bytes, thenClose: true)
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
            #expect(library.service.withState { $0.ending } == "invalid_body")
        }
    }

    @Test func chunksThatAreNoneAreTheHandlersError() async throws {
        try await LibraryServer.use { library in
            let start = Self.head("Transfer-Encoding: chunked") + Self.chunked([1, 2])
            let exchange = try await library.client.send(
                raw: [start, Array("zz\r\n".utf8)], as: "POST", "/imports", pause: .milliseconds(50))
            #expect(exchange.status == 400)
            #expect(library.service.withState { $0.ending } == "invalid_body")
        }
    }

    @Test func aBodyThatStopsTimesOut() async throws {
        try await LibraryServer.use(bodyTimeout: 100_000_000) { library in
            let answer = try await library.client.sendRaw(Self.head("Content-Length: 10") + [1])
            #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 408 "))
            #expect(library.service.withState { $0.ending } == "request_timeout")
        }
    }

    /// A handler that does not read stops its client, and fills no memory meanwhile.
    @Test func aHandlerThatDoesNotReadHoldsItsClientsBack() async throws {
        try await LibraryServer.use(bodyTimeout: 60_000_000_000) { library in
            library.service.gate.shut()
            let count = 100
            let before = try Self.residentBytes()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<count {
                    group.addTask {
                        let bytes = Self.head("Content-Length: \(Self.total)") + Self.content
                        let client = RecordingClient(
                            port: library.client.port, coverage: library.client.coverage, timeout: .seconds(30))
                        return try await client.send(raw: [bytes], as: "POST", "/imports").status
                    }
                }
                while library.service.calls(of: "importCatalogue") < count {
                    try await Task.sleep(for: .milliseconds(5))
                }
                try await Task.sleep(for: .milliseconds(300))
                // The clients share this process: each holds one body of 1 MiB. What the server held would come on top.
                let grown = try Self.residentBytes() - before
                #expect(grown < count * (Self.total + Self.total / 2), "\(grown >> 20) MiB")
                #expect(library.service.withState { $0.pieces } == 0)
                library.service.gate.open()
                for try await status in group { #expect(status == 201) }
            }
            #expect(library.service.withState { $0.ending } == "end")
        }
    }

    private static func residentBytes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        return (Int(text.split(separator: " ")[1]) ?? 0) * 4096
    }
}
