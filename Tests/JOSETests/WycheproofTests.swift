import JOSE
import JSON
import Testing

@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct WycheproofTests {
    private static let folder = "wycheproof/testvectors_v1/"

    private struct Case {
        let group: JSONObject
        let test: JSONObject
        let isValid: Bool
        let isInvalid: Bool
        let name: String
    }

    private func cases(_ file: String) throws -> [Case] {
        var cases: [Case] = []
        for group in try Vectors.array(Vectors.read(Self.folder + file)["testGroups"]).map(Vectors.object) {
            for test in try Vectors.array(group["tests"]).map(Vectors.object) {
                let result = try Vectors.string(test["result"])
                let comment = try Vectors.string(test["comment"])
                var name = "\(file) \(comment)"
                if case .integer(let id)? = test["tcId"] { name += " #\(id)" }
                cases.append(
                    Case(
                        group: group, test: test, isValid: result == "valid", isInvalid: result == "invalid", name: name
                    ))
            }
        }
        return cases
    }

    /// Whether a token is accepted by somebody who trusts these keys; keys that are refused are trusted by nobody.
    private func accepts(_ token: String, keys: [JSONObject]) throws -> Bool {
        let verifiers: [RSAVerificationKey]
        do throws(JOSEError) {
            let set = try JWKSet(keys: keys.map { key throws(JOSEError) in try JWK(json: key) })
            verifiers = try set.keys.map { key throws(JOSEError) in try RSAVerificationKey(key) }
        } catch {
            return false
        }
        let ring = KeyRing(signer: try Fixtures.signer(), verifiers: verifiers)
        do throws(TokenRejection) {
            _ = try JWS.verify(token, keys: ring)
            return true
        } catch {
            return false
        }
    }

    /// Groups of other algorithms count too: none of their tokens may be accepted.
    @Test(arguments: ["json_web_signature_test.json", "json_web_crypto_test.json"])
    func judgesSignedTokens(_ file: String) throws {
        var accepted = 0
        var refused = 0
        for vector in try cases(file) {
            guard case .object(let key)? = vector.group["public"], let token = vector.test["jws"] else { continue }
            let isOurs = key["kty"] == "RSA" && key["alg"] == "RS256"
            let keys = try key["keys"].map { try Vectors.array($0).map(Vectors.object) } ?? [key]
            let isAccepted = try accepts(Vectors.string(token), keys: keys)
            #expect(isAccepted == (vector.isValid && isOurs), "\(vector.name)")
            if isAccepted { accepted += 1 } else { refused += 1 }
        }
        #expect(accepted >= 1 && refused >= 20, "\(accepted) accepted, \(refused) refused")
    }

    @Test func judgesKeySets() throws {
        var accepted = 0
        var refused = 0
        for vector in try cases("json_web_key_test.json") {
            let set = try Vectors.object(vector.group["public"] ?? vector.group["private"])
            let keys = try Vectors.array(set["keys"]).map(Vectors.object)
            let isOurs = keys.allSatisfy { $0["kty"] == "RSA" && $0["alg"] == "RS256" }
            let isAccepted = try accepts(Vectors.string(vector.test["jws"]), keys: keys)
            #expect(isAccepted == (vector.isValid && isOurs), "\(vector.name)")
            if isAccepted { accepted += 1 } else { refused += 1 }
        }
        #expect(accepted >= 1 && refused >= 20, "\(accepted) accepted, \(refused) refused")
    }

    @Test(arguments: [2048, 3072, 4096])
    func judgesSignatures(bits: Int) throws {
        var verified = 0
        var refused = 0
        for vector in try cases("rsa_signature_\(bits)_sha256_test.json") {
            let numbers = try Vectors.object(vector.group["publicKey"])
            let n = try Vectors.hex(numbers["modulus"]).drop { $0 == 0 }
            let e = try Vectors.hex(numbers["publicExponent"]).drop { $0 == 0 }
            let key = try RSAVerificationKey(
                JWK(json: [
                    "kty": "RSA", "n": .string(Base64URL.encode(Array(n))), "e": .string(Base64URL.encode(Array(e))),
                ]))
            let isVerified = key.verifies(
                try Vectors.hex(vector.test["sig"]), of: try Vectors.hex(vector.test["msg"]))
            // "acceptable" is a DigestInfo without its NULL, which some old signers made; we need none of them.
            #expect(isVerified == vector.isValid, "\(vector.name)")
            if isVerified { verified += 1 } else { refused += 1 }
        }
        #expect(verified >= 7 && refused >= 200, "\(verified) verified, \(refused) refused")
    }
}

@Suite(.enabled(if: Vectors.folder != nil, Vectors.missing))
struct CookbookTests {
    /// RFC 7520 §4.1.
    @Test func makesAndVerifiesTheRS256Signature() throws {
        let example = try Vectors.read("jose-cookbook/jws/4_1.rsa_v15_signature.json")
        let jwk = try JWK(json: Vectors.object(Vectors.object(example["input"])["key"]))
        let signing = try Vectors.object(example["signing"])
        let key = try RSASigningKey(jwk)
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
