/// Why a text is not a YAML document, or not one that we accept: its first problem.
package struct YAMLError: Error, Sendable, Equatable {
    package let message: String
    package let mark: Mark
}

/// A problem of a text, at its place.
package struct YAMLProblem: Error, Sendable, Equatable {
    /// What was found, and what to write instead.
    package let message: String
    package let mark: Mark
    /// RFC 6901, from the root of the document: the innermost value that the problem touches.
    package let pointer: String
    /// The tree has not what the author meant at this pointer: what else is wrong there follows from this problem.
    package let leavesGap: Bool
}

/// Bounds that keep a small text from becoming a huge tree, or a bad one from telling without end.
package struct YAMLLimits: Sendable {
    /// Nodes of the tree, aliases counted each time they are used.
    package var nodes = 500_000
    /// Collections inside one another; at most 64 in JSON.
    package var depth = 64
    /// Bytes of a key. YAML itself has 1,024 characters for keys of one line.
    package var keyLength = 1_024
    /// Problems told of one text.
    package var problems = 1_000
    package static let standard = YAMLLimits()
}
