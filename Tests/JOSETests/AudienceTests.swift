import JOSE
import JSON
import Testing

/// `aud` (RFC 7519 §4.1.3).
@Suite struct AudienceTests {
    private func token(_ audience: JSONValue?) throws -> String {
        var payload = Fixtures.payload
        payload["aud"] = audience
        return try Fixtures.token(payload: payload)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func whatIsSignedForAnAudienceIsVerifiedByIt(_ algorithm: SignatureAlgorithm) throws {
        let claims = Fixtures.claims(audience: "vellum")
        let token = try JWT.sign(claims, with: Fixtures.signer(algorithm))
        let verified = try JWT.verify(
            token, keys: Fixtures.ring(), issuer: Fixtures.issuer, audience: "vellum", now: Fixtures.now)
        #expect(verified == claims)
        #expect(try Fixtures.rejection(of: token, audience: "other") == .claim("aud"))
        #expect(try Fixtures.rejection(of: token) == .claim("aud"))
    }

    @Test func aTokenWithoutAudienceIsForNobodyWhoHasAName() throws {
        #expect(try Fixtures.rejection(of: token(nil)) == nil)
        #expect(try Fixtures.rejection(of: token(nil), audience: "vellum") == .claim("aud"))
    }

    @Test(
        arguments: [
            "vellum", .array(["vellum"]), .array(["other", "vellum"]), .array(["vellum", "other"]),
        ] as [JSONValue])
    func oneOfSeveralIsEnough(_ value: JSONValue) throws {
        #expect(try Fixtures.rejection(of: token(value), audience: "vellum") == nil)
        #expect(try Fixtures.rejection(of: token(value)) == .claim("aud"))
    }

    @Test(
        arguments: [
            "", "Vellum", "vellum ", "vellum\u{0}", "*", .null, 1, .bool(true), .array([]), .array(["other"]),
            .array([.array(["vellum"])]), .array(["vellum", 1]), .array([.null, "vellum"]), .object(["vellum": true]),
        ] as [JSONValue])
    func anythingElseIsRefused(_ value: JSONValue) throws {
        #expect(try Fixtures.rejection(of: token(value), audience: "vellum") == .claim("aud"))
        #expect(try Fixtures.rejection(of: token(value)) == .claim("aud"))
    }

    @Test func anEmptyAudienceIsNotSigned() throws {
        let key = try Fixtures.signer()
        #expect(throws: JOSEError.self) { try JWT.sign(Fixtures.claims(audience: ""), with: key) }
        #expect(try Fixtures.rejection(of: token(""), audience: "") == .claim("aud"))
    }
}
