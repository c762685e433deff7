import HTTPServer
import Testing

@Suite struct ClientAddressTests {
    @Test(arguments: [
        (UInt64(0), UInt64(0xffff_7f00_0001), "127.0.0.1", "127.0.0.1"),
        (0, 0xffff_c0a8_01fe, "192.168.1.254", "192.168.1.254"),
        (0, 1, "::1", "::"),
        (0x2001_0db8_0001_0002, 0x0003_0004_0005_0006, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (0xfe80_0000_0000_0000, 0x0000_0000_0000_0001, "fe80::1", "fe80::"),
    ]) func textAndNetwork(high: UInt64, low: UInt64, text: String, network: String) {
        let address = ClientAddress(IPAddress(high: high, low: low))
        #expect(address.text == text)
        // The network of ::1 is the unspecified address, whose text stands for a unix socket's.
        let networkText = address.network.isUnix ? "::" : address.network.text
        #expect(networkText == network)
    }

    /// A listener on `::` sees IPv4 clients as mapped addresses, and they are the same clients as before.
    @Test func anIPv4ClientOfAListenerForBothIsItself() async throws {
        let fixture = try Fixture { $0.maxConnectionsPerAddress = 2 }
        let port: UInt16
        do {
            port = try fixture.server.listen(host: "::", port: 0)
        } catch ListenError.addressNotAvailable, ListenError.failed {
            return print("skipped: this machine has no IPv6")
        }
        try await fixture.use { first in
            let clients = try [first, port].map { port in
                let client = try Client(port: port)
                try client.send("GET /context HTTP/1.1\r\nHost: a\r\n\r\n")
                #expect(try client.receiveResponse().text.hasPrefix("127.0.0.1 "))
                return client
            }
            let third = try Client(port: port)
            try third.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try third.receiveResponse().status == 503)
            withExtendedLifetime(clients) {}
        }
    }

    @Test func aUnixSocketHasNoAddress() {
        #expect(ClientAddress.unix.text == "unix" && ClientAddress.unix.isUnix && !ClientAddress.unix.ip.isV4)
    }
}
