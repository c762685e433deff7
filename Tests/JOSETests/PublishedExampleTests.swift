import JOSE
import JSON
import Testing

@Suite struct PublishedExampleTests {
    @Test func signsTheExampleOfRFC7515AppendixA2() throws {
        let signature = try Fixtures.signer().sign(Array("\(RFC7515.header).\(RFC7515.payload)".utf8))
        #expect(Base64URL.encode(signature) == RFC7515.signature)
    }

    @Test func verifiesTheExampleOfRFC7515AppendixA2() throws {
        let key = try RSAVerificationKey(JWK(json: RFC7515.privateKey))
        let signature = try #require(Base64URL.decode(RFC7515.signature))
        let message = Array("\(RFC7515.header).\(RFC7515.payload)".utf8)
        #expect(key.verifies(signature, of: message))
        #expect(!key.verifies(signature, of: message + [0]))
    }

    @Test func refusesTheTokenOfRFC7515ForItHasNoKeyID() throws {
        let token = "\(RFC7515.header).\(RFC7515.payload).\(RFC7515.signature)"
        #expect(try Fixtures.rejection(of: token) == .format("the header has no kid"))
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
}
