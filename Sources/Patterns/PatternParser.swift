/// Recursive descent over the pattern's text.
struct PatternParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ source: String) { scalars = Array(source.unicodeScalars) }

    mutating func parse() throws(PatternError) -> PatternTree {
        let tree = try alternatives()
        if position < scalars.count { throw error("a closing parenthesis without an opening one") }
        return tree
    }

    private mutating func alternatives() throws(PatternError) -> PatternTree {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 32 else { throw error("groups are nested more than 32 deep") }
        var branches = [try sequence()]
        while current == "|" {
            position += 1
            branches.append(try sequence())
        }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternTree {
        var items: [PatternTree] = []
        while let scalar = current, scalar != "|", scalar != ")" {
            let item = try atom()
            items.append(try quantified(item))
        }
        return items.isEmpty ? .empty : .sequence(items)
    }

    private mutating func atom() throws(PatternError) -> PatternTree {
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .set(.any)
        case "(": return try group()
        case "[": return .set(try characterClass())
        case "\\": return .set(try escape(inClass: false))
        case "*", "+", "?": throw error("a quantifier with nothing before it", at: position - 1)
        case "{", "}", "]": throw error("escape this bracket with a backslash", at: position - 1)
        default: return .set(.one(scalar))
        }
    }

    private mutating func group() throws(PatternError) -> PatternTree {
        if current == "?" {
            guard position + 1 < scalars.count, scalars[position + 1] == ":" else {
                throw error("lookaround and named groups are not supported: use \"not\" with a pattern of its own")
            }
            position += 2
        }
        let tree = try alternatives()
        guard current == ")" else { throw error("a group is not closed") }
        position += 1
        return tree
    }

    private mutating func quantified(_ item: PatternTree) throws(PatternError) -> PatternTree {
        let bounds: (min: Int, max: Int?)
        switch current {
        case "*": bounds = (0, nil)
        case "+": bounds = (1, nil)
        case "?": bounds = (0, 1)
        case "{":
            position += 1
            bounds = try counts()
        default: return item
        }
        position += 1
        switch item {
        case .start, .end: throw error("an anchor cannot be repeated")
        default: break
        }
        if current == "?" || current == "+" || current == "*" || current == "{" {
            throw error("lazy, possessive and doubled quantifiers are not supported")
        }
        return .repeated(item, min: bounds.min, max: bounds.max)
    }

    /// `m}`, `m,}` or `m,n}`; leaves the position on the brace.
    private mutating func counts() throws(PatternError) -> (min: Int, max: Int?) {
        guard let low = number() else { throw error("a number is expected after {") }
        guard current == "," else {
            guard current == "}" else { throw error("} is expected") }
            return (low, low)
        }
        position += 1
        let high = number()
        guard current == "}" else { throw error("} is expected") }
        if let high, high < low { throw error("the counts in braces are out of order") }
        return (low, high)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let scalar = current, ("0"..."9").contains(scalar), (value ?? 0) < 100_000 {
            value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
            position += 1
        }
        return value
    }

    private mutating func characterClass() throws(PatternError) -> ScalarSet {
        let isInverted = current == "^"
        if isInverted { position += 1 }
        var ranges: [ClosedRange<UInt32>] = []
        while let scalar = current, scalar != "]" {
            let low = try classItem()
            if current == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                let high = try classItem()
                guard let from = low.only, let to = high.only, from <= to else {
                    throw error("a range in a class is out of order or has a class as its end")
                }
                ranges.append(from...to)
            } else {
                ranges.append(contentsOf: low.ranges)
            }
        }
        guard current == "]" else { throw error("a character class is not closed") }
        position += 1
        let set = ScalarSet(ranges: ranges)
        return isInverted ? set.inverted : set
    }

    private mutating func classItem() throws(PatternError) -> ScalarSet {
        guard let scalar = current else { throw error("a character class is not closed") }
        position += 1
        return scalar == "\\" ? try escape(inClass: true) : .one(scalar)
    }

    private mutating func escape(inClass: Bool) throws(PatternError) -> ScalarSet {
        guard let scalar = current else { throw error("a backslash at the end") }
        position += 1
        switch scalar {
        case "d": return .digits
        case "D": return ScalarSet.digits.inverted
        case "w": return .word
        case "W": return ScalarSet.word.inverted
        case "s": return .space
        case "S": return ScalarSet.space.inverted
        case "t": return .one("\t")
        case "n": return .one("\n")
        case "r": return .one("\r")
        case "f": return .one("\u{0C}")
        case "v": return .one("\u{0B}")
        case "u": return .one(try hexadecimal(4))
        case "x": return .one(try hexadecimal(2))
        default:
            guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
                throw error("the escape \\\(scalar) is not supported", at: position - 2)
            }
            return .one(scalar)
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(PatternError) -> Unicode.Scalar {
        let digits = scalars[position...].prefix(count).map(Character.init)
        // UInt32's initialiser would take a sign too.
        guard digits.count == count, digits.allSatisfy(\.isASCIIHexDigit),
            let value = UInt32(String(digits), radix: 16),
            let scalar = Unicode.Scalar(value)
        else { throw error("\(count) hexadecimal digits are expected") }
        position += count
        return scalar
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private func error(_ message: String, at offset: Int? = nil) -> PatternError {
        PatternError(message: message, offset: offset ?? position)
    }
}

extension Character {
    fileprivate var isASCIIHexDigit: Bool { isASCII && isHexDigit }
}

extension ScalarSet {
    /// The one code point of this set, if it is only one.
    fileprivate var only: UInt32? {
        guard ranges.count == 1, let range = ranges.first, range.count == 1 else { return nil }
        return range.lowerBound
    }
}
