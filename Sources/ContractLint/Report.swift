internal import YAML

/// Findings as text for people and for programs.
package struct Report: Sendable {
    package enum Format: String, Sendable, CaseIterable { case text, json, sarif }

    package let findings: [Finding]
    /// Every contract that was looked at.
    package let files: [String]

    package init(_ findings: [Finding], files: [String]) {
        self.findings = findings
        self.files = files
    }

    /// Whether there is a finding of at least this level. What the build refuses counts always.
    package func fails(at level: Level) -> Bool { findings.contains { $0.level >= level } }

    package func rendered(as format: Format) -> String {
        switch format {
        case .text: text
        case .json: IndentedJSON.text(json)
        case .sarif: IndentedJSON.text(sarif)
        }
    }

    /// One line a finding in the form that editors recognise, and a summary.
    private var text: String {
        let lines = findings.map {
            "\($0.file):\($0.mark.line):\($0.mark.column): \($0.level.rawValue): \($0.message) [\($0.rule)]\n"
        }
        return lines.joined() + summary + "\n"
    }

    private var summary: String {
        let contracts = files.count == 1 ? "1 contract" : "\(files.count) contracts"
        let counts = Level.allCases.reversed().compactMap { level -> String? in
            let count = count(level)
            return count == 0 ? nil : "\(count) \(level.rawValue)\(count == 1 ? "" : "s")"
        }
        return counts.isEmpty ? "\(contracts), no findings" : "\(counts.joined(separator: ", ")) in \(contracts)"
    }

    func count(_ level: Level) -> Int { findings.count { $0.level == level } }
}

extension RuleBook {
    /// Every rule with its level and its reason, for `--rules`.
    package static var table: String {
        let width = all.map(\.id.count).max() ?? 0
        return all.map { rule in
            let id = rule.id + String(repeating: " ", count: width - rule.id.count)
            let level = rule.level.rawValue + String(repeating: " ", count: 7 - rule.level.rawValue.count)
            return "\(level)  \(id)  \(rule.summary):\n"
                + String(repeating: " ", count: width + 11) + "\(rule.reason)\n"
        }.joined()
    }
}
