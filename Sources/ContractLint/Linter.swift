package import OpenAPI
internal import YAML

/// Asks every selected rule about a contract.
package struct Linter: Sendable {
    private let selection: RuleSelection

    package init(_ selection: RuleSelection) { self.selection = selection }

    /// Every finding in the order of its place.
    ///
    /// - Parameter read: reads a contract, and throws what the build refuses.
    package func findings(
        in source: [UInt8], file: String,
        reading read: ([UInt8], String) throws(ContractProblems) -> Contract = Contract.init(parsing:file:)
    ) -> [Finding] {
        let subject: Subject
        do {
            subject = try Subject(try read(source, file), source)
        } catch {
            return refused(error.diagnostics)
        }
        var suppressions = Suppressions(source)
        var findings: Set<Finding> = []
        // Rules that are not selected are asked as well: what suppresses them is in use.
        for rule in RuleBook.all {
            for found in rule.find?(subject) ?? [] {
                let isSuppressed = suppressions.allow(rule.id, on: found.mark.line)
                if !isSuppressed, selection.contains(rule.id) { findings.insert(finding(found, rule, file)) }
            }
        }
        for rule in BuildRules.suppressions where selection.contains(rule.id) {
            for found in suppressions.unused() { findings.insert(finding(found, rule, file)) }
        }
        return findings.sorted {
            ($0.mark.line, $0.mark.column, $0.rule, $0.message) < ($1.mark.line, $1.mark.column, $1.rule, $1.message)
        }
    }

    private func finding(_ found: Found, _ rule: Rule, _ file: String) -> Finding {
        Finding(
            rule: rule.id, level: rule.level, file: file, mark: found.mark, pointer: found.pointer,
            message: found.message)
    }

    /// What the build says is said whatever was selected: other findings would hide it.
    private func refused(_ diagnostics: [Diagnostic]) -> [Finding] {
        diagnostics.map {
            Finding(
                rule: BuildRules.invalid.id, level: .error, file: $0.file, mark: $0.mark, pointer: $0.pointer,
                message: $0.message)
        }
    }
}
