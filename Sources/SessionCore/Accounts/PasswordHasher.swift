internal import CCrypt
internal import Glibc
internal import JOSE

/// bcrypt by libcrypt, off the event loops.
package struct PasswordHasher: Sendable {
    private let cost: Int
    private let pool: WorkPool
    /// A hash that no password has, of the same cost: an unknown user takes as long as a wrong password.
    private let dummy: String

    /// What bcrypt reads of a password, in bytes.
    private static let significantBytes = 72
    private static let saltBytes = 16
    private static let hashLength = 60

    /// - Parameter cost: the logarithm of the rounds, 4 to 16.
    /// - Throws: `.corrupt` when there is no randomness or libcrypt lacks bcrypt.
    package init(cost: Int, pool: WorkPool) throws(CoreError) {
        precondition(CoreConfiguration.bcryptCosts.contains(cost), "the cost of bcrypt is 4 to 16")
        self.cost = cost
        self.pool = pool
        // bcrypt's hash is 31 characters of its alphabet, a subset of which is hexadecimal.
        let tail = try randomBytes(31).map { Array("0123456789abcdef".utf8)[Int($0 & 15)] }
        dummy = try PasswordHasher.setting(cost: cost) + String(decoding: tail, as: UTF8.self)
    }

    /// - Throws: `.busy` when the pool is full.
    package func hash(_ password: String) async throws(CoreError) -> String {
        let setting = try PasswordHasher.setting(cost: cost)
        let hash = try await pool.run { PasswordHasher.crypt(password, setting) }
        guard let hash, hash.utf8.count == PasswordHasher.hashLength else {
            throw CoreError.corrupt("libcrypt could not make a bcrypt hash")
        }
        return hash
    }

    /// Whether the password has this hash. Without a hash it does the same work, and the answer is no.
    ///
    /// - Throws: `.busy` when the pool is full, `.corrupt` when the hash is not one of ours.
    package func verifies(_ password: String, hash: String?) async throws(CoreError) -> Bool {
        if let hash, !PasswordHasher.isAcceptable(hash) {
            throw CoreError.corrupt("a stored password hash is not bcrypt")
        }
        let setting = hash ?? dummy
        guard let made = try await pool.run({ PasswordHasher.crypt(password, setting) }) else {
            throw CoreError.corrupt("libcrypt could not check a bcrypt hash")
        }
        let isEqual = constantTimeEquals(Array(made.utf8), Array(setting.utf8))
        let isWhole = password.utf8.count <= PasswordHasher.significantBytes && !password.utf8.contains(0)
        return isEqual && isWhole && hash != nil
    }

    /// `$2b$` and a cost that cannot hold a thread for hours, whoever wrote it.
    private static func isAcceptable(_ hash: String) -> Bool {
        guard hash.utf8.count == hashLength, hash.hasPrefix("$2b$"), let cost = Int(hash.dropFirst(4).prefix(2)) else {
            return false
        }
        return CoreConfiguration.bcryptCosts.contains(cost)
    }

    /// `$2b$`, the cost and a new salt.
    private static func setting(cost: Int) throws(CoreError) -> String {
        let random = try randomBytes(saltBytes).map(CChar.init(bitPattern:))
        var buffer = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        let made = unsafe crypt_gensalt_rn(
            "$2b$", UInt(cost), random, Int32(random.count), &buffer, Int32(buffer.count))
        guard unsafe made != nil else { throw CoreError.corrupt("libcrypt could not make a bcrypt salt") }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Blocks for as long as the cost says. Nil when libcrypt refuses the setting.
    private static func crypt(_ password: String, _ setting: String) -> String? {
        var phrase = Array(password.utf8.prefix(significantBytes)).map(CChar.init(bitPattern:))
        phrase.append(0)
        var data: UnsafeMutableRawPointer?
        var size: Int32 = 0
        let result = unsafe crypt_ra(phrase, setting, &data, &size)
        defer { unsafe free(data) }
        guard let result = unsafe result, unsafe result.pointee != 0, unsafe result.pointee != CChar(UInt8(ascii: "*"))
        else { return nil }
        return unsafe String(cString: result)
    }
}

/// Random bytes, or `.corrupt`: a service without randomness must not go on.
func randomBytes(_ count: Int) throws(CoreError) -> [UInt8] {
    do {
        return try SecureRandom.bytes(count)
    } catch {
        throw CoreError.corrupt(error.description)
    }
}
