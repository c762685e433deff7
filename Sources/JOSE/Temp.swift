package typealias SigningKey = RSASigningKey
package typealias VerificationKey = RSAVerificationKey
extension RSASigningKey {
    package static func generate(_ algorithm: SignatureAlgorithm) throws(JOSEError) -> RSASigningKey { try generate() }
}
