import JOSE
import JSON

/// Wycheproof's sets of tokens and of keys that came with a token.
enum WycheproofTokens {
    static let folder = "wycheproof/testvectors_v1/"

    static let sets: [VectorSet] = [
        VectorSet(
            file: folder + "json_web_signature_test.json", minimumAccepted: 10, minimumRefused: 391, cases: cases),
        VectorSet(file: folder + "json_web_crypto_test.json", minimumAccepted: 2, minimumRefused: 81, cases: cases),
        VectorSet(file: folder + "json_web_key_test.json", minimumAccepted: 1, minimumRefused: 25, cases: cases),
    ]

    /// Those of other algorithms, and encrypted ones, count too: none of them may be accepted.
    private static func cases(_ file: JSONObject) throws -> [VectorCase] {
        try Wycheproof.tests(file).map { group, test in
            let key = try Vectors.object(group["public"] ?? group["private"])
            let keys = try key["keys"].map { try Vectors.array($0).map(Vectors.object) } ?? [key]
            let token = try Tokens.text(test["jws"] ?? test["jwe"])
            let isValid = try Vectors.string(test["result"]) == "valid"
            return VectorCase(
                name: try Wycheproof.name(group, test),
                mustBeAccepted: isValid && test["jwe"] == nil && keys.allSatisfy(isOurs),
                isAccepted: { try Tokens.accepts(token, keys: keys) })
        }
    }

    private static func isOurs(_ key: JSONObject) -> Bool {
        switch (key["kty"], key["alg"], key["crv"]) {
        case ("RSA", "RS256", nil), ("EC", "ES256", "P-256"), ("OKP", "EdDSA", "Ed25519"): true
        default: false
        }
    }
}

/// What all of Wycheproof's files have in common.
enum Wycheproof {
    static func tests(_ file: JSONObject) throws -> [(group: JSONObject, test: JSONObject)] {
        let tests = try Vectors.array(file["testGroups"]).flatMap { group in
            let group = try Vectors.object(group)
            return try Vectors.array(group["tests"]).map { (group, try Vectors.object($0)) }
        }
        guard file["numberOfTests"] == .integer(Int64(tests.count)) else {
            throw Vectors.Malformed(expected: "as many tests as the file says")
        }
        return tests
    }

    static func name(_ group: JSONObject, _ test: JSONObject) throws -> String {
        guard case .integer(let id)? = test["tcId"] else { throw Vectors.Malformed(expected: "a tcId") }
        return "#\(id) \(try Vectors.string(test["comment"]))"
    }
}

enum Tokens {
    /// A token as it is presented: of its JSON serialization, the text.
    static func text(_ value: JSONValue?) throws -> String {
        if case .object(let object)? = value {
            return String(decoding: JSONValue.object(object).encoded, as: UTF8.self)
        }
        return try Vectors.string(value)
    }

    /// Whether a token is accepted by somebody who trusts these keys; keys that are refused are trusted by nobody.
    static func accepts(_ token: String, keys: [JSONObject]) throws -> Bool {
        let verifiers: [VerificationKey]
        do throws(JOSEError) {
            let set = try JWKSet(keys: keys.map { key throws(JOSEError) in try JWK(json: key) })
            verifiers = try set.keys.map { key throws(JOSEError) in try VerificationKey(key) }
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
}
