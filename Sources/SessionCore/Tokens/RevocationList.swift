/// Which sign-ins and token versions have ended: what verification asks, as a value.
///
/// Entries are only ever added or made longer, so that two lists merge in any order; they leave when the tokens they
/// refuse have expired.
struct RevocationList: Sendable {
    struct Minimum: Sendable, Equatable {
        /// The lowest token version that is still good.
        var version: Int64
        /// Unix seconds.
        var until: Int64
    }

    /// Sign-in → Unix seconds until which it must be remembered.
    private(set) var signIns: [String: Int64] = [:]
    /// User → the lowest token version that is still good. Also `USER/SIGN-IN`, see `exemption`.
    private(set) var versions: [String: Minimum] = [:]
    /// Entries at the last pruning: the next is due when they have doubled, so that it costs little each.
    private var prunedCount = 0

    private static let smallest = 1_024

    /// What the version of a kept sign-in is remembered by, beside those of users: no user ID has a slash.
    ///
    /// All tokens of a user below a version end, and one sign-in goes on: an entry `alice/SIGN-IN` of that version
    /// beside the one of `alice` says so. It travels and expires as that one does. It excuses nothing once the version
    /// of the user is higher, so that the next end of all ends this sign-in too, and it never outweighs the end of the
    /// sign-in itself. Where it is lost or not understood, the sign-in is refused with the others.
    static func exemption(of signIn: String, user: UserID) -> String { "\(user)/\(signIn)" }

    func isRevoked(_ signIn: String, user: UserID, version: Int64) -> Bool {
        if signIns[signIn] != nil { return true }
        guard let minimum = versions[user.text], version < minimum.version else { return false }
        let kept = versions[RevocationList.exemption(of: signIn, user: user)]
        return kept.map { $0.version < minimum.version } ?? true
    }

    mutating func add(signIn: String, until: Int64) { signIns[signIn] = max(until, signIns[signIn] ?? 0) }

    /// - Parameter now: Unix seconds. A minimum that has expired by then counts no more: the account that it was of may be
    ///   gone, and the next one of its ID begins anew.
    mutating func add(user: String, version: Int64, until: Int64, at now: Int64 = .min) {
        if let known = versions[user], known.until <= now { versions[user] = nil }
        let known = versions[user] ?? Minimum(version: 0, until: 0)
        versions[user] = Minimum(version: max(version, known.version), until: max(until, known.until))
    }

    mutating func merge(_ other: RevocationList) {
        for (signIn, until) in other.signIns { add(signIn: signIn, until: until) }
        for (user, minimum) in other.versions { add(user: user, version: minimum.version, until: minimum.until) }
    }

    /// Forgets what has expired, now and then.
    mutating func prune(at now: Int64) {
        guard signIns.count + versions.count >= max(RevocationList.smallest, 2 * prunedCount) else { return }
        self = live(at: now)
        prunedCount = signIns.count + versions.count
    }

    /// What has not expired.
    func live(at now: Int64) -> RevocationList {
        var list = RevocationList()
        list.signIns = signIns.filter { $0.value > now }
        list.versions = versions.filter { $0.value.until > now }
        return list
    }

    /// What is here and not, or for a shorter time, in another list.
    func missing(in other: RevocationList) -> RevocationList {
        var list = RevocationList()
        list.signIns = signIns.filter { $0.value > other.signIns[$0.key] ?? 0 }
        list.versions = versions.filter { user, minimum in
            guard let known = other.versions[user] else { return true }
            return minimum.version > known.version || minimum.until > known.until
        }
        return list
    }

    var isEmpty: Bool { signIns.isEmpty && versions.isEmpty }
}
