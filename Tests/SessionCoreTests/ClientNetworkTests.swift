import Testing

@testable import SessionCore

/// What counts as one client.
@Suite struct ClientNetworkTests {
    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("unix", "unix"), ("2001:db8:1:2::1", "20010db800010002/64"),
        ("2001:db8:1:2:ffff::9", "20010db800010002/64"), ("2001:db8:1:3::1", "20010db800010003/64"),
        ("::1", "0000000000000000/64"), ("a:b", "a:b"),
    ]) func anIPv6SiteIsOneClient(address: String, network: String) {
        #expect(ClientNetwork.of(address) == network)
    }

    @Test func attemptsFromOneSiteAreCountedTogether() async throws {
        try await withWorld { world in
            let core = try await world.core()
            func attempt(_ address: String) async -> CoreError? {
                await failure { () throws(CoreError) in
                    try await core.limiter.attempt(.register, "address", address, limit: 2)
                }
            }
            #expect(await attempt("2001:db8::1") == nil)
            #expect(await attempt("2001:db8::2") == nil)
            #expect(await attempt("2001:db8::3") != nil)
            #expect(await attempt("2001:db8:0:1::3") == nil)
        }
    }
}
