internal import OpenAPI

/// A line for each change, as compilers write them, and a line of counts.
enum TextReport {
    static func of(_ diff: ContractDiff) -> String {
        let lines = diff.changes.map(line)
        return (lines + ["\(diff.old.file) to \(diff.new.file): \(diff.summary)"]).map { $0 + "\n" }.joined()
    }

    private static func line(_ change: Change) -> String {
        "\(change.nearest): \(change.headline) [\(change.rule.id)] (\(change.context))"
    }

    static func table(of rules: [Rule]) -> String {
        rules.map { rule in
            let direction = rule.direction == .neither ? "" : ", \(rule.direction.rawValue)"
            let remedy = rule.remedy.map { "\n    instead: \($0)" } ?? ""
            return "\(rule.id): \(rule.severity.rawValue)\(direction)\n    \(rule.what): \(rule.why)\(remedy)\n"
        }.joined()
    }
}

extension Change {
    /// "breaking for requests: maxLength of Thing was 40 and is 20"
    var headline: String {
        let direction = direction == .neither ? "" : " for \(direction.rawValue)s"
        return "\(severity.rawValue)\(direction): \(message)"
    }

    /// Where it was, and what is concerned.
    var context: String {
        let place = old.map { "was \($0)" } ?? "it is new"
        return operations.isEmpty ? place : "\(place); in \(operationsInShort)"
    }

    /// A component may be used by all operations: three names are enough for a line.
    var operationsInShort: String {
        let shown = 3
        guard operations.count > shown + 1 else { return operations.joined(separator: ", ") }
        return operations.prefix(shown).joined(separator: ", ") + " and \(operations.count - shown) more"
    }
}
