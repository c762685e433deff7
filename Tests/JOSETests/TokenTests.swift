import JOSE
import JSON
import Testing

@Suite struct TokenTests {
    @Test(arguments: SignatureAlgorithm.allCases, [false, true])
    func whatIsSignedIsVerified(_ algorithm: SignatureAlgorithm, isOpen: Bool) throws {
        let claims = Fixtures.claims(isOpen: isOpen)
        let token = try JWT.sign(claims, with: Fixtures.signer(algorithm))
        let verified = try JWT.verify(token, keys: Fixtures.ring(), issuer: Fixtures.issuer, now: Fixtures.now)
        #expect(verified == claims)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func theHeaderNamesAlgorithmTypeAndKey(_ algorithm: SignatureAlgorithm) throws {
        let token = try JWT.sign(Fixtures.claims(), with: Fixtures.signer(algorithm))
        let header = try #require(Base64URL.decode(token.prefix { $0 != "." }))
        #expect(try JSONReader.parse(header) == .object(Fixtures.header(algorithm)))
    }

    @Test func thePayloadHasExactlyTheClaims() throws {
        let token = try JWT.sign(Fixtures.claims(), with: Fixtures.signer())
        let payload = try #require(Base64URL.decode(token.split(separator: ".")[1]))
        #expect(try JSONReader.parse(payload) == .object(Fixtures.payload))
        #expect(try Fixtures.rejection(of: Fixtures.token()) == nil)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func aTokenOfAnOlderKeyInTheRingIsAccepted(_ algorithm: SignatureAlgorithm) throws {
        let old = try Fixtures.stranger(algorithm)
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
            ("exp", .number(-1e300)), ("exp", "1800000900"), ("exp", ""), ("exp", -1), ("exp", 0),
            ("exp", 253_402_300_800), ("exp", .integer(.max)), ("exp", .integer(.min)), ("exp", .null),
            ("exp", .bool(true)), ("exp", .array([1_800_000_900])), ("exp", .object([:])), ("exp", 1_800_000_000),
            ("iat", .number(1e300)), ("iat", .integer(.min)), ("iat", .integer(.max)), ("iat", .number(0.5)),
            ("nbf", .number(1e300)), ("nbf", .integer(.max)), ("nbf", .null), ("nbf", .number(0.5)), ("ver", -1),
            ("ver", .number(1.5)), ("ver", "3"), ("open", "true"), ("open", .null),
            ("nbf", "0"), ("nbf", -1), ("aud", "somebody"), ("aud", .array([])), ("aud", .null), ("aud", ""),
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

    /// Numbers that only their text tells apart from good ones.
    @Test(arguments: ["1800000900.0", "1.8000009e9", "18000009e2", "0x6b49d584", "+1800000900", "01800000900", "1e999"])
    func aTimeIsWrittenAsAnInteger(_ text: String) throws {
        let good = String(decoding: JSONValue.object(Fixtures.payload).encoded, as: UTF8.self)
        let payload = good.replacing("1800000900", with: text)
        #expect(payload != good)
        let token = try Fixtures.token(
            header: JSONValue.object(try Fixtures.header()).encoded, payload: Array(payload.utf8),
            signer: Fixtures.signer())
        #expect(try Fixtures.rejection(of: token) != nil)
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
