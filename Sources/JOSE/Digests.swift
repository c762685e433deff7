internal import COpenSSL

/// Random bytes for secrets and identifiers, from OpenSSL's generator.
package enum SecureRandom {
    /// - Throws: when the generator is not seeded; a caller must then do without the secret, not weaken it.
    package static func bytes(_ count: Int) throws(JOSEError) -> [UInt8] {
        guard let length = Int32(exactly: count), length >= 0 else {
            throw JOSEError(operation: "make random bytes", detail: "\(count) is not a possible count")
        }
        var bytes = [UInt8](repeating: 0, count: count)
        guard unsafe RAND_bytes(&bytes, length) == 1 else { throw JOSEError.openSSL("make random bytes") }
        return bytes
    }
}

/// SHA-256 (FIPS 180-4).
package enum SHA256 {
    package static let byteCount = 32

    package static func digest(_ message: [UInt8]) -> [UInt8] { digest(message[...]) }

    package static func digest(_ message: ArraySlice<UInt8>) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: byteCount)
        let done = unsafe message.withUnsafeBytes { message in
            unsafe EVP_Digest(message.baseAddress, message.count, &digest, nil, DigestAlgorithm.sha256.pointer, nil)
        }
        // It fails only when memory is out; going on with a digest of zeros would be worse than stopping.
        precondition(done == 1, "OpenSSL could not make a SHA-256 digest")
        return digest
    }
}

/// The SHA-256 of a text as a value, for a dictionary: made, compared and hashed without an allocation.
package struct TextDigest: Sendable, Hashable {
    private let words: InlineArray<4, UInt64>

    package init(_ text: String) {
        var text = text
        var words = InlineArray<4, UInt64>(repeating: 0)
        let done = text.withUTF8 { text in
            var span = words.mutableSpan
            return unsafe span.withUnsafeMutableBytes { digest in
                let start = unsafe digest.baseAddress?.assumingMemoryBound(to: UInt8.self)
                return unsafe EVP_Digest(
                    text.baseAddress, text.count, start, nil, DigestAlgorithm.sha256.pointer, nil)
            }
        }
        precondition(done == 1, "OpenSSL could not make a SHA-256 digest")
        self.words = words
    }

    package static func == (left: TextDigest, right: TextDigest) -> Bool {
        left.words[0] == right.words[0] && left.words[1] == right.words[1] && left.words[2] == right.words[2]
            && left.words[3] == right.words[3]
    }

    /// By a part, which is as evenly spread as the whole.
    package func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }
}

/// HMAC with SHA-256 (RFC 2104).
package enum HMACSHA256 {
    /// 32 bytes.
    package static func code(key: [UInt8], message: [UInt8]) -> [UInt8] {
        precondition(key.count <= Int(Int32.max), "an HMAC key of more than 2 GiB")
        var code = [UInt8](repeating: 0, count: SHA256.byteCount)
        let algorithm = unsafe DigestAlgorithm.sha256.pointer
        let done = unsafe HMAC(algorithm, key, Int32(key.count), message, message.count, &code, nil)
        precondition(unsafe done != nil, "OpenSSL could not make an HMAC")
        return code
    }
}

/// Whether two secrets are equal, in a time that depends on their lengths only.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return unsafe CRYPTO_memcmp(left, right, left.count) == 0
}

/// SHA-256 fetched once from OpenSSL's providers: looking it up by name at each digest costs more than the digest.
///
/// Invariant: the pointer is not null, read-only in OpenSSL after the fetch, and never freed since the one
/// instance lives as long as the process.
@safe final class DigestAlgorithm: @unchecked Sendable {
    static let sha256 = DigestAlgorithm()

    let pointer: OpaquePointer

    private init() {
        guard let pointer = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
            preconditionFailure("this OpenSSL has no SHA-256; check its configuration and providers")
        }
        unsafe self.pointer = pointer
    }
}
