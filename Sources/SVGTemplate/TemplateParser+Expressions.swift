import JSON

/// Expressions, from the loosest binding to the tightest: `or`, `and`, `not`, comparison and `in`, arithmetic between
/// filtered values, filters, `~`, arithmetic, terms. As in Tera a filter takes the whole arithmetic before it:
/// `1 + a | round` is `(1 + a) | round`.
extension TemplateParser {
    mutating func expression() throws(TemplateError) -> Expression {
        try enter()
        defer { leave() }
        let first = try conjunction()
        var terms = [first]
        let offset = position
        while matchWord("or") { terms.append(try conjunction()) }
        return terms.count == 1 ? first : .any(list(of: terms, offset))
    }

    private mutating func conjunction() throws(TemplateError) -> Expression {
        let first = try negation()
        var terms = [first]
        let offset = position
        while matchWord("and") { terms.append(try negation()) }
        return terms.count == 1 ? first : .all(list(of: terms, offset))
    }

    private mutating func negation() throws(TemplateError) -> Expression {
        var count = 0
        while matchWord("not") { count += 1 }
        let value = try comparison()
        if count == 0 { return value }
        let negated = Expression.not(add(value, to: &tables.expressions))
        return count % 2 == 1 ? negated : .not(add(negated, to: &tables.expressions))
    }

    private mutating func comparison() throws(TemplateError) -> Expression {
        let left = try comparedValue()
        skipSpace()
        let offset = position
        if let `operator` = comparisonOperator() {
            let node = ComparisonNode(left: left, operator: `operator`, right: try comparedValue(), offset: offset)
            return .comparison(add(node, to: &tables.comparisons))
        }
        let isNegated = matchWord("not")
        if matchWord("in") {
            let container = try filteredValue()
            let node = MembershipNode(element: left, container: container, isNegated: isNegated, offset: offset)
            return .membership(add(node, to: &tables.memberships))
        }
        if isNegated { throw unexpected("`in`") }
        return left
    }

    private mutating func comparisonOperator() -> ComparisonNode.Operator? {
        let isPaired = position + 1 < source.count && source[position + 1] == UInt8(ascii: "=")
        let found: ComparisonNode.Operator
        switch current {
        case UInt8(ascii: "="): found = .equal
        case UInt8(ascii: "!"): found = .notEqual
        case UInt8(ascii: "<"): found = isPaired ? .lessOrEqual : .less
        case UInt8(ascii: ">"): found = isPaired ? .greaterOrEqual : .greater
        default: return nil
        }
        if !isPaired, found == .equal || found == .notEqual { return nil }
        position += isPaired ? 2 : 1
        return found
    }

    /// Arithmetic over values that have filters of their own: `a | length - 1`.
    private mutating func comparedValue() throws(TemplateError) -> Expression {
        let first = try filteredValue()
        var rest: [MathNode.Operation] = []
        while let (found, offset) = mathOperator() {
            rest.append(.init(operator: found, operand: try filteredValue(), offset: offset))
        }
        return chain(first, rest)
    }

    /// A value and its filters.
    mutating func filteredValue() throws(TemplateError) -> Expression {
        let base = try concatenation()
        var filters: [FilterCall] = []
        while match(UInt8(ascii: "|")) { filters.append(try filterCall()) }
        if filters.isEmpty { return base }
        let node = FilteredNode(base: base, filters: add(filters, to: &tables.filters))
        return .filtered(add(node, to: &tables.filtered))
    }

    private mutating func concatenation() throws(TemplateError) -> Expression {
        let first = try arithmetic()
        var parts = [first]
        let offset = position
        while match(UInt8(ascii: "~")) { parts.append(try arithmetic()) }
        return parts.count == 1 ? first : .concatenation(list(of: parts, offset))
    }

    private mutating func arithmetic() throws(TemplateError) -> Expression {
        let first = try testedTerm()
        var rest: [MathNode.Operation] = []
        while let (found, offset) = mathOperator() {
            rest.append(.init(operator: found, operand: try testedTerm(), offset: offset))
        }
        return chain(first, rest)
    }

