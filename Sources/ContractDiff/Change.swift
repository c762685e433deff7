package import YAML

/// A place in one of the two contracts.
package struct Place: Sendable, Hashable, CustomStringConvertible {
    package let file: String
    package let mark: Mark
    /// RFC 6901, from the root of the contract.
    package let pointer: String

    package var description: String { "\(file):\(mark.line):\(mark.column)" }
}

/// One difference between two contracts.
package struct Change: Sendable, Hashable {
    package let rule: Rule
    /// What was, and what is.
    package let message: String
    /// Nil for what was added.
    package let old: Place?
    /// Nil for what was removed.
    package let new: Place?
    /// Where to look in the new contract: `new`, or what the removed thing was part of.
    package let nearest: Place
    /// The operationIds of the new contract that it concerns, in the order of the contract; none when it is no
    /// operation's affair.
    package internal(set) var operations: [String]

    package var severity: Severity { rule.severity }
    package var direction: Direction { rule.direction }
}
