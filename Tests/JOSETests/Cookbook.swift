import JOSE
import JSON

/// The JOSE cookbook (RFC 7520): its tokens of §4, and its keys of §3.
enum Cookbook {
    static let sets: [VectorSet] =
        [
            "4_1.rsa_v15_signature", "4_2.rsa-pss_signature", "4_3.ecdsa_signature",
            "4_4.hmac-sha2_integrity_protection",
            "4_5.signature_with_detached_content", "4_6.protecting_specific_header_fields",
            "4_7.protecting_content_only", "4_8.multiple_signatures",
        ].map { name in
            let isOurs = name.hasPrefix("4_1")
            return VectorSet(
                file: "jose-cookbook/jws/\(name).json", minimumAccepted: isOurs ? 1 : 0,
                minimumRefused: name.hasPrefix("4_8") ? 1 : 2,
                cases: { try tokens($0, isOurs: isOurs) })
        }
        + [
            ("3_1.ec_public_key", false), ("3_2.ec_private_key", false), ("3_3.rsa_public_key", true),
            ("3_4.rsa_private_key", true), ("3_5.symmetric_key_mac_computation", false),
            ("3_6.symmetric_key_encryption", false),
        ].map { name, isOurs in
            VectorSet(
                file: "jose-cookbook/jwk/\(name).json", minimumAccepted: isOurs ? 1 : 0, minimumRefused: isOurs ? 0 : 1,
                cases: { key in [VectorCase(name: name, mustBeAccepted: isOurs, isAccepted: { isUsable(key) })] })
        }

    /// Each example in each of its serializations; we accept the compact one of RS256 alone.
    private static func tokens(_ example: JSONObject, isOurs: Bool) throws -> [VectorCase] {
        let key = try Vectors.object(example["input"])["key"]
        let keys: [JSONObject] =
            if case .array(let keys)? = key { try keys.map(Vectors.object) } else { [try Vectors.object(key)] }
        return try Vectors.object(example["output"]).members.map { output in
            let token = try Tokens.text(output.value)
            return VectorCase(
                name: output.name, mustBeAccepted: isOurs && output.name == "compact",
                isAccepted: { try Tokens.accepts(token, keys: keys) })
        }
    }

    private static func isUsable(_ key: JSONObject) -> Bool {
        do throws(JOSEError) {
            let jwk = try JWK(json: key)
            if jwk.isPrivate { _ = try SigningKey(jwk) }
            _ = try VerificationKey(jwk)
            return true
        } catch {
            return false
        }
    }
}
