package import YAML

/// How bad a finding is. The names are those of SARIF (§3.27.10).
package enum Level: String, Sendable, CaseIterable, Comparable {
    /// Something wrong, which has a note that it may be meant.
    case note
    /// A promise that clients will stumble over.
    case warning
    /// A contract that says what is not so.
    case error

    package static func < (left: Level, right: Level) -> Bool { left.weight < right.weight }

    private var weight: Int {
        switch self {
        case .note: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// What a rule has against one place of a contract.
package struct Finding: Sendable, Hashable {
    /// The rule's ID.
    package let rule: String
    package let level: Level
    /// The contract's path relative to the package.
    package let file: String
    package let mark: Mark
    /// RFC 6901, from the root of the contract.
    package let pointer: String
    /// What was found, and what to write instead.
    package let message: String
}

/// A finding before it is known whose it is.
struct Found: Hashable {
    let mark: Mark
    let pointer: String
    let message: String
}