    private mutating func mathOperator() -> (MathNode.Operator, Int)? {
        skipSpace()
        let offset = position
        let next = position + 1 < source.count ? source[position + 1] : 0
        let found: MathNode.Operator
        switch current {
        case UInt8(ascii: "+"): found = .add
        case UInt8(ascii: "-"):
            // `-}}` and `-%}` end the tag.
            if next == UInt8(ascii: "}") || next == UInt8(ascii: "%") { return nil }
            found = .subtract
        case UInt8(ascii: "*"): found = .multiply
        case UInt8(ascii: "/"): found = .divide
        case UInt8(ascii: "%"):
            if next == UInt8(ascii: "}") { return nil }
            found = .modulo
        default: return nil
        }
        position += 1
        return (found, offset)
    }

    /// Groups `*`, `/` and `%` before `+` and `-`; both from left to right, neither by recursion.
    private mutating func chain(_ first: Expression, _ rest: [MathNode.Operation]) -> Expression {
        var (head, rest) = product(first, rest[...])
        var sums: [MathNode.Operation] = []
        while let sum = rest.popFirst() {
            let operand: Expression
            (operand, rest) = product(sum.operand, rest)
            sums.append(.init(operator: sum.operator, operand: operand, offset: sum.offset))
        }
        return sums.isEmpty ? head : math(head, sums)
    }

    /// The product that begins with a value, and what follows it.
    private mutating func product(
        _ first: Expression, _ rest: ArraySlice<MathNode.Operation>
    ) -> (Expression, ArraySlice<MathNode.Operation>) {
        let factors = rest.prefix { $0.operator != .add && $0.operator != .subtract }
        let value = factors.isEmpty ? first : math(first, Array(factors))
        return (value, rest.dropFirst(factors.count))
    }

    private mutating func math(_ first: Expression, _ operations: [MathNode.Operation]) -> Expression {
        let node = MathNode(first: first, operations: add(operations, to: &tables.operations))
        return .math(add(node, to: &tables.maths))
    }

    /// The number of a list.
    mutating func list(of elements: [Expression], _ offset: Int) -> Int {
        let node = ListNode(elements: add(elements, to: &tables.expressions), offset: offset)
        return add(node, to: &tables.lists)
    }

    // MARK: Filters and arguments

    /// A filter's name and arguments, after `|` or in `{% filter … %}`.
    mutating func filterCall() throws(TemplateError) -> FilterCall {
        skipSpace()
        let offset = position
        let name = try name("a filter's name")
        guard let filter = Filter(rawValue: name) else {
            throw error("unknown filter `\(shortened(name))`", at: offset)
        }
        let arguments = match(UInt8(ascii: "(")) ? try namedArguments() : 0..<0
        return FilterCall(filter: filter, arguments: arguments, offset: offset)
    }

    /// `name=value, …` up to the closing parenthesis.
    mutating func namedArguments() throws(TemplateError) -> Range<Int> {
        var arguments: [Argument] = []
        while !match(UInt8(ascii: ")")) {
            skipSpace()
            let offset = position
            let name = try name("an argument's name or `)`")
            guard match(UInt8(ascii: "=")) else { throw unexpected("`=`") }
            guard !arguments.contains(where: { $0.name == name }) else {
                throw error("argument `\(name)` is there twice", at: offset)
            }
            arguments.append(Argument(name: name, value: try expression()))
            if match(UInt8(ascii: ",")) { continue }
            guard match(UInt8(ascii: ")")) else { throw unexpected("`,` or `)`") }
            break
        }
        return add(arguments, to: &tables.arguments)
    }

    /// Values up to the closing bracket.
    mutating func values(closedBy bracket: UInt8, _ name: String) throws(TemplateError) -> [Expression] {
        var values: [Expression] = []
        while !match(bracket) {
            values.append(try expression())
            if match(UInt8(ascii: ",")) { continue }
            guard match(bracket) else { throw unexpected("`,` or \(name)") }
            break
        }
        return values
    }
}
