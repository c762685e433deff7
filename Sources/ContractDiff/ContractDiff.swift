package import OpenAPI
internal import YAML

/// What changed from one contract to another.
///
/// Schemas are judged where they are used: what narrows a request breaks those who send it, and what widens a response
/// those who read it. A schema that nothing uses is no promise, and its changes are not told. Neither are `servers`,
/// examples and `x-engine-responses`.
package struct ContractDiff: Sendable {
    package let old: Contract
    package let new: Contract
    /// The severest first, and then in the order of the new contract.
    package let changes: [Change]

    package init(from old: Contract, to new: Contract) {
        self.old = old
        self.new = new
        var comparison = Comparison(old: old, new: new)
        comparison.compare()
        changes = comparison.changes.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            return (first.severity, first.nearest.mark.line, first.nearest.mark.column, left.offset)
                < (second.severity, second.nearest.mark.line, second.nearest.mark.column, right.offset)
        }.map(\.element)
    }

    package func count(of severity: Severity) -> Int { changes.count { $0.severity == severity } }

    /// "2 breaking, 1 risky, 4 safe", without those that there are none of.
    package var summary: String {
        let counts = Severity.allCases.map { ($0, count(of: $0)) }.filter { $0.1 > 0 }
        return counts.isEmpty ? "no change" : counts.map { "\($1) \($0.rawValue)" }.joined(separator: ", ")
    }
}
