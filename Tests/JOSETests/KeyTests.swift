import JOSE
import JSON
import Testing

@Suite struct KeyTests {
    private static let privateMembers = ["d", "p", "q", "dp", "dq", "qi"]

    @Test(arguments: SignatureAlgorithm.allCases)
    func aGeneratedKeySignsAndSurvivesItsJSON(_ algorithm: SignatureAlgorithm) throws {
        let key = try SigningKey.generate(algorithm)
        #expect(key.jwk.alg == algorithm)
        #expect(key.jwk.kid == key.jwk.thumbprint)
        let set = try JWKSet(json: JWKSet(keys: [key.jwk]).encoded)
        let again = try SigningKey(try #require(set.keys.first))
        let signature = try again.sign([1, 2, 3])
        #expect(key.verificationKey.verifies(signature, of: [1, 2, 3]))
        #expect(!key.verificationKey.verifies(signature, of: [1, 2, 4]))
    }

    @Test func generatesRSAOf2048BitsUnlessToldOtherwise() throws {
        guard case .rsa(let parameters) = try SigningKey.generate().jwk.parameters else {
            Issue.record("another kind of key")
            return
        }
        #expect(parameters.n.count == 256)
        #expect(parameters.n[0] >= 0x80)
        #expect(parameters.e == [1, 0, 1])
    }

    @Test func thePublicPartHasNoPrivateMember() throws {
        let key = try JWK(json: RFC7515.privateKey)
        let members = Set(key.publicPart.json.members.map(\.name))
        #expect(members == ["kty", "n", "e", "alg", "use", "kid"])
        #expect(!key.publicPart.isPrivate)
        #expect(try !VerificationKey(key).jwk.isPrivate)
        #expect(try JWKSet(keys: [key]).publicPart.keys == [key.publicPart])
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func printingAKeyShowsNoPrivateNumber(_ algorithm: SignatureAlgorithm) throws {
        let key = try Fixtures.signer(algorithm).jwk
        let secrets = key.json.members.filter { Self.privateMembers.contains($0.name) }.compactMap {
            member -> [UInt8]? in
            if case .string(let text) = member.value { Base64URL.decode(text) } else { nil }
        }
        #expect(!secrets.isEmpty)
        var dumped = ""
        dump(key, to: &dumped)
        // A dump writes each byte of an array on a line of its own.
        let digits = dumped.filter { $0.isNumber || $0 == "," || $0.isNewline }
        for secret in secrets {
            for text in ["\(key)", String(reflecting: key), dumped] {
                #expect(text.contains("(private)"))
                #expect(!text.contains(secret.prefix(8).map(String.init).joined(separator: ", ")))
            }
            #expect(!digits.contains(secret.prefix(8).map(String.init).joined(separator: "\n")))
        }
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func signsOnlyWithAPrivateKey(_ algorithm: SignatureAlgorithm) throws {
        let key = try Fixtures.signer(algorithm).jwk.publicPart
        #expect(throws: JOSEError.self) { try SigningKey(key) }
    }

    @Test(arguments: privateMembers)
    func refusesAPrivateKeyWithoutOneOfItsNumbers(_ member: String) {
        var object = RFC7515.privateKey
        object[member] = nil
        #expect(throws: JOSEError.self) { try JWK(json: object) }
    }

    @Test(arguments: privateMembers)
    func refusesAPrivateKeyWithAWrongNumber(_ member: String) throws {
        var object = RFC7515.privateKey
        object[member] = RFC7517.privateKey[member]
        let jwk = try JWK(json: object)
        let failure = #expect(throws: JOSEError.self) { try SigningKey(jwk) }
        #expect(failure?.detail.contains("error:") == true, "the reason comes from OpenSSL: \(failure?.detail ?? "")")
    }

    @Test(
        arguments: [
            ("kty", "oct"), ("kty", "rsa"), ("kty", .null), ("alg", "HS256"), ("alg", "RS512"), ("alg", .null),
            ("use", "enc"), ("key_ops", "sign"), ("key_ops", .array(["verify"])), ("kid", ""), ("kid", 7),
            ("kid", .string(String(repeating: "k", count: 257))), ("n", 5), ("n", ""), ("n", "AAEC"), ("n", "AQAB=="),
            ("e", "AAEAAQ"), ("e", "A-z+"), ("oth", .array([])),
        ] as [(String, JSONValue)])
    func refusesAMemberThatSaysSomethingElse(_ name: String, _ value: JSONValue) {
        var object = RFC7515.privateKey
        object[name] = value
        #expect(throws: JOSEError.self) { try JWK(json: object) }
    }

    @Test func ignoresMembersThatItDoesNotKnow() throws {
        var object = RFC7515.privateKey
        object["x-note"] = .array([1])
        object["key_ops"] = .array(["sign", "verify"])
        #expect(try JWK(json: object) == JWK(json: RFC7515.privateKey))
    }

    @Test(arguments: [[1], [2], [0xFF, 0xFE], [1, 0, 0, 0, 0, 0, 0, 0, 1]] as [[UInt8]])
    func refusesAPublicExponentThatIsEvenTooSmallOrTooLong(_ exponent: [UInt8]) throws {
        try expectWeak(e: exponent)
    }

    @Test func refusesAModulusOfTheWrongSizeOrEven() throws {
        let sound = try #require(Base64URL.decode(Vectors.string(RFC7515.privateKey["n"])))
        try expectWeak(n: [0x7F] + sound.dropFirst())  // 2047 bits
        try expectWeak(n: [1] + [UInt8](repeating: 0, count: 1023) + [1])  // 8193 bits
        try expectWeak(n: sound.dropLast() + [sound[255] & 0xFE])
    }

    private func expectWeak(n: [UInt8]? = nil, e: [UInt8] = [1, 0, 1]) throws {
        let modulus = try n ?? #require(Base64URL.decode(Vectors.string(RFC7515.privateKey["n"])))
        let jwk = try JWK(json: [
            "kty": "RSA", "n": .string(Base64URL.encode(modulus)), "e": .string(Base64URL.encode(e)),
        ])
        #expect(throws: JOSEError.self) { try VerificationKey(jwk) }
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[1]}"#, #"{"keys":[{"kty":"EC"}]}"#, #"{"keys":[],"keys":[]}"#,
        #"{"keys":[]} x"#,
    ])
    func refusesATextThatIsNoKeySet(_ text: String) {
        #expect(throws: JOSEError.self) { try JWKSet(json: Array(text.utf8)) }
    }

    @Test func refusesTwoKeysWithOneKeyID() throws {
        let key = try JWK(json: RFC7515.privateKey)
        #expect(throws: JOSEError.self) { try JWKSet(keys: [key, key]) }
    }

    @Test func aRingPublishesItsSignerAndItsVerifiersWithoutPrivateMembers() throws {
        let other = try Fixtures.stranger()
        let ring = KeyRing(
            signer: try Fixtures.signer(), verifiers: [other.verificationKey, try Fixtures.signer().verificationKey])
        let published = try JWKSet(json: ring.jwks)
        #expect(published.keys == [try Fixtures.signer().jwk.publicPart, other.jwk.publicPart])
        #expect(ring.verifier(kid: "2011-04-29") === other.verificationKey)
        #expect(ring.verifier(kid: "2011-04-30") == nil)
    }

    @Test func inARingTheSignerKeepsItsKeyIDAgainstAnotherKey() throws {
        let signer = try Fixtures.signer()
        var object = RFC7517.privateKey
        object["kid"] = .string(signer.jwk.kid)
        let impostor = try VerificationKey(JWK(json: object))
        let ring = KeyRing(signer: signer, verifiers: [impostor])
        #expect(ring.verifiers.count == 1)
        #expect(ring.verifier(kid: signer.jwk.kid) === signer.verificationKey)
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func oneKeyServesManyTasksAtOnce(_ algorithm: SignatureAlgorithm) async throws {
        let key = try Fixtures.signer(algorithm)
        let good = try await withThrowingTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<20 {
                        let message = Array("\(task) \(round)".utf8)
                        let signature = try key.sign(message)
                        guard key.verificationKey.verifies(signature, of: message) else { return false }
                        guard !key.verificationKey.verifies(signature, of: message + [0]) else { return false }
                    }
                    return true
                }
            }
            return try await group.allSatisfy { $0 }
        }
        #expect(good)
    }
}
