import Foundation

extension Evaluation {
    func number(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ schema: JSONMembers, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        if keyword == .exclusiveMinimum || keyword == .exclusiveMaximum {
            // Booleans that sharpen minimum and maximum; those report.
            if argument.bool == nil { throw misuse(keyword, place) }
            return .inapplicable
        }
        guard let limit = argument.number else { throw misuse(keyword, place) }
        guard let number = value.number else { return .inapplicable }
        switch keyword {
        case .minimum:
            let isExclusive = schema["exclusiveMinimum"]?.bool == true
            return .unless(isExclusive ? number > limit : number >= limit, "\(number.text) is below \(limit.text)")
        case .maximum:
            let isExclusive = schema["exclusiveMaximum"]?.bool == true
            return .unless(isExclusive ? number < limit : number <= limit, "\(number.text) is above \(limit.text)")
        case .multipleOf:
            if limit.value <= 0 { throw misuse(keyword, place) }
            return .unless(number.isMultiple(of: limit), "\(number.text) is no multiple of \(limit.text)")
        default: throw misuse(keyword, place)
        }
    }

    func string(
        _ keyword: SchemaKeyword, _ argument: JSONTree, _ value: JSONTree, _ place: Place
    ) throws(OracleError) -> KeywordOutcome {
        switch keyword {
        case .format:
            guard let name = argument.string else { throw misuse(keyword, place) }
            guard let format = SchemaFormat(rawValue: name) else {
                if interpreter.dialect == .draft4 { return .inapplicable }
                throw OracleError("the format \(name) at #\(place.schema) is unknown to the oracle")
            }
            return format.judge(value)
        case .pattern:
            guard let pattern = argument.string else { throw misuse(keyword, place) }
            let matcher = try interpreter.patterns.matcher(pattern)
            guard let text = value.string else { return .inapplicable }
            return .unless(matcher.matches(text), "does not match \(pattern)")
        default:
            let limit = try count(argument, keyword, place)
            guard let text = value.string else { return .inapplicable }
            let length = text.unicodeScalars.count
            return keyword == .minLength
                ? .unless(length >= limit, "has \(length) characters, fewer than \(limit)")
                : .unless(length <= limit, "has \(length) characters, more than \(limit)")
        }
    }
}
