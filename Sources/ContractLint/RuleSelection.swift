/// Which rules are asked.
package struct RuleSelection: Sendable {
    package struct UnknownRule: Error, CustomStringConvertible {
        let id: String

        package var description: String {
            let nearest = RuleBook.all.map(\.id).min { EditDistance.between($0, id) < EditDistance.between($1, id) }
            return "\"\(id)\" is not a rule: " + (nearest.map { "is \($0) meant? " } ?? "") + "--rules lists them"
        }
    }

    package static let everything = RuleSelection(ids: Set(RuleBook.all.map(\.id)))

    private let ids: Set<String>

    private init(ids: Set<String>) { self.ids = ids }

    /// - Parameters:
    ///   - only: the rules to ask; none for all.
    ///   - disabled: those of them that are not asked.
    package init(only: [String], disabled: [String]) throws(UnknownRule) {
        for id in only + disabled where RuleBook.rule(id) == nil { throw UnknownRule(id: id) }
        let wanted = only.isEmpty ? RuleBook.all.map(\.id) : only
        ids = Set(wanted).subtracting(disabled)
    }

    package func contains(_ id: String) -> Bool { ids.contains(id) }
}

/// How many characters have to change (Levenshtein 1966).
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (right[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
