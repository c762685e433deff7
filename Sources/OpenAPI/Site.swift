package import YAML

/// Where a thing stands in its contract, and where each of its keywords does.
package struct Site: Sendable {
    /// RFC 6901, from the root of the contract.
    package let pointer: String
    package let mark: Mark
    private let keywordMarks: [String: Mark]
    /// What the pointers of keywords begin with: another component where a reference leads there.
    private let target: String

    package init(pointer: String, mark: Mark, keywordMarks: [String: Mark] = [:], target: String? = nil) {
        self.pointer = pointer
        self.mark = mark
        self.keywordMarks = keywordMarks
        self.target = target ?? pointer
    }

    /// The name of the component that a reference leads to; nil without one.
    package var component: String? {
        guard target != pointer, let slash = target.lastIndex(of: "/") else { return nil }
        return String(target[target.index(after: slash)...])
    }

    /// The site of a keyword; that of the whole when it does not have it.
    package func at(_ keyword: String) -> Site {
        guard let mark = keywordMarks[keyword] else { return self }
        return Site(pointer: self.pointer(to: keyword), mark: mark)
    }

    /// The pointer of something below, which a mark of its own goes with.
    package func pointer(to names: String...) -> String {
        names.reduce(target) { "\($0)/\(JSONPointer.escaped($1))" }
    }
}

extension Site {
    /// - Parameters:
    ///   - target: what `cursor` refers to, or itself.
    ///   - mark: for a thing that is shown at its key.
    init(_ cursor: Cursor, target: Cursor? = nil, at mark: Mark? = nil) {
        let target = target ?? cursor
        self.init(
            pointer: cursor.pointer, mark: mark ?? cursor.node.mark, keywordMarks: target.keywordMarks,
            target: target.pointer)
    }
}
