internal import COpenSSL

/// Signs with ES256 (RFC 7518 §3.4).
final class ES256Signer: SignatureMaker {
    private let context: KeyContext
    /// The longest DER form: a sequence of two integers of 33 bytes.
    private static let maximumDERBytes = 72

    /// - Throws: when the private number is not from 1 to n - 1, or the point is not the one that belongs to it.
    init(_ parameters: ECParameters) throws(JOSEError) {
        let key = try PKey(parameters)
        try key.check()
        context = try KeyContext(key, for: .sign)
    }

    func sign(_ message: [UInt8]) throws(JOSEError) -> [UInt8] {
        let der = try context.sign(SHA256.digest(message), atMost: Self.maximumDERBytes)
        guard let signature = P256Signature(der: der) else {
            throw JOSEError(operation: "sign", detail: "OpenSSL's ECDSA signature is not DER")
        }
        return signature.raw
    }
}

/// Verifies ES256.
final class ES256Verifier: SignatureVerifier {
    private let context: KeyContext

    /// - Throws: when the point is not on the curve.
    init(_ parameters: ECParameters) throws(JOSEError) {
        context = try KeyContext(PKey(parameters.publicPart), for: .verify)
    }

    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) throws(JOSEError) -> Bool {
        guard let signature = P256Signature(raw: signature) else { return false }
        return try context.verifies(signature.der, of: SHA256.digest(message))
    }
}

extension PKey {
    static func generateP256() throws(JOSEError) -> PKey {
        guard let pointer = unsafe vellum_p256_generate() else { throw JOSEError.openSSL("generate a P-256 key") }
        return unsafe PKey(pointer)
    }

    /// OpenSSL refuses a point that is not on the curve.
    convenience init(_ ec: ECParameters) throws(JOSEError) {
        let builder = try KeyBuilder()
        try builder.add(p256Point: [4] + ec.x + ec.y)
        if let d = ec.d { try builder.add(VELLUM_EC_D, d.bytes) }
        unsafe self.init(try builder.build("EC", isPrivate: ec.isPrivate))
    }

    /// The numbers of a private key.
    var ecParameters: ECParameters {
        get throws(JOSEError) {
            let width = ECParameters.width
            return ECParameters(
                x: try number(VELLUM_EC_X, width: width), y: try number(VELLUM_EC_Y, width: width),
                d: PrivateBytes(try number(VELLUM_EC_D, width: width)))
        }
    }
}
