import JOSE
import JSON

/// Wycheproof's sets of bare signatures.
enum WycheproofSignatures {
    private static let folder = WycheproofTokens.folder

    static let sets: [VectorSet] =
        [2048, 3072, 4096].map { bits in
            VectorSet(
                file: folder + "rsa_signature_\(bits)_sha256_test.json", minimumAccepted: 7, minimumRefused: 250,
                cases: { try cases($0, key: rsaKey, signature: { $0 }) })
        } + [
            VectorSet(
                file: folder + "ecdsa_secp256r1_sha256_p1363_test.json", minimumAccepted: 173, minimumRefused: 89,
                cases: { try cases($0, key: ecKey, signature: { $0 }) }),
            VectorSet(
                file: folder + "ecdsa_secp256r1_sha256_test.json", minimumAccepted: 174, minimumRefused: 310,
                cases: { try cases($0, key: ecKey, signature: { P256Signature(der: $0)?.raw }) }),
            VectorSet(
                file: folder + "ed25519_test.json", minimumAccepted: 88, minimumRefused: 63,
                cases: { try cases($0, key: ed25519Key, signature: { $0 }) }),
        ]

    /// Not among the sets that lie beside the project so far.
    static let optional = sets.map(\.file).filter { !$0.contains("rsa") }

    /// "acceptable" is a DigestInfo without its NULL, which some old signers made; we need none of them.
    private static func cases(
        _ file: JSONObject, key: (JSONObject) throws -> JSONObject, signature: @escaping ([UInt8]) -> [UInt8]?
    ) throws -> [VectorCase] {
        var verifiers: [String: VerificationKey] = [:]  // by thumbprint
        return try Wycheproof.tests(file).map { group, test in
            let jwk = try JWK(json: key(Vectors.object(group["publicKey"])))
            let verifier = try verifiers[jwk.kid] ?? VerificationKey(jwk)
            verifiers[jwk.kid] = verifier
            let message = try Vectors.hex(test["msg"])
            let presented = signature(try Vectors.hex(test["sig"]))
            return VectorCase(
                name: try Wycheproof.name(group, test),
                mustBeAccepted: try Vectors.string(test["result"]) == "valid",
                isAccepted: { presented.map { verifier.verifies($0, of: message) } ?? false })
        }
    }

    private static func rsaKey(_ numbers: JSONObject) throws -> JSONObject {
        let n = try Vectors.hex(numbers["modulus"]).drop { $0 == 0 }
        let e = try Vectors.hex(numbers["publicExponent"]).drop { $0 == 0 }
        return ["kty": "RSA", "n": encoded(n), "e": encoded(e)]
    }

    private static func ecKey(_ numbers: JSONObject) throws -> JSONObject {
        let point = try Vectors.hex(numbers["uncompressed"])
        return ["kty": "EC", "crv": "P-256", "x": encoded(point[1..<33]), "y": encoded(point[33...])]
    }

    private static func ed25519Key(_ numbers: JSONObject) throws -> JSONObject {
        ["kty": "OKP", "crv": "Ed25519", "x": encoded(try Vectors.hex(numbers["pk"])[...])]
    }

    private static func encoded(_ bytes: ArraySlice<UInt8>) -> JSONValue { .string(Base64URL.encode(Array(bytes))) }
}
