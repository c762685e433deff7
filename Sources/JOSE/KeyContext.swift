internal import COpenSSL
internal import Synchronization

/// A key made ready for one operation over a SHA-256 digest.
///
/// Invariant that makes it Sendable: the context is set up in `init`, and afterwards only read, by
/// `EVP_PKEY_CTX_dup`, whose reference counts are atomic. Each call works on a copy that nobody else has at that time;
/// the key behind them is read-only, and OpenSSL locks what it caches in it (Montgomery and blinding values).
@safe final class KeyContext: @unchecked Sendable {
    enum Operation { case sign, verify }

    private let pointer: OpaquePointer
    private let spares = SpareContexts()

    /// - Parameter padding: of RSA.
    init(_ key: PKey, for operation: Operation, padding: Int32? = nil) throws(JOSEError) {
        guard let pointer = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else {
            throw JOSEError.openSSL("prepare a key")
        }
        unsafe self.pointer = pointer
        let ready = unsafe operation == .sign ? EVP_PKEY_sign_init(pointer) : EVP_PKEY_verify_init(pointer)
        guard ready == 1 else { throw JOSEError.openSSL("prepare a key") }
        if let padding, unsafe EVP_PKEY_CTX_set_rsa_padding(pointer, padding) != 1 {
            throw JOSEError.openSSL("prepare a key")
        }
        guard unsafe EVP_PKEY_CTX_set_signature_md(pointer, DigestAlgorithm.sha256.pointer) == 1 else {
            throw JOSEError.openSSL("prepare a key")
        }
    }

    deinit { unsafe EVP_PKEY_CTX_free(pointer) }

    private func copy() throws(JOSEError) -> OpaquePointer {
        if let spare = unsafe spares.take() { return unsafe spare }
        guard let copy = unsafe EVP_PKEY_CTX_dup(pointer) else { throw JOSEError.openSSL("use a key") }
        return unsafe copy
    }

    /// - Parameter count: bytes of the longest signature.
    func sign(_ digest: [UInt8], atMost count: Int) throws(JOSEError) -> [UInt8] {
        let context = unsafe try copy()
        defer { unsafe spares.give(context) }
        var signature = [UInt8](repeating: 0, count: count)
        var written = count
        guard unsafe EVP_PKEY_sign(context, &signature, &written, digest, digest.count) == 1 else {
            throw JOSEError.openSSL("sign")
        }
        signature.removeLast(count - written)
        return signature
    }

    func verifies(_ signature: [UInt8], of digest: [UInt8]) throws(JOSEError) -> Bool {
        let context = unsafe try copy()
        defer { unsafe spares.give(context) }
        let verdict = unsafe EVP_PKEY_verify(context, signature, signature.count, digest, digest.count)
        // A bad signature queues errors, which must not be taken for those of a later call.
        if verdict != 1 { ERR_clear_error() }
        return verdict == 1
    }
}

/// Contexts that are ready for another use: a copy made anew takes a dozen allocations.
///
/// Nobody waits for the lock: who does not get it makes a copy, or frees one.
private final class SpareContexts: Sendable {
    /// Invariant that makes it Sendable: whoever takes the context out of the list is the only one to have it.
    @safe private struct Context: @unchecked Sendable { let pointer: OpaquePointer }

    /// More threads at once than have ever a use for a key.
    private static let limit = 64
    private let contexts = Mutex<[Context]>([])

    deinit { contexts.withLock { for context in $0 { unsafe EVP_PKEY_CTX_free(context.pointer) } } }

    func take() -> OpaquePointer? {
        guard let context = contexts.withLockIfAvailable({ $0.popLast() }) ?? nil else { return nil }
        return unsafe context.pointer
    }

    func give(_ pointer: OpaquePointer) {
        let context = unsafe Context(pointer: pointer)
        let isKept = contexts.withLockIfAvailable { contexts in
            guard contexts.count < SpareContexts.limit else { return false }
            contexts.append(context)
            return true
        }
        if isKept != true { unsafe EVP_PKEY_CTX_free(context.pointer) }
    }
}
