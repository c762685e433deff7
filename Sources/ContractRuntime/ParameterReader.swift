internal import HTTPCore
internal import JSON

/// Reads parameters of the query, the header fields and the cookies, collecting violations, and refuses what is not
/// declared.
package struct ParameterReader: Sendable {
    private let query: QueryParameters
    private let fields: RequestFields
    package private(set) var violations: [Violation] = []

    init(query text: String?, fields: RequestFields, declared: QueryParameters.Declaration) {
        query = QueryParameters(text, declared)
        self.fields = fields
        for problem in query.problems { note(problem.pointer, problem.breach, line: 0) }
    }

    // MARK: Single values

    package mutating func string(_ place: ParameterPlace, _ rule: StringRule, isRequired: Bool = false) -> String? {
        guard let text = text(place, isRequired, line: rule.line) else { return nil }
        return checked(text, rule.breach(text), place, line: rule.line)
    }

    package mutating func integer(_ place: ParameterPlace, _ rule: IntegerRule, isRequired: Bool = false) -> Int? {
        guard let text = text(place, isRequired, line: rule.line) else { return nil }
        guard let value = ParameterReader.integer(text) else {
            note(place.pointer, Breach(keyword: "type", message: "must be an integer"), line: rule.line)
            return nil
        }
        return checked(value, rule.breach(value), place, line: rule.line)
    }

    package mutating func number(_ place: ParameterPlace, _ rule: NumberRule, isRequired: Bool = false) -> Double? {
        guard let text = text(place, isRequired, line: rule.line) else { return nil }
        guard let value = ParameterReader.number(text) else {
            note(place.pointer, Breach(keyword: "type", message: "must be a number"), line: rule.line)
            return nil
        }
        return checked(value, rule.breach(value), place, line: rule.line)
    }

    package mutating func bool(_ place: ParameterPlace, _ rule: PlainRule, isRequired: Bool = false) -> Bool? {
        switch text(place, isRequired, line: rule.line) {
        case nil: return nil
        case "true": return true
        case "false": return false
        default:
            note(place.pointer, Breach(keyword: "type", message: "must be true or false"), line: rule.line)
            return nil
        }
    }

    /// One of a fixed list.
    package mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ place: ParameterPlace, _ type: Value.Type, _ rule: PlainRule, isRequired: Bool = false
    ) -> Value? where Value.RawValue == String {
        guard let text = text(place, isRequired, line: rule.line) else { return nil }
        // An enum of Swift finds its case by meaning, a contract by code points.
        if let value = Value(rawValue: text), value.rawValue.isSame(as: text) { return value }
        note(place.pointer, .noChoice(type), line: rule.line)
        return nil
    }

    // MARK: Arrays and objects

    /// An array or object, read as the JSON that its text stands for.
    package mutating func value<Value>(
        _ place: ParameterPlace, _ style: ParameterStyle, _ rule: TextRule, isRequired: Bool = false,
        _ read: (inout BodyReader) -> Value?
    ) -> Value? {
        guard let pieces = pieces(place, style, rule.shape) else {
            noteAbsent(place, isRequired, rule.line)
            return nil
        }
        guard let json = pieces.json(rule.shape) else {
            note(place.pointer, Breach(keyword: "style", message: "is not written in its style"), line: rule.line)
            return nil
        }
        var reader = BodyReader(json)
        let value = read(&reader)
        for violation in reader.violations {
            note(
                place.pointer + violation.pointer, Breach(keyword: violation.keyword, message: violation.message),
                line: violation.line)
        }
        return reader.violations.isEmpty ? value : nil
    }

    /// An object, by the type of its schema.
    package mutating func value<Value: ContractDecodable>(
        _ place: ParameterPlace, _ type: Value.Type, _ style: ParameterStyle, _ rule: TextRule,
        isRequired: Bool = false
    ) -> Value? {
        value(place, style, rule, isRequired: isRequired) { reader in Value.read(from: &reader) }
    }

    private mutating func pieces(
        _ place: ParameterPlace, _ style: ParameterStyle, _ shape: TextShape
    ) -> TextPieces? {
        switch place {
        case .query(let name): return query.pieces(name, style, shape)
        case .header(let name):
            guard let field = fields[name] else { return nil }
            return style.pieces(field[...], name: name, isArray: shape.isArray, isEncoded: false)
        case .cookie(let name):
            return cookie(name).map { style.pieces($0, name: name, isArray: shape.isArray) }
        // A path has its say before everything else, and its own answer: 404.
        case .path: return nil
        }
    }

    // MARK: Results

    /// A required value, read before.
    ///
    /// - Throws: 400 with every violation when it is not there.
    package func given<Value>(_ value: Value?) throws(Rejection) -> Value {
        guard let value else { throw .invalid(violations) }
        return value
    }

    /// - Throws: 400 with every violation.
    package func finish() throws(Rejection) {
        if !violations.isEmpty { throw .invalid(violations) }
    }

    // MARK: Text

    private mutating func text(_ place: ParameterPlace, _ isRequired: Bool, line: Int) -> String? {
        let text: String?
        switch place {
        case .query(let name):
            guard let raw = query.raw(name) else { return noteAbsent(place, isRequired, line) }
            text = PercentEncoding.decode(raw, plusIsSpace: true)
        case .header(let name):
            guard let field = fields[name] else { return noteAbsent(place, isRequired, line) }
            text = field
        case .cookie(let name):
            guard let raw = cookie(name) else { return noteAbsent(place, isRequired, line) }
            text = PercentEncoding.decode(raw)
        case .path: return nil
        }
        if text == nil { note(place.pointer, .notPercentEncoded, line: line) }
        return text
    }

    @discardableResult
    private mutating func noteAbsent(_ place: ParameterPlace, _ isRequired: Bool, _ line: Int) -> String? {
        // A cookie that stands twice has been told of.
        if isRequired, !violations.contains(where: { $0.pointer == place.pointer }) {
            note(place.pointer, .missing, line: line)
        }
        return nil
    }

    private mutating func cookie(_ name: String) -> Substring? {
        let values = Cookies.raw(name, in: fields)
        guard values.count <= 1 else {
            note("cookie/\(name)", Breach(keyword: "parameters", message: "stands twice"), line: 0)
            return nil
        }
        return values.first
    }

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

    private mutating func checked<Value>(
        _ value: Value, _ breach: @autoclosure () -> Breach?, _ place: ParameterPlace, line: Int
    ) -> Value? {
        #if MEASURE_WITHOUT_CHECKS
            return value
        #else
            guard let breach = breach() else { return value }
            note(place.pointer, breach, line: line)
            return nil
        #endif
    }

    private mutating func note(_ pointer: String, _ breach: Breach, line: Int) {
        guard violations.count < BodyReader.maximumViolations else { return }
        violations.append(Violation(pointer: pointer, keyword: breach.keyword, message: breach.message, line: line))
    }
}

extension Breach {
    static let missing = Breach(keyword: "required", message: "is required")

    static func noChoice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Breach
    where Value.RawValue == String {
        let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return Breach(keyword: "enum", message: "must be one of: \(choices)")
    }
}
