import Testing

@testable import ContractTesting

/// Lies in a stream of frames.
@Suite struct OracleStreamTests {
    private static let head =
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\nCache-Control: no-cache\r\n"

    private static func frame(_ svg: String, length: Int? = nil, type: String = "image/svg+xml") -> String {
        "Content-Type: \(type)\r\nContent-Length: \(length ?? svg.utf8.count)\r\n\r\n\(svg)\r\n--frame\r\n"
    }

    /// How many frames of a whole stream are believed; nil when it is found to lie.
    private func frames(_ body: [UInt8], head: String = head) async throws -> Int? {
        let size = "\(String(body.count, radix: 16))\r\n"
        let bytes =
            Array((head + "Transfer-Encoding: chunked\r\n\r\n" + size).utf8) + body + Array("\r\n0\r\n\r\n".utf8)
        let server = try ScriptedServer { _ in .init(bytes: bytes) }
        let client = RecordingClient(port: server.port, coverage: Coverage(contracts: [try LiarContract.contract()]))
        do {
            let stream = try await client.openStream("/stream")
            var count = 0
            while try await stream.nextPart() != nil { count += 1 }
            return count
        } catch is WireError {
            return nil
        } catch is ContractBreach {
            return nil
        } catch is StreamRefused {
            return nil
        }
    }

    private func frames(_ body: String, head: String = head) async throws -> Int? {
        try await frames(Array(body.utf8), head: head)
    }

    @Test func anHonestStreamIsBelieved() async throws {
        #expect(
            try await frames("--frame\r\n" + Self.frame("<svg/>") + Self.frame("<svg>2</svg>") + "--frame--\r\n") == 2)
    }

    @Test(arguments: [
        "", "--frame--", frame("<svg/>") + "--frame--\r\n", "--frame\n" + frame("<svg/>") + "--frame--\r\n",
        "--other\r\n" + frame("<svg/>") + "--frame--\r\n", "--frame\r\n" + frame("<svg/>"),
        "--frame\r\n" + frame("<svg/>", length: 5) + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>", length: 7) + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>", length: 700) + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>", length: -1) + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>", type: "text/html") + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>", type: "image/svg+xml; charset=x") + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>").replacing("Content-Length", with: "X") + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>").replacing("\r\n--frame\r\n", with: "--frame\r\n") + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>").replacing("\r\n\r\n", with: "\n\n") + "--frame--\r\n",
        "--frame\r\n" + frame("<svg/>") + "--frame--\r\nmore", "--frame\r\n" + frame("<svg/>") + "--frame-",
        "--frame\r\nContent-Type: image/svg+xml\r\n\r\n<svg/>\r\n--frame\r\n" + frame("<svg/>") + "--frame--\r\n",
    ])
    func aStreamThatIsNotAsPromisedIsFound(body: String) async throws {
        #expect(try await frames(body) == nil)
    }

    @Test func aFrameThatIsNotUTF8IsFound() async throws {
        let bytes = Array("--frame\r\nContent-Type: image/svg+xml\r\nContent-Length: 2\r\n\r\n".utf8) + [0xFF, 0xFE]
        #expect(try await frames(bytes + Array("\r\n--frame\r\n--frame--\r\n".utf8)) == nil)
    }

    @Test(arguments: [
        ("boundary=frame", "boundary=other"), ("; boundary=frame", ""),
        ("multipart/x-mixed-replace", "multipart/mixed"),
        ("Cache-Control: no-cache\r\n", ""), ("200 OK", "206 x"), ("no-cache", "no-cache\r\nContent-Encoding: gzip"),
    ])
    func aHeadThatIsNotAsPromisedIsFound(old: String, new: String) async throws {
        let body = "--frame\r\n" + Self.frame("<svg/>") + "--frame--\r\n"
        #expect(try await frames(body, head: Self.head.replacing(old, with: new)) == nil)
    }

    /// Without chunks nobody can tell a stream that ended from one that broke off.
    @Test func aStreamWithoutFramingIsFound() async throws {
        let body = "--frame\r\n" + Self.frame("<svg/>") + "--frame--\r\n"
        let server = try ScriptedServer { _ in .init(Self.head + "\r\n" + body) }
        let client = RecordingClient(port: server.port, coverage: Coverage(contracts: [try LiarContract.contract()]))
        let breach = await #expect(throws: ContractBreach.self) { try await client.openStream("/stream") }
        #expect(breach?.findings.map(\.kind) == [.framing])
    }
}
