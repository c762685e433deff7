internal import OpenAPI

/// Keywords that bound a value.
extension Comparison {
    /// - Parameter rule: given whether the bound was raised.
    mutating func compareLower<Bound: Comparable & CustomStringConvertible>(
        _ keyword: String, _ old: Bound?, _ new: Bound?, _ pair: SchemaPair, _ rule: (Bool) -> SchemaRule
    ) {
        guard old != new else { return }
        // Without a minimum, it is lower than any.
        let isRaised = if let old, let new { new > old } else { old == nil }
        changed(rule(isRaised), wasAndIs("\(keyword) of \(pair.sides.name)", old, new), pair, at: keyword)
    }

    mutating func compareUpper<Bound: Comparable & CustomStringConvertible>(
        _ keyword: String, _ old: Bound?, _ new: Bound?, _ pair: SchemaPair, _ rule: (Bool) -> SchemaRule
    ) {
        guard old != new else { return }
        let isRaised = if let old, let new { new > old } else { new == nil }
        changed(rule(isRaised), wasAndIs("\(keyword) of \(pair.sides.name)", old, new), pair, at: keyword)
    }

    mutating func compareLengths(_ oldLow: Int?, _ newLow: Int?, _ oldHigh: Int?, _ newHigh: Int?, _ pair: SchemaPair) {
        compareLower("minLength", oldLow ?? 0, newLow ?? 0, pair) { $0 ? .minLengthRaised : .minLengthLowered }
        compareUpper("maxLength", oldHigh, newHigh, pair) { $0 ? .maxLengthRaised : .maxLengthLowered }
    }

    /// Integers and numbers in any combination; all else is a change of the type.
    mutating func compareNumbers(_ pair: SchemaPair) {
        switch (pair.old.shape, pair.new.shape) {
        case (.integer(let old), .integer(let new)):
            let known = changes.count
            compareBounds(old.least, old.greatest, new.least, new.greatest, pair)
            if old.isInt32 != new.isInt32, changes.count == known {
                let formats = (old.isInt32 ? "int32" : "int64", new.isInt32 ? "int32" : "int64")
                changed(
                    .widthChanged, wasAndIs("the format of \(pair.sides.name)", formats.0, formats.1), pair,
                    at: "format")
            }
        case (.number(let old), .number(let new)):
            compareBounds(old.minimum, old.maximum, new.minimum, new.maximum, pair)
        case (.integer(let old), .number(let new)):
            changed(.integerBecameNumber, "\(pair.sides.name) was an integer and is a number", pair, at: "type")
            compareBounds(
                old.least.map(Double.init), old.greatest.map(Double.init), new.minimum, new.maximum, pair)
        case (.number(let old), .integer(let new)):
            changed(.numberBecameInteger, "\(pair.sides.name) was a number and is an integer", pair, at: "type")
            compareBounds(
                old.minimum, old.maximum, new.least.map(Double.init), new.greatest.map(Double.init), pair)
        default: typeChanged(pair)
        }
    }

    private mutating func compareBounds<Bound: Comparable & CustomStringConvertible>(
        _ oldLow: Bound?, _ oldHigh: Bound?, _ newLow: Bound?, _ newHigh: Bound?, _ pair: SchemaPair
    ) {
        compareLower("minimum", oldLow, newLow, pair) { $0 ? .minimumRaised : .minimumLowered }
        compareUpper("maximum", oldHigh, newHigh, pair) { $0 ? .maximumRaised : .maximumLowered }
    }

    mutating func compareStrings(_ old: Schema.StringKeywords, _ new: Schema.StringKeywords, _ pair: SchemaPair) {
        compareLengths(old.minLength, new.minLength, old.maxLength, new.maxLength, pair)
        comparePatterns(old, new, pair)
        guard old.format != new.format else { return }
        let rule: SchemaRule = old.format == nil ? .formatAdded : new.format == nil ? .formatRemoved : .formatChanged
        changed(rule, wasAndIs("the format of \(pair.sides.name)", old.format, new.format), pair, at: "format")
    }
}
