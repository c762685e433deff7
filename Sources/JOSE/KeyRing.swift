internal import JSON

/// The keys of the service at one moment: one that signs, and all whose tokens are believed.
package struct KeyRing: Sendable {
    package let signer: SigningKey
    /// In the order of publication; the signer's is among them.
    package let verifiers: [VerificationKey]
    /// The public keys as the JSON text of a JWK Set, ready to be served.
    package let jwks: [UInt8]
    private let byKeyID: [String: VerificationKey]

    /// The signer's own public key need not be given. Of two keys with one `kid` the first counts, and the signer
    /// before all: one `kid` never means two keys.
    package init(signer: SigningKey, verifiers: [VerificationKey]) {
        self.signer = signer
        var byKeyID: [String: VerificationKey] = [:]
        var unique: [VerificationKey] = []
        for key in [signer.verificationKey] + verifiers where byKeyID[key.jwk.kid] == nil {
            byKeyID[key.jwk.kid] = key
            unique.append(key)
        }
        self.byKeyID = byKeyID
        self.verifiers = unique
        let keys: JSONObject = ["keys": .array(unique.map { .object($0.jwk.json) })]
        jwks = JSONValue.object(keys).encoded
    }

    package func verifier(kid: String) -> VerificationKey? { byKeyID[kid] }

    /// The key whose tokens of ours begin with this header, byte by byte; nil for any other, however it is spelt.
    func verifier(encodedTokenHeader header: ArraySlice<UInt8>) -> VerificationKey? {
        verifiers.first { $0.encodedTokenHeader.elementsEqual(header) }
    }
}
