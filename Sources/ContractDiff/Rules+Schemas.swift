// What is said of every narrowing and widening, so that rules differ only where the change does.
private let accepted = "all that was accepted still is"
private let expected = "all that comes could come before"
private let unexpected = "clients may get what they do not expect"

/// Types, and what a value may be besides.
extension SchemaRule {
    static let typeChanged = SchemaRule(
        "type-changed", "a value is of another type",
        request: .breaking("values of the old type get 400", instead: "add a property or parameter of another name"),
        response: .breaking("clients cannot read the new type", instead: "add a property of another name"))
    static let integerBecameNumber = SchemaRule(
        "integer-became-number", "an integer may have a fraction now", request: .safe(accepted),
        response: .breaking("clients that read integers stop at a fraction", instead: "keep type: integer"))
    static let numberBecameInteger = SchemaRule(
        "number-became-integer", "a number may not have a fraction any more",
        request: .breaking("numbers with a fraction get 400", instead: "keep type: number"), response: .safe(expected))
    static let nullableAdded = SchemaRule(
        "nullable-added", "null became possible", request: .safe(accepted),
        response: .breaking("clients may not look for null", instead: "leave nullable out, and keep sending a value"))
    static let nullableRemoved = SchemaRule(
        "nullable-removed", "null is not possible any more",
        request: .breaking("null gets 400", instead: "keep nullable: true"), response: .safe(expected))
    static let enumAdded = SchemaRule(
        "enum-added", "a free string became one of a list",
        request: .breaking("other strings get 400", instead: "leave enum out"), response: .safe(expected))
    static let enumRemoved = SchemaRule(
        "enum-removed", "one of a list became a free string", request: .safe(accepted),
        response: .risky("clients may tell only the values of the list apart"))
    static let enumValueAdded = SchemaRule(
        "enum-value-added", "a value was added to a list", request: .safe(accepted),
        response: .risky("clients may tell only the values of the old list apart"))
    static let enumValueRemoved = SchemaRule(
        "enum-value-removed", "a value was removed from a list",
        request: .breaking("the value gets 400", instead: "keep the value"), response: .safe(expected))

    static let types: [SchemaRule] = [
        typeChanged, integerBecameNumber, numberBecameInteger, nullableAdded, nullableRemoved, enumAdded, enumRemoved,
        enumValueAdded, enumValueRemoved,
    ]
}

/// Strings, and files by their length.
extension SchemaRule {
    static let minLengthRaised = SchemaRule(
        "min-length-raised", "minLength was raised or added",
        request: .breaking("shorter strings get 400", instead: "keep the old minLength"), response: .safe(expected))
    static let minLengthLowered = SchemaRule(
        "min-length-lowered", "minLength was lowered or removed", request: .safe(accepted),
        response: .risky(unexpected))
    static let maxLengthLowered = SchemaRule(
        "max-length-lowered", "maxLength was lowered or added",
        request: .breaking("longer strings get 400", instead: "keep the old maxLength"), response: .safe(expected))
    static let maxLengthRaised = SchemaRule(
        "max-length-raised", "maxLength was raised or removed", request: .safe(accepted), response: .risky(unexpected))
    static let patternNarrowed = SchemaRule(
        "pattern-narrowed", "the patterns accept less than before",
        request: .breaking("strings that matched get 400", instead: "let the pattern match all that it matched before"),
        response: .safe(expected))
    static let patternWidened = SchemaRule(
        "pattern-widened", "the patterns accept more than before", request: .safe(accepted),
        response: .risky(unexpected))
    static let patternReplaced = SchemaRule(
        "pattern-replaced", "the patterns accept some of what they did, and something else",
        request: .breaking("strings that matched get 400", instead: "let the pattern match all that it matched before"),
        response: .risky(unexpected))
    static let patternRewritten = SchemaRule(
        "pattern-rewritten", "the patterns are others, and accept the same", request: .safe(accepted),
        response: .safe(expected))
    static let patternUndecided = SchemaRule(
        "pattern-undecided", "the patterns are others, and too large to compare",
        request: .risky("strings that matched may get 400"), response: .risky(unexpected))
    static let formatAdded = SchemaRule(
        "format-added", "a format was added",
        request: .breaking("strings without this format get 400", instead: "leave format out"),
        response: .safe(expected))
    static let formatRemoved = SchemaRule(
        "format-removed", "a format was removed", request: .safe(accepted),
        response: .breaking("clients may read the string by its format", instead: "keep the format"))
    static let formatChanged = SchemaRule(
        "format-changed", "a format became another",
        request: .breaking("strings of the old format get 400", instead: "keep the format"),
        response: .breaking("clients read the string by its old format", instead: "keep the format"))

    static let strings: [SchemaRule] = [
        minLengthRaised, minLengthLowered, maxLengthLowered, maxLengthRaised, patternNarrowed, patternWidened,
        patternReplaced, patternRewritten, patternUndecided, formatAdded, formatRemoved, formatChanged,
    ]
}

/// Integers and numbers.
extension SchemaRule {
    static let minimumRaised = SchemaRule(
        "minimum-raised", "the minimum was raised or added",
        request: .breaking("smaller values get 400", instead: "keep the old minimum"), response: .safe(expected))
    static let minimumLowered = SchemaRule(
        "minimum-lowered", "the minimum was lowered or removed", request: .safe(accepted), response: .risky(unexpected))
    static let maximumLowered = SchemaRule(
        "maximum-lowered", "the maximum was lowered or added",
        request: .breaking("larger values get 400", instead: "keep the old maximum"), response: .safe(expected))
    static let maximumRaised = SchemaRule(
        "maximum-raised", "the maximum was raised or removed", request: .safe(accepted), response: .risky(unexpected))
    static let widthChanged = SchemaRule(
        "integer-format-changed", "an integer has another format, and the same values", request: .safe(accepted),
        response: .safe(expected))

    static let numbers: [SchemaRule] = [minimumRaised, minimumLowered, maximumLowered, maximumRaised, widthChanged]
}

extension SchemaRule {
    static let minItemsRaised = SchemaRule(
        "min-items-raised", "minItems was raised or added",
        request: .breaking("shorter arrays get 400", instead: "keep the old minItems"), response: .safe(expected))
    static let minItemsLowered = SchemaRule(
        "min-items-lowered", "minItems was lowered or removed", request: .safe(accepted), response: .risky(unexpected))
    static let maxItemsLowered = SchemaRule(
        "max-items-lowered", "maxItems was lowered or added",
        request: .breaking("longer arrays get 400", instead: "keep the old maxItems"), response: .safe(expected))
    static let maxItemsRaised = SchemaRule(
        "max-items-raised", "maxItems was raised or removed", request: .safe(accepted), response: .risky(unexpected))

    static let arrays: [SchemaRule] = [minItemsRaised, minItemsLowered, maxItemsLowered, maxItemsRaised]
}
