import ContractTesting
import Redis
import Testing

/// Whom the rate limits, the log and the audit trail mean when a proxy stands in front.
@Suite struct ProxyTests {
    private func create(
        _ session: String, _ server: VellumServer, _ fields: (String, String)...
    ) async throws -> Int {
        try await server.client.send(
            "POST", "/api/session", headers: fields, json: #"{"session_id":"\#(session)","template":"x"}"#
        ).status
    }

    @Test func theClientIsCountedAndNotItsProxy() async throws {
        let server = try await VellumServer.start([
            "--trusted-proxies", "127.0.0.1,10.0.0.0/8", "--public-writes-per-minute", "1",
        ])
        #expect(try await create("a", server, ("X-Forwarded-For", "203.0.113.9")) == 201)
        #expect(try await create("b", server, ("X-Forwarded-For", "203.0.113.9")) == 429)
        #expect(try await create("c", server, ("X-Forwarded-For", "203.0.113.10")) == 201)
        #expect(try await create("d", server, ("Forwarded", "for=203.0.113.10")) == 429, "the same by either field")
        #expect(try await create("e", server, ("Forwarded", #"for="[2001:db8::1]:80", for=10.0.0.1"#)) == 201)
        #expect(try await create("f", server, ("X-Forwarded-For", "2001:DB8:0::1")) == 429, "in any spelling")
        #expect(try await create("g", server) == 201, "the proxy itself has not been counted")
        #expect(server.logLines("event=public_session_created", "address=203.0.113.9").count == 1)
        #expect(server.logLines("event=public_session_created", "address=127.0.0.1").count == 1)
        await server.stop()
    }

    @Test func aSpoofedEntryBuysNoFurtherAttempt() async throws {
        let server = try await VellumServer.start([
            "--trusted-proxies", "127.0.0.1", "--public-writes-per-minute", "1",
        ])
        #expect(try await create("a", server, ("X-Forwarded-For", "203.0.113.9")) == 201)
        for spoofed in ["198.51.100.1", "127.0.0.1", "unknown", "::1, 198.51.100.2", "\"", ""] {
            let list = "\(spoofed), 203.0.113.9"
            #expect(try await create("b", server, ("X-Forwarded-For", list)) == 429, "\(list)")
        }
        let lines = [("X-Forwarded-For", "198.51.100.3"), ("X-Forwarded-For", "203.0.113.9")]
        #expect(try await create("b", server, lines[0], lines[1]) == 429)
        await server.stop()
    }

    @Test func whoIsNoProxyIsCountedItselfWhateverItSends() async throws {
        let server = try await VellumServer.start([
            "--trusted-proxies", "127.0.0.2,10.0.0.0/8", "--public-writes-per-minute", "1",
        ])
        #expect(try await create("a", server, ("X-Forwarded-For", "203.0.113.9")) == 201)
        #expect(try await create("b", server, ("X-Forwarded-For", "203.0.113.10")) == 429)
        #expect(try await create("b", server, ("Forwarded", "for=10.0.0.1")) == 429)
        #expect(server.logLines("event=public_session_created", "address=127.0.0.1").count == 1)
        #expect(!server.log.contains("203.0.113"))
        await server.stop()
    }

    @Test func theLogAndTheAuditTrailNameTheClient() async throws {
        let server = try await VellumServer.start(["--trusted-proxies", "127.0.0.0/8"])
        _ = try await server.client.send(
            "POST", "/api/v1/auth/login", headers: [("X-Forwarded-For", "198.51.100.66, 203.0.113.9")],
            json: #"{"identifier":"nobody","password":"Wrong1Horse"}"#)
        #expect(server.logLines("event=sign_in_failed", "address=203.0.113.9").count == 1)
        let redis = try await server.redis()
        let isAudited = try await eventually {
            let entries = try await redis.command("XRANGE", "audit", "-", "+").elements ?? []
            return entries.contains { entry in
                entry.elements?.last?.elements?.contains { $0.text == "203.0.113.9" } == true
            }
        }
        #expect(isAudited)
        await redis.close()
        #expect(!server.log.contains("198.51.100.66"))
        await server.stop()
    }
}
