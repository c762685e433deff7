internal import COpenSSL

/// Signs with RS256 (RFC 7518 §3.3).
final class RS256Signer: SignatureMaker {
    private let context: KeyContext
    /// Of the modulus, which is what a signature has.
    private let byteCount: Int

    /// Takes tens of milliseconds, since the primes and all the numbers of the key are checked: a damaged CRT number
    /// would give the key away in its first signature.
    init(_ parameters: RSAParameters) throws(JOSEError) {
        let key = try PKey(parameters)
        try key.check()
        context = try KeyContext(key, for: .sign, padding: RSA_PKCS1_PADDING)
        byteCount = parameters.n.count
    }

    func sign(_ message: [UInt8]) throws(JOSEError) -> [UInt8] {
        let signature = try context.sign(SHA256.digest(message), atMost: byteCount)
        guard signature.count == byteCount else {
            throw JOSEError(operation: "sign", detail: "the signature has \(signature.count) bytes")
        }
        return signature
    }
}

/// Verifies RS256.
final class RS256Verifier: SignatureVerifier {
    private let context: KeyContext
    private let byteCount: Int

    /// - Throws: when the key is weak: a modulus outside 2048 to 8192 bits, an exponent that is even or 1.
    init(_ parameters: RSAParameters) throws(JOSEError) {
        if let violation = RSAStrength.violation(n: parameters.n, e: parameters.e) {
            throw JOSEError(operation: "use a key", detail: violation)
        }
        context = try KeyContext(PKey(parameters.publicPart), for: .verify, padding: RSA_PKCS1_PADDING)
        byteCount = parameters.n.count
    }

    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) throws(JOSEError) -> Bool {
        guard signature.count == byteCount else { return false }
        return try context.verifies(signature, of: SHA256.digest(message))
    }
}

extension PKey {
    static func generateRSA(bits: UInt32) throws(JOSEError) -> PKey {
        guard let pointer = unsafe vellum_rsa_generate(bits) else { throw JOSEError.openSSL("generate an RSA key") }
        return unsafe PKey(pointer)
    }

    convenience init(_ rsa: RSAParameters) throws(JOSEError) {
        let builder = try KeyBuilder()
        try builder.add(VELLUM_RSA_N, rsa.n)
        try builder.add(VELLUM_RSA_E, rsa.e)
        if let numbers = rsa.privateNumbers {
            try builder.add(VELLUM_RSA_D, numbers.d)
            try builder.add(VELLUM_RSA_P, numbers.p)
            try builder.add(VELLUM_RSA_Q, numbers.q)
            try builder.add(VELLUM_RSA_DP, numbers.dp)
            try builder.add(VELLUM_RSA_DQ, numbers.dq)
            try builder.add(VELLUM_RSA_QI, numbers.qi)
        }
        unsafe self.init(try builder.build("RSA", isPrivate: rsa.isPrivate))
    }

    /// The numbers of a private key.
    var rsaParameters: RSAParameters {
        get throws(JOSEError) {
            RSAParameters(
                n: try number(VELLUM_RSA_N), e: try number(VELLUM_RSA_E),
                privateNumbers: RSAParameters.PrivateNumbers(
                    d: try number(VELLUM_RSA_D), p: try number(VELLUM_RSA_P), q: try number(VELLUM_RSA_Q),
                    dp: try number(VELLUM_RSA_DP), dq: try number(VELLUM_RSA_DQ), qi: try number(VELLUM_RSA_QI)))
        }
    }
}
