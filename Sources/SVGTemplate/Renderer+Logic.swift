import JSON
import Patterns

/// Truth, comparison and tests.
extension Renderer {
    /// Tera's truth: neither absent, null, false, zero, NaN nor empty.
    func isTruthy(_ value: JSONValue) -> Bool {
        switch value {
        case .null: false
        case .bool(let value): value
        case .integer(let value): value != 0
        case .number(let value): value != 0 && !value.isNaN
        case .string(let value): !value.isEmpty
        case .array(let value): !value.isEmpty
        case .object(let value): !value.members.isEmpty
        }
    }

    /// An expression as a condition. A variable that is not there, or does not suit its filters, is false as in Tera.
    @inline(never)
    mutating func isTrue(_ expression: Expression) throws(TemplateError) -> Bool {
        switch expression {
        case .path(let number):
            try charge(1)
            guard let value = try lookup(template.tables.paths[number]) else { return false }
            return isTruthy(value)
        case .filtered(let number):
            guard case .path = template.tables.filtered[number].base else { return isTruthy(try evaluate(expression)) }
            return try isTrueIfRendered(expression)
        case .not(let number):
            try enter()
            let value = try isTrue(template.tables.expressions[number])
            leave()
            return !value
        case .all(let number): return try isTrue(template.tables.lists[number], unless: false)
        case .any(let number): return try isTrue(template.tables.lists[number], unless: true)
        default: return isTruthy(try evaluate(expression))
        }
    }

    /// Terms of `and` or `or`, up to the first that decides.
    @inline(never)
    private mutating func isTrue(_ terms: ListNode, unless deciding: Bool) throws(TemplateError) -> Bool {
        try enter()
        var result = !deciding
        for term in template.tables.expressions[terms.elements] where try isTrue(term) == deciding {
            result = deciding
            break
        }
        leave()
        return result
    }

    @inline(never)
    private mutating func isTrueIfRendered(_ expression: Expression) throws(TemplateError) -> Bool {
        let (depth, macroDepth, base, slotCount) = (depth, macroDepth, base, slots.count)
        let (loopCount, sectionCount, mark) = (loops.count, sections.count, output.count)
        do {
            return isTruthy(try evaluate(expression))
        } catch {
            guard error.kind == .render else { throw error }
            (self.depth, self.macroDepth, self.base) = (depth, macroDepth, base)
            slots.removeSubrange(slotCount...)
            loops.removeSubrange(loopCount...)
            sections.removeSubrange(sectionCount...)
            output.cut(to: mark)
            return false
        }
    }

    @inline(never)
    mutating func compare(_ node: ComparisonNode) throws(TemplateError) -> Bool {
        here = node.offset
        switch node.operator {
        case .equal, .notEqual:
            let (left, right) = (try evaluate(node.left), try evaluate(node.right))
            here = node.offset
            let isEqual: Bool
            switch (asDouble(left), asDouble(right)) {
            // What is not finite is equal to itself: Tera keeps it as one value.
            case (let left?, let right?): isEqual = left == right || left.isNaN && right.isNaN
            case (nil, nil): isEqual = try equal(left, right)
            // Tera answers false to both `==` and `!=` when only one side is a number.
            default: return false
            }
            return isEqual == (node.operator == .equal)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            let (left, right) = (try number(node.left).double, try number(node.right).double)
            here = node.offset
            if left.isNaN || right.isNaN { throw fault("comparison to NaN") }
            switch node.operator {
            case .less: return left < right
            case .lessOrEqual: return left <= right
            case .greater: return left > right
            default: return left >= right
            }
        }
    }

