/// How much a change matters to those who use the contract.
package enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Something that was right under the old contract is wrong under the new one.
    case breaking
    /// Right in every case that the contract decides, but a client may stumble; someone should look.
    case risky
    case safe

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .breaking: 0
        case .risky: 1
        case .safe: 2
        }
    }
}

/// Which messages a change is judged for.
package enum Direction: String, Sendable, CaseIterable {
    /// What clients send.
    case request
    /// What clients get.
    case response
    /// The operation itself, who may call it, and what is only for reading.
    case neither
}

/// What is thought of a kind of change, and why.
struct Judgement: Sendable {
    let severity: Severity
    let reason: String
    let remedy: String?

    /// - Parameter remedy: how the same is had without breaking anybody.
    static func breaking(_ reason: String, instead remedy: String) -> Judgement {
        Judgement(severity: .breaking, reason: reason, remedy: remedy)
    }
    static func risky(_ reason: String) -> Judgement { Judgement(severity: .risky, reason: reason, remedy: nil) }
    static func safe(_ reason: String) -> Judgement { Judgement(severity: .safe, reason: reason, remedy: nil) }
}

/// A kind of change. Every change that is told is of one of `Rule.all`.
package struct Rule: Sendable, Hashable {
    /// Stable: people search for it and scripts ask for it.
    package let id: String
    package let severity: Severity
    package let direction: Direction
    /// What happened to the contract.
    package let what: String
    /// Why it has this severity.
    package let why: String
    /// How to keep the contract compatible; of breaking rules only.
    package let remedy: String?

    init(_ id: String, _ direction: Direction, _ what: String, _ judgement: Judgement) {
        self.id = id
        self.direction = direction
        self.what = what
        severity = judgement.severity
        why = judgement.reason
        remedy = judgement.remedy
    }

    package static let all: [Rule] =
        operations + security + parameters + bodies + responses + properties
        + SchemaRule.all.flatMap { [$0.request, $0.response] }

    package static func == (left: Rule, right: Rule) -> Bool { left.id == right.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A kind of change to a schema, which is two rules: what narrows a request for its sender widens a response for its
/// reader.
struct SchemaRule: Sendable {
    let request: Rule
    let response: Rule

    init(_ id: String, _ what: String, request: Judgement, response: Judgement) {
        self.request = Rule("request-\(id)", .request, what, request)
        self.response = Rule("response-\(id)", .response, what, response)
    }

    func rule(for direction: Direction) -> Rule { direction == .response ? response : request }

    static let all: [SchemaRule] = types + strings + numbers + arrays + objects
}
