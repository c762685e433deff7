import HTTPServer
import Testing

@Suite struct NetworksTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
        ("10.0.0.0/8", "9.255.255.255", false), ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
        ("192.0.2.6/31", "192.0.2.7", true), ("192.0.2.6/31", "192.0.2.8", false), ("0.0.0.0/0", "203.0.113.9", true),
        ("0.0.0.0/0", "2001:db8::1", false), ("::/0", "2001:db8::1", true), ("::/0", "203.0.113.9", false),
        ("fd00::/8", "fdff::1", true), ("fd00::/8", "fe00::1", false), ("2001:db8::/64", "2001:db8::ffff", true),
        ("2001:db8::/64", "2001:db8:0:1::", false), ("2001:db8::/65", "2001:db8::7fff:0:0:0", true),
        ("2001:db8::/65", "2001:db8::8000:0:0:0", false), ("2001:db8::1", "2001:db8::1", true),
        ("2001:db8::1", "2001:db8::2", false), ("::ffff:10.0.0.0/104", "10.1.2.3", true),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), (" 10.0.0.0/8 , ::1 ", "::1", true), ("", "127.0.0.1", false),
        ("unix", "127.0.0.1", false),
    ]) func aNetworkHoldsItsAddressesAndNoOther(list: String, address: String, isIn: Bool) throws {
        #expect(try Networks(list).contains(try #require(IPAddress(address))) == isIn)
    }

    @Test(arguments: [
        ("10.0.0.1/8", "\"10.0.0.1/8\" has bits beyond its prefix: write 10.0.0.0/8, or 10.0.0.1 for this one address"),
        (
            "::ffff:10.0.0.1/104",
            "\"::ffff:10.0.0.1/104\" has bits beyond its prefix: write 10.0.0.0/8, or 10.0.0.1 for this one address"
        ),
        ("10.0.0.0/33", "\"10.0.0.0/33\" needs a prefix from 0 to 32 after its slash"),
        ("fd00::/129", "\"fd00::/129\" needs a prefix from 0 to 128 after its slash"),
        ("10.0.0.0/", "\"10.0.0.0/\" needs a prefix from 0 to 32 after its slash"),
        ("10.0.0.0/+8", "\"10.0.0.0/+8\" needs a prefix from 0 to 32 after its slash"),
        ("proxy.example", "\"proxy.example\" is no network"), ("10.0.0.0/8,", "\"\" is no network"),
        ("10.0.0", "\"10.0.0\" is no network"), ("[::1]", "\"[::1]\" is no network"),
        ("fe80::1%eth0", "\"fe80::1%eth0\" is no network"),
    ]) func whatIsNoNetworkSaysWhatToWrite(list: String, message: String) {
        let error = #expect(throws: NetworksError.self) { try Networks(list) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func aListHasAtMostSoManyNetworks() throws {
        let most = [String](repeating: "10.0.0.0/8", count: Networks.limit)
        #expect(try !Networks(most.joined(separator: ",")).isEmpty)
        #expect(throws: NetworksError.self) { try Networks((most + ["10.0.0.0/8"]).joined(separator: ",")) }
    }
}
