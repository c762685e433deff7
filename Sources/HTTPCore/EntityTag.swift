/// An entity tag (RFC 9110 §8.8.3): `"text"`, or `W/"text"` when it promises the same meaning only.
public struct EntityTag: Sendable, Equatable {
    public let isWeak: Bool
    /// With its quotation marks.
    public let opaque: String

    init(isWeak: Bool, opaque: String) {
        self.isWeak = isWeak
        self.opaque = opaque
    }

    /// - Returns: nil for what is no entity tag.
    public init?(_ text: String) {
        guard case .tags(let tags) = EntityTagCondition(text), tags.count == 1 else { return nil }
        self = tags[0]
    }

    /// Strong comparison (§8.8.3.2): the same bytes for certain.
    public func isSame(as other: EntityTag) -> Bool { !isWeak && !other.isWeak && isAlike(other) }

    /// Weak comparison: good enough to be read again.
    public func isAlike(_ other: EntityTag) -> Bool { opaque.utf8.elementsEqual(other.opaque.utf8) }
}

/// What If-Match and If-None-Match hold (RFC 9110 §13.1.1 and §13.1.2): `*` alone, or a list of entity tags.
public enum EntityTagCondition: Sendable, Equatable {
    /// Any representation that there is.
    case any
    case tags([EntityTag])

    /// - Returns: nil for anything else, also when only one member is wrong: of half a condition nothing follows.
    public init?(_ field: String) {
        var scanner = EntityTagScanner(field)
        guard let condition = scanner.condition() else { return nil }
        self = condition
    }

    /// Strong comparison, which If-Match asks for.
    public func holdsStrongly(for current: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains { $0.isSame(as: current) }
        }
    }

    /// Weak comparison, which If-None-Match asks for.
    public func holdsWeakly(for current: EntityTag) -> Bool {
        switch self {
        case .any: true
        case .tags(let tags): tags.contains { $0.isAlike(current) }
        }
    }
}

/// Reads `#entity-tag`: commas part the tags, but not within quotation marks, where no escapes are.
private struct EntityTagScanner {
    private var rest: Substring.UTF8View

    init(_ field: String) { rest = field[...].utf8 }

    mutating func condition() -> EntityTagCondition? {
        skipBlanks()
        if take("*") {
            skipBlanks()
            return rest.isEmpty ? .any : nil
        }
        var tags: [EntityTag] = []
        while true {
            // Empty members are passed over (§5.6.1.2).
            while take(",") { skipBlanks() }
            guard !rest.isEmpty else { return tags.isEmpty ? nil : .tags(tags) }
            guard let tag = tag() else { return nil }
            tags.append(tag)
            skipBlanks()
            guard rest.isEmpty || rest.first == UInt8(ascii: ",") else { return nil }
        }
    }

    private mutating func tag() -> EntityTag? {
        let isWeak = take("W")
        if isWeak { guard take("/") else { return nil } }
        let start = rest
        guard take("\"") else { return nil }
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\"") {
                return String(start.prefix(start.count - rest.count)).map { EntityTag(isWeak: isWeak, opaque: $0) }
            }
            // etagc: visible, or beyond ASCII.
            guard byte > 0x20 && byte != 0x7f else { return nil }
        }
        return nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipBlanks() { while take(" ") || take("\t") {} }
}
