internal import COpenSSL

// The owners of OpenSSL's key objects: one class for each kind of C pointer, which frees it once.

/// An unsigned number; its memory is cleared when it goes, since it may be private.
@safe final class BigNumber {
    let pointer: OpaquePointer

    init(_ bytes: [UInt8]) throws(JOSEError) {
        guard let pointer = unsafe BN_bin2bn(bytes, Int32(clamping: bytes.count), nil) else {
            throw JOSEError.openSSL("read a number")
        }
        unsafe self.pointer = pointer
    }

    /// Copies a number out of a key.
    init(_ number: vellum_rsa_number, of key: PKey) throws(JOSEError) {
        var pointer: OpaquePointer?
        guard unsafe vellum_rsa_get(key.pointer, number, &pointer) == 1, let pointer = unsafe pointer else {
            throw JOSEError.openSSL("read a number of a key")
        }
        unsafe self.pointer = pointer
    }

    deinit { unsafe BN_clear_free(pointer) }

    /// Big-endian, without leading zeros.
    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (Int(unsafe BN_num_bits(pointer)) + 7) / 8)
        _ = unsafe BN_bn2bin(pointer, &bytes)
        return bytes
    }
}

/// The parameters of a key that is being built. OpenSSL copies the numbers when the array is made.
@safe private final class ParameterBuilder {
    let pointer: OpaquePointer

    init() throws(JOSEError) {
        guard let pointer = unsafe OSSL_PARAM_BLD_new() else { throw JOSEError.openSSL("build a key") }
        unsafe self.pointer = pointer
    }

    deinit { unsafe OSSL_PARAM_BLD_free(pointer) }
}

/// An RSA key as OpenSSL holds it.
@safe final class PKey {
    let pointer: OpaquePointer

    init(generating bits: Int) throws(JOSEError) {
        guard let pointer = unsafe vellum_rsa_generate(UInt32(clamping: bits)) else {
            throw JOSEError.openSSL("generate an RSA key")
        }
        unsafe self.pointer = pointer
    }

    /// Checks a private key in full: that its primes are primes and that all its numbers belong together. That
    /// takes tens of milliseconds, and keeps a damaged CRT number from giving the key away in its first signature.
    init(_ jwk: JWK) throws(JOSEError) {
        var numbers: [(vellum_rsa_number, [UInt8])] = [(VELLUM_RSA_N, jwk.n), (VELLUM_RSA_E, jwk.e)]
        if let more = jwk.privateNumbers {
            numbers += [
                (VELLUM_RSA_D, more.d), (VELLUM_RSA_P, more.p), (VELLUM_RSA_Q, more.q), (VELLUM_RSA_DP, more.dp),
                (VELLUM_RSA_DQ, more.dq), (VELLUM_RSA_QI, more.qi),
            ]
        }
        unsafe pointer = try Self.build(numbers, isPrivate: jwk.isPrivate)
        guard jwk.isPrivate else { return }
        guard let check = unsafe EVP_PKEY_CTX_new_from_pkey(nil, pointer, nil) else {
            throw JOSEError.openSSL("check a private key")
        }
        defer { unsafe EVP_PKEY_CTX_free(check) }
        guard unsafe EVP_PKEY_pairwise_check(check) == 1 else { throw JOSEError.openSSL("check a private key") }
    }

    deinit { unsafe EVP_PKEY_free(pointer) }

    private static func build(
        _ numbers: [(vellum_rsa_number, [UInt8])], isPrivate: Bool
    ) throws(JOSEError) -> OpaquePointer {
        let builder = try ParameterBuilder()
        var values: [BigNumber] = []  // the builder points at them until its array is made
        for (number, bytes) in numbers {
            let value = try BigNumber(bytes)
            values.append(value)
            guard unsafe vellum_rsa_push(builder.pointer, number, value.pointer) == 1 else {
                throw JOSEError.openSSL("build a key")
            }
        }
        let parameters = unsafe withExtendedLifetime(values) { unsafe OSSL_PARAM_BLD_to_param(builder.pointer) }
        guard let parameters = unsafe parameters else { throw JOSEError.openSSL("build a key") }
        defer { unsafe OSSL_PARAM_free(parameters) }
        guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "RSA", nil) else {
            throw JOSEError.openSSL("build a key")
        }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        let selection = isPrivate ? vellum_selection_key_pair : vellum_selection_public_key
        guard unsafe EVP_PKEY_fromdata_init(context) == 1,
            unsafe EVP_PKEY_fromdata(context, &key, selection, parameters) == 1, let key = unsafe key
        else { throw JOSEError.openSSL("build a key") }
        return unsafe key
    }
}

/// A key made ready for one operation: RSASSA-PKCS1-v1_5 over a SHA-256 digest.
///
/// Invariant that makes it Sendable: the context is set up in `init`, and afterwards only read, by
/// `EVP_PKEY_CTX_dup`, whose reference counts are atomic. Each call works on its own copy; the key behind them is
/// read-only, and OpenSSL locks what it caches in it (Montgomery and blinding values).
@safe final class KeyContext: @unchecked Sendable {
    enum Operation { case sign, verify }

    private let pointer: OpaquePointer

    init(_ key: PKey, for operation: Operation) throws(JOSEError) {
        guard let pointer = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else {
            throw JOSEError.openSSL("prepare a key")
        }
        unsafe self.pointer = pointer
        let ready = unsafe operation == .sign ? EVP_PKEY_sign_init(pointer) : EVP_PKEY_verify_init(pointer)
        guard ready == 1, unsafe EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PADDING) == 1,
            unsafe EVP_PKEY_CTX_set_signature_md(pointer, DigestAlgorithm.sha256.pointer) == 1
        else { throw JOSEError.openSSL("prepare a key") }
    }

    private init(copyOf context: KeyContext) throws(JOSEError) {
        guard let pointer = unsafe EVP_PKEY_CTX_dup(context.pointer) else { throw JOSEError.openSSL("use a key") }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }

    /// - Parameter size: bytes of the modulus, which is what a signature has.
    func sign(_ digest: [UInt8], size: Int) throws(JOSEError) -> [UInt8] {
        let context = try KeyContext(copyOf: self)
        var signature = [UInt8](repeating: 0, count: size)
        var count = size
        let done = unsafe EVP_PKEY_sign(context.pointer, &signature, &count, digest, digest.count)
        guard done == 1, count == size else { throw JOSEError.openSSL("sign") }
        return signature
    }

    func verifies(_ signature: [UInt8], of digest: [UInt8]) throws(JOSEError) -> Bool {
        let context = try KeyContext(copyOf: self)
        let verdict = unsafe EVP_PKEY_verify(context.pointer, signature, signature.count, digest, digest.count)
        // A bad signature queues errors, which must not be taken for those of a later call.
        if verdict != 1 { ERR_clear_error() }
        return verdict == 1
    }
}
