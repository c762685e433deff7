internal import JOSE
internal import JSON

/// All signing keys that count, and those that were taken back: what all instances on one Redis agree on.
///
/// Two sets merge into one whatever the order, and merging again changes nothing: keys are only ever added, and a
/// retirement wins over a key. So an instance that finds the keys in Redis lost, or older than its own, puts back what
/// is missing without asking anybody, and a retired key never comes back.
struct KeySet: Sendable, Equatable {
    /// By when they sign, the earliest first.
    private(set) var keys: [KeyRecord] = []
    /// kid → Unix seconds until which its tokens would be good, had it not been taken back.
    private(set) var retired: [String: Int64] = [:]

    /// Keys at a time: a rotation beyond them is refused.
    static let maximumKeys = 16
    /// Retirements that are remembered.
    static let maximumRetired = 256
    /// Seconds from the publication of a key to its first signature: as long as verifiers may keep the published set,
    /// and a minute for clocks that differ.
    static let prepublication: Int64 = publishedMaxAge + 60
    /// Seconds that verifiers may keep the published set.
    static let publishedMaxAge: Int64 = 300
    /// Seconds that a key verifies after another has begun to sign: no token lives longer.
    static let overlap = Revocations.longestToken

    /// Seconds by which clocks may differ.
    static let clockDifference: Int64 = 60

    init() {}

    /// What a stored text says was taken back, whether its keys can be read or not.
    init(retirementsOf text: String) {
        guard case .object(let object)? = try? JSONReader.parse(Array(text.utf8)),
            case .object(let members)? = object["retired"]
        else { return }
        for member in members.members {
            if case .integer(let until) = member.value { retired[member.name] = until }
        }
    }

    // MARK: What counts now

    /// The key that signs: the latest whose time has come; before any has, the first.
    func signer(at now: Int64) -> KeyRecord? { keys.last { $0.signsFrom <= now } ?? keys.first }

    /// When a key stops to verify; nil for one that no other has replaced yet.
    func end(of kid: String) -> Int64? {
        guard let index = keys.firstIndex(where: { $0.kid == kid }), index + 1 < keys.count else { return nil }
        return keys[index + 1].signsFrom + KeySet.overlap
    }

    /// Whether a new key is due: the newest is too old, or of another algorithm than is wanted.
    ///
    /// - Parameters:
    ///   - maximumAge: seconds; 0 for no limit.
    ///   - algorithm: nil when any will do.
    func isRotationDue(at now: Int64, maximumAge: Int64, algorithm: SignatureAlgorithm?) -> Bool {
        guard let newest = keys.last, newest.signsFrom <= now, keys.count < KeySet.maximumKeys else { return false }
        if let algorithm, newest.jwk.alg != algorithm { return true }
        return maximumAge > 0 && now - newest.created >= maximumAge
    }

    // MARK: Changes

    mutating func add(_ key: KeyRecord) {
        guard retired[key.kid] == nil, !keys.contains(where: { $0.kid == key.kid }) else { return }
        keys.append(key)
        keys.sort { ($0.signsFrom, $0.kid) < ($1.signsFrom, $1.kid) }
    }

    /// Takes a key back: tokens that it signed are refused from now on.
    mutating func retire(_ kid: String, at now: Int64) {
        keys.removeAll { $0.kid == kid }
        retired[kid] = now + KeySet.overlap
    }

    func merging(_ other: KeySet) -> KeySet {
        var merged = self
        merged.retired.merge(other.retired) { max($0, $1) }
        merged.keys.removeAll { merged.retired[$0.kid] != nil }
        for key in other.keys { merged.add(key) }
        return merged
    }

    /// Without keys whose last token has expired, and with the newest retirements only.
    func pruned(at now: Int64) -> KeySet {
        var set = self
        set.keys = keys.filter { key in end(of: key.kid).map { $0 > now } ?? true }
        // An instance that was away, or a backup, may hold the key however long ago it was taken back.
        if retired.count > KeySet.maximumRetired {
            let newest = retired.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(KeySet.maximumRetired)
            set.retired = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
        }
        return set
    }

    // MARK: As Redis keeps it

    /// A JWK Set (RFC 7517 §5), with a member `retired` beside `keys`.
    func encoded(_ seal: KeySeal?) throws(JOSEError) -> String {
        var elements: [JSONValue] = []
        for key in keys { elements.append(.object(try key.json(seal))) }
        var object: JSONObject = ["keys": .array(elements)]
        if !retired.isEmpty {
            var members = JSONObject()
            for (kid, until) in retired.sorted(by: { $0.key < $1.key }) { members[kid] = .integer(until) }
            object["retired"] = .object(members)
        }
        return String(decoding: JSONValue.object(object).encoded, as: UTF8.self)
    }

    init(_ text: String, _ seal: KeySeal?) throws(JOSEError) {
        guard case .object(let object)? = try? JSONReader.parse(Array(text.utf8)),
            case .array(let elements)? = object["keys"], !elements.isEmpty
        else { throw KeySet.refused("a JWK Set with keys is expected") }
        if let members = object["retired"] {
            guard case .object(let members) = members else { throw KeySet.refused("retired must be an object") }
            for member in members.members {
                guard case .integer(let until) = member.value else { throw KeySet.refused("retired must hold times") }
                retired[member.name] = until
            }
        }
        for element in elements {
            guard case .object(let members) = element else { throw KeySet.refused("a key must be an object") }
            add(try KeyRecord(json: members, seal))
        }
    }

    /// Whether a stored text keeps a private part in the open.
    static func isOpen(_ text: String) -> Bool {
        guard case .object(let object)? = try? JSONReader.parse(Array(text.utf8)),
            case .array(let elements)? = object["keys"]
        else { return false }
        return elements.contains { element in
            if case .object(let members) = element { return members["d"] != nil }
            return false
        }
    }

    private static func refused(_ detail: String) -> JOSEError {
        JOSEError(operation: "read the stored keys", detail: detail)
    }
}
