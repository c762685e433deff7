import JOSE
import Testing

@Suite struct DigestTests {
    @Test func digestsTheExampleOfFIPS180() {
        #expect(
            hex(SHA256.digest(Array("abc".utf8))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func digestsNothing() {
        #expect(hex(SHA256.digest([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func digestsOfTextsAreEqualWhenTheTextsAre() {
        let long = String(repeating: "ab", count: 400)
        #expect(TextDigest(long) == TextDigest(String(repeating: "ab", count: 400)))
        #expect(TextDigest(long).hashValue == TextDigest(long + "").hashValue)
        #expect(Set(["", "a", "b", long, long + "a"].map(TextDigest.init)).count == 5)
    }

    @Test func makesTheCodesOfRFC4231() {
        #expect(
            hex(HMACSHA256.code(key: [UInt8](repeating: 0x0B, count: 20), message: Array("Hi There".utf8)))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(
            hex(HMACSHA256.code(key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func makesACodeOfNothingWithAnEmptyKey() {
        #expect(
            hex(HMACSHA256.code(key: [], message: []))
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test func comparesSecrets() {
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2]))
        #expect(constantTimeEquals([], []))
    }

    @Test func randomBytesHaveTheAskedCountAndDiffer() throws {
        #expect(try SecureRandom.bytes(0).isEmpty)
        #expect(try SecureRandom.bytes(33).count == 33)
        #expect(try SecureRandom.bytes(32) != SecureRandom.bytes(32))
        #expect(throws: JOSEError.self) { try SecureRandom.bytes(-1) }
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
