internal import COpenSSL

/// Seals short texts under a secret of the operator: AES-256-GCM (NIST SP 800-38D), its key derived by scrypt (RFC 7914),
/// so that a guess at the secret costs memory and time.
package struct SecretBox: Sendable {
    package static let saltBytes = 16
    static let nonceBytes = 12
    static let tagBytes = 16

    private let key: [UInt8]
    package let salt: [UInt8]

    /// Takes about 0.1 s and 32 MiB: never to be called on an event loop.
    ///
    /// - Parameter salt: random, kept beside what is sealed; nil for a new one.
    package init(secret: String, salt: [UInt8]? = nil) throws(JOSEError) {
        let salt = if let salt { salt } else { try SecureRandom.bytes(Self.saltBytes) }
        guard salt.count == Self.saltBytes else { throw Self.failed("the salt has \(salt.count) bytes") }
        let phrase = secret.utf8.map { CChar(bitPattern: $0) }
        var key = [UInt8](repeating: 0, count: 32)
        let done = unsafe EVP_PBE_scrypt(
            phrase, phrase.count, salt, salt.count, 1 << 15, 8, 1, 64 << 20, &key, key.count)
        guard done == 1 else { throw JOSEError.openSSL("derive a key") }
        self.key = key
        self.salt = salt
    }

    /// Salt, nonce, ciphertext and tag, in this order.
    ///
    /// - Parameter context: bound to it: opening needs the same.
    package func seal(_ text: [UInt8], context: [UInt8]) throws(JOSEError) -> [UInt8] {
        let nonce = try SecureRandom.bytes(Self.nonceBytes)
        let cipher = try Cipher()
        var sealed = [UInt8](repeating: 0, count: text.count)
        var tag = [UInt8](repeating: 0, count: Self.tagBytes)
        var count: Int32 = 0
        let length = Int32(clamping: text.count)
        guard unsafe EVP_EncryptInit_ex2(cipher.pointer, EVP_aes_256_gcm(), key, nonce, nil) == 1,
            unsafe EVP_EncryptUpdate(cipher.pointer, nil, &count, context, Int32(clamping: context.count)) == 1,
            unsafe EVP_EncryptUpdate(cipher.pointer, &sealed, &count, text, length) == 1, count == length,
            unsafe EVP_EncryptFinal_ex(cipher.pointer, &tag, &count) == 1,
            unsafe EVP_CIPHER_CTX_ctrl(cipher.pointer, EVP_CTRL_GCM_GET_TAG, Int32(Self.tagBytes), &tag) == 1
        else { throw JOSEError.openSSL("seal") }
        return salt + nonce + sealed + tag
    }

    /// The salt that a sealed text needs its box to have; nil for what is too short to be one.
    package static func salt(of sealed: [UInt8]) -> [UInt8]? {
        sealed.count >= saltBytes + nonceBytes + tagBytes ? Array(sealed.prefix(saltBytes)) : nil
    }

    /// - Throws: when it was sealed under another secret or context, or changed since.
    package func open(_ sealed: [UInt8], context: [UInt8]) throws(JOSEError) -> [UInt8] {
        guard Self.salt(of: sealed) == salt else { throw Self.failed("it is too short, or of another salt") }
        let nonce = Array(sealed[Self.saltBytes..<Self.saltBytes + Self.nonceBytes])
        let body = Array(sealed[(Self.saltBytes + Self.nonceBytes)..<(sealed.count - Self.tagBytes)])
        var tag = Array(sealed.suffix(Self.tagBytes))
        let cipher = try Cipher()
        var text = [UInt8](repeating: 0, count: body.count)
        var rest = [UInt8](repeating: 0, count: Self.tagBytes)
        var count: Int32 = 0
        let length = Int32(clamping: body.count)
        guard unsafe EVP_DecryptInit_ex2(cipher.pointer, EVP_aes_256_gcm(), key, nonce, nil) == 1,
            unsafe EVP_DecryptUpdate(cipher.pointer, nil, &count, context, Int32(clamping: context.count)) == 1,
            unsafe EVP_DecryptUpdate(cipher.pointer, &text, &count, body, length) == 1, count == length,
            unsafe EVP_CIPHER_CTX_ctrl(cipher.pointer, EVP_CTRL_GCM_SET_TAG, Int32(Self.tagBytes), &tag) == 1
        else { throw JOSEError.openSSL("open") }
        guard unsafe EVP_DecryptFinal_ex(cipher.pointer, &rest, &count) == 1 else {
            ERR_clear_error()
            throw Self.failed("it was sealed under another secret, or changed since")
        }
        return text
    }

    private static func failed(_ detail: String) -> JOSEError {
        JOSEError(operation: "open what is sealed", detail: detail)
    }
}

extension SecretBox: CustomStringConvertible, CustomReflectable {
    /// Keeps the key out of logs and crash reports.
    package var description: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

/// One run of a cipher.
@safe private final class Cipher {
    let pointer: OpaquePointer

    init() throws(JOSEError) {
        guard let pointer = unsafe EVP_CIPHER_CTX_new() else { throw JOSEError.openSSL("prepare a cipher") }
        unsafe self.pointer = pointer
    }

    deinit { unsafe EVP_CIPHER_CTX_free(pointer) }
}
