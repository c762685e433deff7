internal import JOSE
internal import Synchronization

/// Random bytes, the failure as ours.
enum Randomness {
    static func bytes(_ count: Int) throws(CoreError) -> [UInt8] {
        do { return try SecureRandom.bytes(count) } catch { throw .corrupt(detail: error.detail) }
    }

    /// A new name for a sign-in, a token or a state of a session: 16 bytes in base64url.
    ///
    /// Nobody can guess it, but whoever has the token can read it: no secret. So it may be made in advance, since OpenSSL
    /// takes about as long for one as for many.
    static func name() throws(CoreError) -> String {
        let name = try names.withLock { names throws(CoreError) in
            if names.isEmpty { names = try bytes(namesMade * nameBytes)[...] }
            defer { names.removeFirst(nameBytes) }
            return Array(names.prefix(nameBytes))
        }
        return Base64URL.encode(name)
    }

    private static let names = Mutex<ArraySlice<UInt8>>([])
    private static let nameBytes = RefreshToken.signInBytes
    private static let namesMade = 64
}
