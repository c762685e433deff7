import Glibc
import HTTPServer
import Testing

/// Many connections at a time, and what they cost.
@Suite(.serialized) struct ManyConnectionsTests {
    /// Raises the soft limit of open files to the hard one; how many there may be.
    static func raiseFileLimit() -> Int {
        var limit = rlimit()
        _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        _ = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }

    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func tenThousandConnectionsAreHeldAndAnswered() async throws {
        let count = 10_000
        guard ManyConnectionsTests.raiseFileLimit() >= count + 1_000 else {
            return print("skipped: \(count) connections need a hard limit of \(count + 1_000) open files")
        }
        let host = try HostProcess(["connections-per-address=0", "connections=\(count)", "idle=600000"])
        let each = try await onThread {
            let first = try Client(port: host.port)
            try first.send(ManyConnectionsTests.get)
            #expect(try first.receiveResponse().status == 200)
            let before = host.memory
            var clients: [Client] = []
            for number in 1..<count {
                // Each source address has its own ports.
                let client = try Client(port: host.port, from: UInt8(2 + number / 2_500))
                try client.send(ManyConnectionsTests.get)
                #expect(try client.receiveResponse().status == 200)
                clients.append(client)
            }
            let each = (host.memory - before) / count
            for client in clients {
                try client.send(ManyConnectionsTests.get)
                #expect(try client.receiveResponse().status == 200)
            }
            let start = host.processorTime
            usleep(5_000_000)
            print("idle cpu ms/s: \((host.processorTime - start) * 200)")
            return each
        }
        print("\(count) idle connections: \(each) B each")
        #expect(each <= 512)
    }

    @Test func openStreamsCostLittle() async throws {
        let count = 2_000
        _ = ManyConnectionsTests.raiseFileLimit()
        let host = try HostProcess(["connections-per-address=0"])
        let each = try await onThread {
            let first = try Client(port: host.port)
            try first.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try first.receiveHead()
            _ = try first.receiveChunk()
            let before = host.memory
            var clients: [Client] = []
            for _ in 1..<count {
                let client = try Client(port: host.port)
                try client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try client.receiveHead()
                _ = try client.receiveChunk()
                clients.append(client)
            }
            return (host.memory - before) / count
        }
        print("\(count) streams: \(each) B each")
        #expect(each <= 2048)
    }
}
