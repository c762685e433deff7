internal import JSON
internal import Patterns

/// The keywords of a string schema.
package struct StringRule: Sendable {
    let minLength: Int
    let maxLength: Int
    /// The patterns to match and not to match. Their presence is noted apart: to unwrap one counts a reference to it,
    /// which takes longer than matching a short text does.
    private let pattern: Pattern
    private let excluded: Pattern
    private let hasPattern: Bool
    private let hasExcluded: Bool
    /// Both in one pass, where there are both.
    private let difference: Automaton
    private let hasDifference: Bool
    let format: StringFormat?
    let line: Int

    /// - Parameters:
    ///   - minLength: in code points, as JSON Schema counts.
    ///   - excluded: must not match (`not: {pattern: …}`).
    ///   - line: of the contract.
    package init(
        minLength: Int = 0, maxLength: Int = .max, pattern: String? = nil, excluded: String? = nil,
        format: StringFormat? = nil, line: Int
    ) {
        self.minLength = minLength
        self.maxLength = maxLength
        self.pattern = pattern.map(StringRule.verified) ?? StringRule.any
        self.excluded = excluded.map(StringRule.verified) ?? StringRule.any
        hasPattern = pattern != nil
        hasExcluded = excluded != nil
        let difference = excluded == nil ? nil : self.pattern.without(self.excluded)
        self.difference = difference ?? StringRule.nothing
        hasDifference = difference != nil
        self.format = format
        self.line = line
    }

    func breach(_ value: String) -> Breach? {
        // Strings have their bytes in one piece here; where they had not, the slow way would tell.
        let isGood = unsafe value.utf8.withContiguousStorageIfAvailable { unsafe accepts(UnsafeRawBufferPointer($0)) }
        return isGood == true ? nil : explain(value)
    }

    /// Whether no keyword is broken.
    private func accepts(_ text: UnsafeRawBufferPointer) -> Bool {
        // Every code point is at least one byte and at most four: long or short enough in bytes settles most cases.
        if text.count > maxLength || text.count / 4 < minLength {
            let length = unsafe codePoints(text)
            if length < minLength || length > maxLength { return false }
        }
        if hasDifference {
            if unsafe !difference.matches(text) { return false }
        } else {
            if hasPattern, unsafe !pattern.matches(text) { return false }
            if hasExcluded, unsafe excluded.matches(text) { return false }
        }
        if let format, unsafe !format.accepts(text) { return false }
        return true
    }

    private static let any = verified("")
    private static let nothing = Automaton(classStarts: [0], transitions: [0], accepting: [false])

    /// A pattern that the generator has parsed already: it cannot fail here.
    private static func verified(_ source: String) -> Pattern {
        do {
            return try Pattern(source)
        } catch {
            preconditionFailure("the generator let an unsupported pattern through: \(source)")
        }
    }

    private func codePoints(_ text: UnsafeRawBufferPointer) -> Int {
        // All but the bytes that continue one.
        unsafe text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    /// The first keyword that is broken.
    private func explain(_ value: String) -> Breach? {
        let length = value.unicodeScalars.count
        if length < minLength {
            let what = length == 0 ? "must not be empty" : "must have at least \(minLength) characters"
            return Breach(keyword: "minLength", message: what)
        }
        if length > maxLength {
            return Breach(keyword: "maxLength", message: "must have at most \(maxLength) characters")
        }
        if hasPattern, !pattern.matches(value) {
            return Breach(keyword: "pattern", message: "must match \(pattern.source)")
        }
        if hasExcluded, excluded.matches(value) {
            return Breach(keyword: "not", message: "must not match \(excluded.source)")
        }
        if let format, !format.accepts(value) {
            return Breach(keyword: "format", message: "must be \(format.article) \(format.rawValue)")
        }
        return nil
    }
}

/// The keywords of an integer schema.
package struct IntegerRule: Sendable {
    let minimum: Int
    let maximum: Int
    let line: Int

    package init(minimum: Int = .min, maximum: Int = .max, line: Int) {
        self.minimum = minimum
        self.maximum = maximum
        self.line = line
    }

    func breach(_ value: Int) -> Breach? {
        if value < minimum { return Breach(keyword: "minimum", message: "must be at least \(minimum)") }
        if value > maximum { return Breach(keyword: "maximum", message: "must be at most \(maximum)") }
        return nil
    }
}

/// The keywords of a number schema.
package struct NumberRule: Sendable {
    let minimum: Double
    let maximum: Double
    let line: Int

    package init(
        minimum: Double = -.greatestFiniteMagnitude, maximum: Double = .greatestFiniteMagnitude, line: Int
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.line = line
    }

    func breach(_ value: Double) -> Breach? {
        if !(value >= minimum) { return Breach(keyword: "minimum", message: "must be at least \(minimum)") }
        if !(value <= maximum) { return Breach(keyword: "maximum", message: "must be at most \(maximum)") }
        return nil
    }
}

/// The keywords of an array schema.
package struct ArrayRule: Sendable {
    let minItems: Int
    let maxItems: Int
    let line: Int

    package init(minItems: Int = 0, maxItems: Int = .max, line: Int) {
        self.minItems = minItems
        self.maxItems = maxItems
        self.line = line
    }

    func breach(_ count: Int) -> Breach? {
        if count < minItems { return Breach(keyword: "minItems", message: "must have at least \(minItems) items") }
        if count > maxItems { return Breach(keyword: "maxItems", message: "must have at most \(maxItems) items") }
        return nil
    }
}

/// The members of an object schema.
package struct ObjectRule: Sendable {
    let names: JSONNames
    /// Bit i is set when `names[i]` is required.
    let required: UInt64
    /// Whether a member of another name is stepped over and counted, instead of refused.
    let ignoresUnknown: Bool
    let line: Int

    /// - Parameter names: at most 64, in the order of the contract.
    package init(_ names: [String], required: UInt64, ignoresUnknown: Bool = false, line: Int) {
        self.names = JSONNames(names)
        self.required = required
        self.ignoresUnknown = ignoresUnknown
        self.line = line
    }
}

/// An enum or a schema without keywords needs to know only its line.
package struct PlainRule: Sendable {
    let line: Int
    package init(line: Int) { self.line = line }
}
