/// Why a text is not a YAML document, or not one that we accept.
package struct YAMLError: Error, Sendable, Equatable {
    package let message: String
    package let mark: Mark
}

/// Bounds that keep a small text from becoming a huge tree.
package struct YAMLLimits: Sendable {
    /// Nodes of the tree, aliases counted each time they are used.
    package var nodes = 500_000
    /// Collections inside one another.
    package var depth = 100
    package static let standard = YAMLLimits()
}
