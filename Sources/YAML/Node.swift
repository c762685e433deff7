/// A node of a YAML or JSON text with the place where it begins. Aliases are resolved: the tree has no cycles.
package struct Node: Sendable {
    package enum Content: Sendable {
        /// `isPlain` tells whether the scalar was written without quotes: only then can it be other than a string.
        case scalar(String, isPlain: Bool)
        case sequence([Node])
        case mapping([Member])
    }

    package struct Member: Sendable {
        package let name: String
        package let key: Node
        package let value: Node
    }

    package let content: Content
    package let mark: Mark
    /// Where the members of a large mapping stand, so that a thousand references among a thousand schemas are cheap.
    private let positions: [String: Int]?

    /// - Parameter positions: of the members by name, all or none of them.
    init(content: Content, mark: Mark, positions: [String: Int]? = nil) {
        self.content = content
        self.mark = mark
        self.positions = positions
    }

    /// The same node, where it is used by an alias.
    func at(_ mark: Mark) -> Node { Node(content: content, mark: mark, positions: positions) }

    /// The value of a member, nil when the node is no mapping or has none of this name.
    package subscript(name: String) -> Node? {
        guard let members else { return nil }
        guard let positions else { return members.first { $0.name == name }?.value }
        return positions[name].map { members[$0].value }
    }

    package var members: [Member]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    package var elements: [Node]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The text of a string scalar; nil for anything that YAML reads as another type (YAML 1.2.2 §10.3.2).
    package var string: String? {
        if case .string(let text) = scalar { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = scalar { value } else { nil }
    }

    package var integer: Int64? {
        if case .integer(let value) = scalar { value } else { nil }
    }

    /// Integers count as numbers too.
    package var number: Double? {
        switch scalar {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package var isNull: Bool {
        if case .null = scalar { true } else { false }
    }
}
