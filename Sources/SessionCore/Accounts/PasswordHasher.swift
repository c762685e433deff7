internal import CCrypt
internal import Glibc
internal import JOSE
internal import Synchronization

/// bcrypt by libcrypt (crypt(5), `$2b$`). Slow on purpose: to be called on the pool only.
package struct PasswordHasher: Sendable {
    let cost: Int
    /// Checked for users that do not exist, so that they take as long as others.
    let dummy: String
    private let dearest: Dearest

    /// - Throws: `.corrupt` when libcrypt or the random source fails.
    package init(cost: Int) throws(CoreError) {
        self.cost = cost
        dearest = Dearest(cost)
        dummy = try PasswordHasher.hash(Array("no password is this one".utf8), cost: cost)
    }

    func hash(_ password: String) throws(CoreError) -> String {
        try PasswordHasher.hash(Array(password.utf8), cost: cost)
    }

    /// Compares in constant time.
    func verify(_ password: String, _ hash: String) -> Bool {
        // bcrypt ignores what follows 72 bytes, and C strings end at a NUL: neither may pass for the password.
        guard password.utf8.count <= 72, !password.utf8.contains(0),
            let computed = PasswordHasher.crypt(Array(password.utf8), setting: hash)
        else { return false }
        return constantTimeEquals(Array(computed.utf8), Array(hash.utf8))
    }

    struct Verdict: Sendable {
        let isRight: Bool
        /// A hash of the same password at today's cost; nil when the stored one has it, or the password is wrong.
        var upgrade: String?
    }

    /// Verifies, and makes a hash anew that was made at another cost. A wrong password takes as long with a cheaper hash
    /// as it does for users that do not exist: a cost is twice the work of the one below, so that a hash at cost 10 and
    /// dummies at 10 and 11 are the work of one at 12. With a dearer hash all others take as long, from when the first
    /// one has been seen.
    func judge(_ password: String, _ hash: String) -> Verdict {
        let isRight = verify(password, hash)
        let made = PasswordHasher.cost(of: hash)
        dearest.raise(to: made)
        if isRight && made != cost { return Verdict(isRight: true, upgrade: try? self.hash(password)) }
        if !isRight {
            for cost in PasswordHasher.padding(from: made, to: dearest.value) { _ = verify(password, dummy(at: cost)) }
        }
        return Verdict(isRight: isRight)
    }

    /// The costs whose work, added to that of a hash at one cost, is that of a hash at another.
    static func padding(from made: Int, to cost: Int) -> Range<Int> { made..<max(made, cost) }

    private func dummy(at cost: Int) -> String {
        "$2b$\(cost < 10 ? "0" : "")\(cost)$" + dummy.suffix(PasswordHasher.saltAndHashLength)
    }

    private static let saltAndHashLength = 53

    /// The dearest cost that a hash was seen to have.
    private final class Dearest: Sendable {
        private let cost: Atomic<Int>
        init(_ cost: Int) { self.cost = Atomic(cost) }
        var value: Int { cost.load(ordering: .relaxed) }
        func raise(to cost: Int) { self.cost.max(cost, ordering: .relaxed) }
    }

    static func cost(of hash: String) -> Int {
        let parts = hash.split(separator: "$", omittingEmptySubsequences: false)
        return parts.count == 4 ? Int(parts[2]) ?? 0 : 0
    }

    /// Whether a stored text is a hash of ours, of a cost that cannot hold a thread for minutes.
    static func isHash(_ text: String) -> Bool {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[1] == "2b", let cost = Int(parts[2]) else { return false }
        return (4...16).contains(cost) && parts[3].utf8.count == 53
    }

    private static func hash(_ password: [UInt8], cost: Int) throws(CoreError) -> String {
        let random: [UInt8]
        do { random = try SecureRandom.bytes(16) } catch { throw .corrupt(detail: error.detail) }
        var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        let salt = random.map { CChar(bitPattern: $0) }
        let made = unsafe crypt_gensalt_rn("$2b$", UInt(cost), salt, Int32(salt.count), &setting, Int32(setting.count))
        guard unsafe made != nil else { throw .corrupt(detail: "crypt_gensalt_rn failed") }
        let text = String(decoding: setting.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        guard let hash = crypt(password, setting: text) else { throw .corrupt(detail: "crypt_rn failed") }
        return hash
    }

    private static func crypt(_ password: [UInt8], setting: String) -> String? {
        let phrase = password.map { CChar(bitPattern: $0) } + [0]
        let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
        unsafe data.initialize(to: crypt_data())
        defer {
            // The work area holds what the password left behind.
            unsafe explicit_bzero(data, MemoryLayout<crypt_data>.size)
            unsafe data.deallocate()
        }
        guard let result = unsafe crypt_rn(phrase, setting, data, Int32(MemoryLayout<crypt_data>.size)) else {
            return nil
        }
        return unsafe String(cString: result)
    }
}
