import JOSE
import JSON
import Testing

@Suite struct TokenTests {
    @Test(arguments: [false, true])
    func whatIsSignedIsVerified(isOpen: Bool) throws {
        let claims = Fixtures.claims(isOpen: isOpen)
        let token = try JWT.sign(claims, with: Fixtures.signer())
        let verified = try JWT.verify(token, keys: Fixtures.ring(), issuer: Fixtures.issuer, now: Fixtures.now)
        #expect(verified == claims)
    }

    @Test func theHeaderNamesAlgorithmTypeAndKey() throws {
        let token = try JWT.sign(Fixtures.claims(), with: Fixtures.signer())
        let header = try #require(Base64URL.decode(token.prefix { $0 != "." }))
        #expect(try JSONReader.parse(header) == .object(Fixtures.header()))
    }

    @Test func thePayloadHasExactlyTheClaims() throws {
        let token = try JWT.sign(Fixtures.claims(), with: Fixtures.signer())
        let payload = try #require(Base64URL.decode(token.split(separator: ".")[1]))
        #expect(try JSONReader.parse(payload) == .object(Fixtures.payload))
        #expect(try Fixtures.rejection(of: Fixtures.token()) == nil)
    }

    @Test func aTokenOfAnOlderKeyInTheRingIsAccepted() throws {
        let old = try Fixtures.stranger()
        let token = try JWT.sign(Fixtures.claims(), with: old)
        let ring = KeyRing(signer: try Fixtures.signer(), verifiers: [old.verificationKey])
        #expect(try Fixtures.rejection(of: token, ring: ring) == nil)
        #expect(try Fixtures.rejection(of: token) == .signature("unknown kid"))
    }

    @Test func aTokenIsGoodUntilItsExpiryAndTheLeeway() throws {
        let token = try JWT.sign(Fixtures.claims(lifetime: 60), with: Fixtures.signer())
        #expect(try Fixtures.rejection(of: token, now: Fixtures.now + 60 + 29) == nil)
        #expect(try Fixtures.rejection(of: token, now: Fixtures.now + 60 + 30) == .expired)
    }

    @Test func aTokenIsGoodFromItsIssueMinusTheLeeway() throws {
        let token = try JWT.sign(Fixtures.claims(), with: Fixtures.signer())
        #expect(try Fixtures.rejection(of: token, now: Fixtures.now - 30) == nil)
        #expect(try Fixtures.rejection(of: token, now: Fixtures.now - 31) == .claim("iat"))
    }

    @Test func notBeforeCountsWhenItIsThere() throws {
        var payload = Fixtures.payload
        payload["nbf"] = .integer(Fixtures.now + 30)
        #expect(try Fixtures.rejection(of: Fixtures.token(payload: payload)) == nil)
        payload["nbf"] = .integer(Fixtures.now + 31)
        #expect(try Fixtures.rejection(of: Fixtures.token(payload: payload)) == .claim("nbf"))
    }

    @Test func anotherIssuerIsRefused() throws {
        let token = try JWT.sign(Fixtures.claims(issuer: "somebody"), with: Fixtures.signer())
        #expect(try Fixtures.rejection(of: token) == .claim("iss"))
    }

    @Test(arguments: ["iss", "sub", "iat", "exp", "jti", "sid", "ver"])
    func everyClaimIsNeeded(_ name: String) throws {
        var payload = Fixtures.payload
        payload[name] = nil
        #expect(try Fixtures.rejection(of: Fixtures.token(payload: payload)) == .claim(name))
    }

    @Test(
        arguments: [
            ("iss", 1), ("sub", ""), ("sub", .null), ("sub", .array(["alice"])), ("jti", ""), ("sid", ""), ("sid", 0),
            ("iat", "1800000000"), ("iat", -1), ("exp", .number(1_800_000_900.5)), ("exp", .number(1e300)),
            ("exp", 253_402_300_800), ("exp", .integer(.max)), ("exp", .integer(.min)), ("exp", .null),
            ("exp", .bool(true)),
            ("exp", 1_800_000_000), ("ver", -1), ("ver", .number(1.5)), ("ver", "3"), ("open", "true"), ("open", .null),
            ("nbf", "0"), ("nbf", -1), ("aud", "somebody"), ("aud", .array([])),
        ] as [(String, JSONValue)])
    func aClaimOfTheWrongKindOrRangeIsRefused(_ name: String, _ value: JSONValue) throws {
        var payload = Fixtures.payload
        payload[name] = value
        #expect(try Fixtures.rejection(of: Fixtures.token(payload: payload)) == .claim(name))
    }

    @Test func signsNothingThatItWouldNotAccept() throws {
        let key = try Fixtures.signer()
        #expect(throws: JOSEError.self) { try JWT.sign(Fixtures.claims(subject: ""), with: key) }
        #expect(throws: JOSEError.self) { try JWT.sign(Fixtures.claims(lifetime: 0), with: key) }
        #expect(throws: JOSEError.self) { try JWT.sign(Fixtures.claims(issuedAt: -1), with: key) }
        let long = String(repeating: "x", count: JWS.maximumBytes)
        #expect(throws: JOSEError.self) { try JWT.sign(Fixtures.claims(subject: long), with: key) }
    }

    @Test func theTypeIsComparedWithoutCase() throws {
        var header = try Fixtures.header()
        header["typ"] = "jwt"
        #expect(try Fixtures.rejection(of: Fixtures.token(header: header)) == nil)
    }

    @Test func eachReasonHasItsCode() {
        let reasons: [TokenRejection] = [.format("a"), .signature("b"), .expired, .claim("iss")]
        #expect(reasons.map(\.code) == ["format", "signature", "expired", "claim"])
    }
}
