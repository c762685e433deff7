internal import COpenSSL

/// Signs with Ed25519 (RFC 8032 §5.1.6, RFC 8037 §3.1).
final class Ed25519Signer: SignatureMaker {
    private let context: MessageContext

    /// - Throws: when the public key is not the one that belongs to the private one.
    init(_ parameters: OKPParameters) throws(JOSEError) {
        guard let seed = parameters.d else { throw JOSEError(operation: "use a key", detail: "it is public") }
        let key = try PKey(ed25519Private: seed.bytes)
        guard try key.ed25519Public == parameters.x else {
            throw JOSEError(operation: "check a private key", detail: "x does not belong to d")
        }
        context = MessageContext(key)
    }

    func sign(_ message: [UInt8]) throws(JOSEError) -> [UInt8] {
        try context.sign(message, count: Ed25519Verifier.byteCount)
    }
}

/// Verifies Ed25519 (RFC 8032 §5.1.7).
final class Ed25519Verifier: SignatureVerifier {
    /// Of a signature.
    static let byteCount = 64
    private let context: MessageContext

    /// - Throws: when the public key is no point of the curve, or one of its eight of small order.
    init(_ parameters: OKPParameters) throws(JOSEError) {
        if let violation = try Ed25519Point.violation(parameters.x) {
            throw JOSEError(operation: "use a key", detail: violation)
        }
        context = MessageContext(try PKey(ed25519Public: parameters.x))
    }

    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) throws(JOSEError) -> Bool {
        guard signature.count == Self.byteCount else { return false }
        return try context.verifies(signature, of: message)
    }
}

/// A key made ready for an algorithm that wants the message whole, not its digest.
///
/// Invariant that makes it Sendable: the key is only read, and each call has a context of its own. OpenSSL 3.0 cannot
/// copy such a context, and none may be used twice; to set one up costs little beside the curve.
@safe private final class MessageContext: @unchecked Sendable {
    private let key: PKey

    init(_ key: PKey) { self.key = key }

    func sign(_ message: [UInt8], count: Int) throws(JOSEError) -> [UInt8] {
        guard let context = unsafe EVP_MD_CTX_new() else { throw JOSEError.openSSL("sign") }
        defer { unsafe EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: count)
        var written = count
        guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1,
            unsafe EVP_DigestSign(context, &signature, &written, message, message.count) == 1, written == count
        else { throw JOSEError.openSSL("sign") }
        return signature
    }

    func verifies(_ signature: [UInt8], of message: ArraySlice<UInt8>) throws(JOSEError) -> Bool {
        guard let context = unsafe EVP_MD_CTX_new() else { throw JOSEError.openSSL("verify") }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1 else {
            throw JOSEError.openSSL("verify")
        }
        let verdict = unsafe message.withUnsafeBytes { message in
            unsafe EVP_DigestVerify(context, signature, signature.count, message.baseAddress, message.count)
        }
        // A bad signature queues errors, which must not be taken for those of a later call.
        if verdict != 1 { ERR_clear_error() }
        return verdict == 1
    }
}

extension PKey {
    private static let ed25519 = "ED25519"

    static func generateEd25519() throws(JOSEError) -> PKey {
        guard let pointer = unsafe vellum_ed25519_generate() else { throw JOSEError.openSSL("generate an Ed25519 key") }
        return unsafe PKey(pointer)
    }

    convenience init(ed25519Private bytes: [UInt8]) throws(JOSEError) {
        guard let pointer = unsafe EVP_PKEY_new_raw_private_key_ex(nil, Self.ed25519, nil, bytes, bytes.count) else {
            throw JOSEError.openSSL("build a key")
        }
        unsafe self.init(pointer)
    }

    convenience init(ed25519Public bytes: [UInt8]) throws(JOSEError) {
        guard let pointer = unsafe EVP_PKEY_new_raw_public_key_ex(nil, Self.ed25519, nil, bytes, bytes.count) else {
            throw JOSEError.openSSL("build a key")
        }
        unsafe self.init(pointer)
    }

    var ed25519Public: [UInt8] {
        get throws(JOSEError) {
            var bytes = [UInt8](repeating: 0, count: OKPParameters.width)
            var count = bytes.count
            guard unsafe EVP_PKEY_get_raw_public_key(pointer, &bytes, &count) == 1, count == bytes.count else {
                throw JOSEError.openSSL("read a key")
            }
            return bytes
        }
    }

    /// The numbers of a private key.
    var okpParameters: OKPParameters {
        get throws(JOSEError) {
            var bytes = [UInt8](repeating: 0, count: OKPParameters.width)
            var count = bytes.count
            guard unsafe EVP_PKEY_get_raw_private_key(pointer, &bytes, &count) == 1, count == bytes.count else {
                throw JOSEError.openSSL("read a key")
            }
            return OKPParameters(x: try ed25519Public, d: PrivateBytes(bytes))
        }
    }
}