    func asDouble(_ value: JSONValue) -> Double? {
        switch value {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// Equality of values, charged by what is looked at: shared parts can make a small value a large tree.
    mutating func equal(_ left: JSONValue, _ right: JSONValue) throws(TemplateError) -> Bool {
        try charge(1)
        switch (left, right) {
        case (.string(let left), .string(let right)):
            guard left.utf8.count == right.utf8.count else { return false }
            try charge(bytes: left.utf8.count)
            return left.isExactly(right)
        case (.array(let left), .array(let right)):
            guard left.count == right.count else { return false }
            for (left, right) in zip(left, right) where try !equal(left, right) { return false }
            return true
        case (.object(let left), .object(let right)):
            guard left.members.count == right.members.count else { return false }
            for item in left.members {
                guard let other = try member(item.name, of: right), try equal(item.value, other) else { return false }
            }
            return true
        case (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.integer(let left), .integer(let right)): return left == right
        case (.number(let left), .number(let right)): return left == right
        default: return false
        }
    }

    @inline(never)
    mutating func isMember(_ node: MembershipNode) throws(TemplateError) -> Bool {
        let (element, container) = (try evaluate(node.element), try evaluate(node.container))
        here = node.offset
        return try contains(container, element, operation: "`in`") != node.isNegated
    }

    @inline(never)
    private mutating func contains(
        _ container: JSONValue, _ element: JSONValue, operation: String
    ) throws(TemplateError) -> Bool {
        switch container {
        case .array(let elements):
            for candidate in elements where try equal(candidate, element) { return true }
            return false
        case .string(let text):
            guard case .string(let piece) = element else {
                throw fault("\(operation) looks for a string in a string, not for \(kindName(element))")
            }
            return try position(of: Array(piece.utf8), in: Array(text.utf8), from: 0) != nil
        case .object(let object):
            guard case .string(let name) = element else {
                throw fault("\(operation) looks for a string in an object, not for \(kindName(element))")
            }
            return try member(name, of: object) != nil
        default: throw fault("\(operation) takes a string, an array or an object, not \(kindName(container))")
        }
    }

    // MARK: Tests

    @inline(never)
    mutating func passes(_ node: TestNode) throws(TemplateError) -> Bool {
        let subject = try evaluateIfDefined(node.subject)
        let argument = try node.argument.map { value throws(TemplateError) in try evaluate(value) }
        here = node.offset
        if node.test == .defined { return (subject != nil) != node.isNegated }
        if node.test == .undefined { return (subject == nil) != node.isNegated }
        guard let subject else { throw fault("test `\(node.test.rawValue)` was called on an undefined variable") }
        return try passes(node.test, subject, argument ?? .null) != node.isNegated
    }

    @inline(never)
    private mutating func passes(
        _ test: Test, _ subject: JSONValue, _ argument: JSONValue
    ) throws(TemplateError) -> Bool {
        switch test {
        case .defined: return true
        case .undefined: return false
        case .string: if case .string = subject { return true } else { return false }
        case .number: return asDouble(subject) != nil
        case .object: if case .object = subject { return true } else { return false }
        case .iterable:
            switch subject {
            case .array, .object: return true
            default: return false
            }
        case .odd: return try remainder(test, subject, 2) != 0
        case .even: return try remainder(test, subject, 2) == 0
        case .divisibleby:
            guard let divisor = asDouble(argument) else {
                throw fault("test `divisibleby` takes a number, not \(kindName(argument))")
            }
            return try remainder(test, subject, divisor) == 0
        case .containing: return try contains(subject, argument, operation: "test `containing`")
        case .matching:
            guard case .string(let text) = subject, case .string(let source) = argument else {
                throw fault("test `matching` takes strings")
            }
            let pattern = try pattern(source)
            try charge(text.utf8.count >> 3)
            return pattern.matches(text)
        case .startingWith, .endingWith:
            guard case .string(let text) = subject, case .string(let piece) = argument else {
                throw fault("test `\(test.rawValue)` takes strings")
            }
            try charge(bytes: piece.utf8.count)
            return test == .startingWith
                ? text.utf8.starts(with: piece.utf8) : text.utf8.reversed().starts(with: piece.utf8.reversed())
        }
    }

    /// A pattern, made once in a rendering. Making it is charged by far more than it takes, since a template may have
    /// many; one that cannot be matched in a step a character is refused.
    @inline(never)
    private mutating func pattern(_ source: String) throws(TemplateError) -> Pattern {
        if let known = patterns[ExactText(source)] { return known }
        guard source.utf8.count <= limits.patternBytes else {
            throw fault("a pattern is longer than \(limits.patternBytes) bytes", kind: .limit)
        }
        try charge(limits.patternSteps)
        let made: Pattern
        do throws(PatternError) {
            made = try Pattern(source)
        } catch {
            throw fault("invalid pattern `\(shortened(source))`: \(error.message)")
        }
        guard made.hasAutomaton else { throw fault("the pattern `\(shortened(source))` is too large", kind: .limit) }
        patterns[ExactText(source)] = made
        return made
    }

    private mutating func remainder(
        _ test: Test, _ subject: JSONValue, _ divisor: Double
    ) throws(TemplateError) -> Double {
        guard let value = asDouble(subject) else {
            throw fault("test `\(test.rawValue)` was called on \(kindName(subject)), not a number")
        }
        return value.truncatingRemainder(dividingBy: divisor)
    }
}
