internal import OpenAPI
internal import YAML

/// For a comment on a pull request: a table for each severity and direction.
enum MarkdownReport {
    static func of(_ diff: ContractDiff) -> String {
        var text = "## \(code(diff.new.file)): \(diff.summary)\n"
        text += "\nFrom version \(code(diff.old.version)) to \(code(diff.new.version)).\n"
        for severity in Severity.allCases {
            for direction in Direction.allCases {
                let changes = diff.changes.filter { $0.severity == severity && $0.direction == direction }
                if !changes.isEmpty { text += "\n### \(title(severity, direction))\n\n" + table(changes) }
            }
        }
        return text
    }

    private static func title(_ severity: Severity, _ direction: Direction) -> String {
        let name = severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst()
        return direction == .neither ? "\(name)" : "\(name) for \(direction.rawValue)s"
    }

    private static func table(_ changes: [Change]) -> String {
        "| change | rule | new | old | operations |\n|---|---|---|---|---|\n"
            + changes.map { change in
                let places = [change.new, change.old].map { $0.map { code($0.description) } ?? "none" }
                return row([
                    escaped(change.message), code(change.rule.id), places[0], places[1],
                    change.operationsInShort,
                ])
            }.joined()
    }

    static func table(of rules: [Rule]) -> String {
        "| rule | severity | direction | what | why |\n|---|---|---|---|---|\n"
            + rules.map { rule in
                row([
                    code(rule.id), rule.severity.rawValue, rule.direction == .neither ? "" : rule.direction.rawValue,
                    escaped(rule.what), escaped(rule.why),
                ])
            }.joined()
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    /// A pipe ends a cell, also within code.
    private static func code(_ text: String) -> String {
        let fence = text.contains("`") ? "``" : "`"
        return fence + oneLine(text).replacing("|", with: "\\|") + fence
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in oneLine(text) {
            if "\\`*_{}[]<>#|~&".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }

    private static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }
}
