import Glibc
import HTTPServer
import Testing

/// Many connections at a time, and what they cost a server in a process of its own.
@Suite(.serialized) struct ManyConnectionsTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    /// Opens connections from several addresses, since each address has its own ports.
    private static func open(_ count: Int, _ port: UInt16, _ use: (Client) throws -> Void) throws -> [Client] {
        try (0..<count).map { number in
            let client = try Client(port: port, from: UInt8(2 + number / 2_500))
            try use(client)
            return client
        }
    }

    private static func ask(_ client: Client) throws {
        try client.send(get)
        #expect(try client.receiveResponse().status == 200)
    }

    /// The table of a loop has 144 bytes for each descriptor, and an idle connection nothing else; the tables of all loops
    /// have the same length. The looks at the deadlines were measured at a thousandth of a core.
    @Test(
        .enabled(if: FileLimit.raised >= 11_000, "10,000 connections need a hard limit of 11,000 open files"),
        arguments: [1, 2])
    func tenThousandConnectionsAreHeldAndAnswered(_ loops: Int) async throws {
        let count = 10_000
        let host = try HostProcess([
            "connections-per-address=0", "connections=\(count + 1)", "idle=600000", "loops=\(loops)",
        ])
        let (each, load) = try await onThread {
            let first = try Client(port: host.port)
            try ManyConnectionsTests.ask(first)
            let before = host.memory
            let clients = try ManyConnectionsTests.open(count, host.port, ManyConnectionsTests.ask)
            let each = (host.memory - before) / count
            for client in clients { try ManyConnectionsTests.ask(client) }
            let start = host.processorTime
            usleep(2_000_000)
            let load = (host.processorTime - start) / 2
            try ManyConnectionsTests.ask(first)
            return (each, load)
        }
        print("\(count) idle connections on \(loops) loops: \(each) B each, tables included; load \(load)")
        #expect(load <= 0.05)
        guard HostProcess.tellsMemory else { return }
        #expect(each <= 256 * loops)
    }

    /// Beside the frame, which all share: the stream, its sink and its source.
    @Test func anOpenStreamCostsLessThanAKibibyte() async throws {
        let count = 2_000
        try #require(FileLimit.raised >= count + 500)
        let host = try HostProcess(["connections-per-address=0"])
        let each = try await onThread {
            let watch = { (client: Client) in
                try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.receiveHead().status == 200)
                #expect(try client.receiveChunk()?.count == 16_384)
            }
            let first = try ManyConnectionsTests.open(1, host.port, watch)
            let before = host.memory
            let clients = try ManyConnectionsTests.open(count, host.port, watch)
            defer { withExtendedLifetime((first, clients)) {} }
            return (host.memory - before) / count
        }
        print("\(count) streams: \(each) B each")
        guard HostProcess.tellsMemory else { return }
        #expect(each <= 1_024)
    }
}
