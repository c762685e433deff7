import JOSE
import JSON
import Testing

@Suite struct PublishedExampleTests {
    @Test func signsTheExampleOfRFC7515AppendixA2() throws {
        let signature = try Fixtures.signer().sign(Array("\(RFC7515.header).\(RFC7515.payload)".utf8))
        #expect(Base64URL.encode(signature) == RFC7515.signature)
    }

    @Test func verifiesTheExampleOfRFC7515AppendixA2() throws {
        let key = try VerificationKey(JWK(json: RFC7515.privateKey))
        let signature = try #require(Base64URL.decode(RFC7515.signature))
        let message = Array("\(RFC7515.header).\(RFC7515.payload)".utf8)
        #expect(key.verifies(signature, of: message))
        #expect(!key.verifies(signature, of: message + [0]))
    }

    /// ECDSA signatures have a random part, so ours is another.
    @Test func verifiesTheExampleOfRFC7515AppendixA3() throws {
        let key = try SigningKey(JWK(json: RFC7515A3.privateKey))
        let signature = try #require(Base64URL.decode(RFC7515A3.signature))
        let message = Array("\(RFC7515A3.header).\(RFC7515A3.payload)".utf8)
        #expect(key.verificationKey.verifies(signature, of: message))
        #expect(!key.verificationKey.verifies(signature, of: message + [0]))
        let ours = try key.sign(message)
        #expect(ours != signature)
        #expect(ours.count == 64)
        #expect(key.verificationKey.verifies(ours, of: message))
    }

    @Test func refusesTheKeyOfRFC7515AppendixA4() {
        #expect(throws: JOSEError.self) { try JWK(json: RFC7515A4.publicKey) }
    }

    @Test func signsAndVerifiesTheExampleOfRFC8037AppendixA4() throws {
        let key = try SigningKey(JWK(json: RFC8037.privateKey))
        let message = Array("\(RFC8037.header).\(RFC8037.payload)".utf8)
        let signature = try key.sign(message)
        #expect(Base64URL.encode(signature) == RFC8037.signature)
        #expect(key.verificationKey.verifies(signature, of: message))
        #expect(!key.verificationKey.verifies(signature, of: message + [0]))
    }

    @Test(arguments: [
        "\(RFC7515.header).\(RFC7515.payload).\(RFC7515.signature)",
        "\(RFC7515A3.header).\(RFC7515A3.payload).\(RFC7515A3.signature)",
        "\(RFC8037.header).\(RFC8037.payload).\(RFC8037.signature)",
    ])
    func refusesTheTokensOfTheRFCsForTheyHaveNoKeyID(_ token: String) throws {
        #expect(try Fixtures.rejection(of: token) == .format("the header has no kid"))
    }

    @Test func makesTheThumbprintsOfTheCurves() throws {
        #expect(try JWK(json: RFC8037.privateKey).thumbprint == RFC8037.thumbprint)
        #expect(try JWK(json: RFC8037.privateKey).publicPart.kid == RFC8037.thumbprint)
        #expect(try JWK(json: RFC7515A3.privateKey).thumbprint == RFC7515A3.thumbprint)
    }

    @Test func makesTheThumbprintOfRFC7638() throws {
        let key = try JWK(json: RFC7517.privateKey)
        #expect(key.thumbprint == RFC7638.thumbprint)
        #expect(key.publicPart.thumbprint == RFC7638.thumbprint)
        #expect(key.kid == "2011-04-29")
    }

    @Test func aKeyWithoutKeyIDIsKnownByItsThumbprint() throws {
        var object = RFC7517.privateKey
        object["kid"] = nil
        #expect(try JWK(json: object).kid == RFC7638.thumbprint)
    }

    @Test func readsAndWritesThePrivateKeyOfRFC7517() throws {
        let key = try JWK(json: RFC7517.privateKey)
        #expect(key.isPrivate)
        var expected = RFC7517.privateKey
        expected["use"] = "sig"
        #expect(key.json == expected)
    }

    @Test(arguments: [
        (RFC7515A3.privateKey, RFC7515A3.thumbprint, "ES256"), (RFC8037.privateKey, RFC8037.thumbprint, "EdDSA"),
    ])
    func readsAndWritesThePrivateKeysOfTheCurves(_ json: JSONObject, _ kid: String, _ alg: String) throws {
        let key = try JWK(json: json)
        #expect(key.isPrivate)
        var expected = json
        expected["use"] = "sig"
        expected["alg"] = .string(alg)
        expected["kid"] = .string(kid)
        #expect(key.json == expected)
        expected["d"] = nil
        #expect(key.publicPart.json == expected)
    }
}

@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct CookbookTests {
    /// RFC 7520 §4.1.
    @Test func makesAndVerifiesTheRS256Signature() throws {
        let example = try Vectors.read("jose-cookbook/jws/4_1.rsa_v15_signature.json")
        let jwk = try JWK(json: Vectors.object(Vectors.object(example["input"])["key"]))
        let signing = try Vectors.object(example["signing"])
        let key = try SigningKey(jwk)
        let input = Array(try Vectors.string(signing["sig-input"]).utf8)
        #expect(Base64URL.encode(try key.sign(input)) == (try Vectors.string(signing["sig"])))

        let compact = try Vectors.string(Vectors.object(example["output"])["compact"])
        let verified = try JWS.verify(compact, keys: KeyRing(signer: key, verifiers: []))
        #expect(
            String(decoding: verified.payload, as: UTF8.self)
                == (try Vectors.string(Vectors.object(example["input"])["payload"])))
    }

    @Test func readsTheKeysOfRFC7520() throws {
        let publicKey = try JWK(json: Vectors.read("jose-cookbook/jwk/3_3.rsa_public_key.json"))
        let privateKey = try JWK(json: Vectors.read("jose-cookbook/jwk/3_4.rsa_private_key.json"))
        #expect(privateKey.publicPart == publicKey)
        #expect(privateKey.isPrivate && !publicKey.isPrivate)
    }
}
