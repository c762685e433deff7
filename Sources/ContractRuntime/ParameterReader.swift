internal import HTTPCore
internal import JSON

/// Reads parameters of the query and the header fields, collecting violations, and refuses what is not declared.
package struct ParameterReader: Sendable {
    private var query: [(name: String, value: String)] = []
    private let fields: HTTPFields
    package private(set) var violations: [Violation] = []

    init(query text: String?, fields: HTTPFields, declared: [String]) {
        self.fields = fields
        guard let text, !text.isEmpty else { return }
        for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true),
                let value = PercentEncoding.decode(parts.count == 2 ? parts[1] : "", plusIsSpace: true)
            else {
                note("query", Breach(keyword: "format", message: "must be percent-encoded UTF-8"), line: 0)
                continue
            }
            if !declared.contains(name) {
                let start = String(name.unicodeScalars.prefix(BodyReader.maximumUnknownName))
                note(
                    "query/\(start)", Breach(keyword: "parameters", message: "is not a known parameter"), line: 0)
            } else if query.contains(where: { $0.name == name }) {
                note("query/\(name)", Breach(keyword: "parameters", message: "stands twice"), line: 0)
            } else {
                query.append((name, value))
            }
        }
    }

    package mutating func string(query name: String, _ rule: StringRule) -> String? {
        value(name).flatMap { checked($0, rule.breach($0), "query/\(name)", line: rule.line) }
    }

    package mutating func string(header name: String, _ rule: StringRule) -> String? {
        fields[name].flatMap { checked($0, rule.breach($0), "header/\(name)", line: rule.line) }
    }

    package mutating func integer(query name: String, _ rule: IntegerRule) -> Int? {
        guard let text = value(name) else { return nil }
        guard let value = ParameterReader.integer(text) else {
            note("query/\(name)", Breach(keyword: "type", message: "must be an integer"), line: rule.line)
            return nil
        }
        return checked(value, rule.breach(value), "query/\(name)", line: rule.line)
    }

    package mutating func number(query name: String, _ rule: NumberRule) -> Double? {
        guard let text = value(name) else { return nil }
        guard let value = ParameterReader.number(text) else {
            note("query/\(name)", Breach(keyword: "type", message: "must be a number"), line: rule.line)
            return nil
        }
        return checked(value, rule.breach(value), "query/\(name)", line: rule.line)
    }

    package mutating func bool(query name: String, _ rule: PlainRule) -> Bool? {
        switch value(name) {
        case nil: return nil
        case "true": return true
        case "false": return false
        default:
            note("query/\(name)", Breach(keyword: "type", message: "must be true or false"), line: rule.line)
            return nil
        }
    }

    /// A value that must be there.
    package mutating func require<Value>(_ value: Value?, _ pointer: String, line: Int) -> Value? {
        if value == nil && !violations.contains(where: { $0.pointer == pointer }) {
            note(pointer, Breach(keyword: "required", message: "is required"), line: line)
        }
        return value
    }

    /// - Throws: 400 with every violation.
    package func finish() throws(Rejection) {
        if !violations.isEmpty { throw .invalid(violations) }
    }

    private func value(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// Digits with an optional minus; nothing that only some parsers take for a number.
    static func integer(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int(text)
    }

    /// The grammar of JSON: no hexadecimal, no infinity, no plus.
    static func number(_ text: String) -> Double? {
        switch try? JSONReader.parse(Array(text.utf8)) {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    private mutating func checked<Value>(_ value: Value, _ breach: Breach?, _ pointer: String, line: Int) -> Value? {
        guard let breach else { return value }
        note(pointer, breach, line: line)
        return nil
    }

    private mutating func note(_ pointer: String, _ breach: Breach, line: Int) {
        guard violations.count < BodyReader.maximumViolations else { return }
        violations.append(Violation(pointer: pointer, keyword: breach.keyword, message: breach.message, line: line))
    }
}
