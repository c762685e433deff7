/// How changes, and the rules, are written.
package enum DiffFormat: String, Sendable, CaseIterable {
    case text, json, markdown

    package func report(_ diff: ContractDiff) -> String {
        switch self {
        case .text: TextReport.of(diff)
        case .json: JSONReport.of(diff)
        case .markdown: MarkdownReport.of(diff)
        }
    }

    /// Every rule with what it finds and why it is judged so.
    package func table(of rules: [Rule]) -> String {
        switch self {
        case .text: TextReport.table(of: rules)
        case .json: JSONReport.table(of: rules)
        case .markdown: MarkdownReport.table(of: rules)
        }
    }
}
