/// The header fields of an answer, in the order they are sent (RFC 9110 §5). Names compare without regard to case.
public struct HTTPFields: Sendable, Equatable {
    public struct Field: Sendable, Equatable {
        public let name: String
        public var value: String
    }

    public private(set) var fields: [Field] = []

    public init() {}

    /// The only value of a field; several values are joined by a comma (RFC 9110 §5.3). Nil when absent.
    public subscript(name: String) -> String? {
        get {
            var joined: String?
            for field in fields where HTTPFields.same(field.name, name) {
                if let before = joined { joined = before + ", " + field.value } else { joined = field.value }
            }
            return joined
        }
        set {
            fields.removeAll { HTTPFields.same($0.name, name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// Makes room for so many field lines.
    public mutating func reserveCapacity(_ count: Int) { fields.reserveCapacity(count) }

    public mutating func append(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

    /// How many field lines carry this name.
    public func count(_ name: String) -> Int { fields.count { HTTPFields.same($0.name, name) } }

    static func same(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).allSatisfy { ASCII.lowercase($0) == ASCII.lowercase($1) }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { append(name, value) }
    }
}
