/// A question to a contract that the build accepts.
package struct Rule: Sendable {
    /// In kebab-case; what `--disable` and suppressions name.
    package let id: String
    package let level: Level
    /// What the rule finds, as a sentence without its full stop.
    package let summary: String
    /// Why that is worth a change.
    package let reason: String
    /// An absolute URI of what the rule stands on.
    package let reference: String
    /// Nil for what is found outside of rules.
    let find: (@Sendable (Subject) -> [Found])?

    init(
        _ id: String, _ level: Level, _ summary: String, because reason: String, see reference: String,
        find: (@Sendable (Subject) -> [Found])?
    ) {
        self.id = id
        self.level = level
        self.summary = summary
        self.reason = reason
        self.reference = reference
        self.find = find
    }
}

/// Where rules come from.
enum Reference {
    static func openAPI(_ anchor: String) -> String { "https://spec.openapis.org/oas/v3.0.3.html#\(anchor)" }

    static func rfc(_ number: Int, _ section: String) -> String {
        "https://www.rfc-editor.org/rfc/rfc\(number).html#section-\(section)"
    }

    /// The API Security Top 10 of 2023.
    static func owasp(_ page: String) -> String { "https://owasp.org/API-Security/editions/2023/en/\(page)/" }
}

/// All rules, group by group.
package enum RuleBook {
    package static let all: [Rule] =
        [BuildRules.invalid] + ExampleRules.all + DocumentationRules.all + LimitRules.all + ShapeRules.all
        + SecurityRules.all + ResponseRules.all + ConditionalRules.all + NamingRules.all + ComponentRules.all
        + ServerRules.all + BuildRules.suppressions

    package static func rule(_ id: String) -> Rule? { byID[id] }

    private static let byID: [String: Rule] = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
}

/// What is found before and after the rules.
enum BuildRules {
    static let invalid = Rule(
        "contract-invalid", .error, "The build refuses the contract",
        because: "nothing is generated from it, and no other rule can look at it",
        see: Reference.openAPI("schema"), find: nil)

    static let suppressions: [Rule] = [
        Rule(
            "suppression-unused", .warning, "A suppression names no rule, or one that finds nothing there",
            because: "it hides the next finding of that rule, which nobody has judged",
            see: Reference.openAPI("format"), find: nil)
    ]
}
