import JSON

/// What is printed, asked or set. Payloads are immutable classes: an enum of single references is cheap to walk.
/// Long chains (`a + b + …`) are lists, not trees, so that only nesting in the source makes depth.
enum Expression: Sendable {
    case literal(LiteralNode)
    case path(PathNode)
    case array(ListNode)
    case math(MathNode)
    case concatenation(ListNode)
    case comparison(ComparisonNode)
    case membership(MembershipNode)
    case all(ListNode)
    case any(ListNode)
    case not(NotNode)
    case test(TestNode)
    case filtered(FilteredNode)
    case function(FunctionNode)
    case macroCall(MacroCallNode)
}

final class LiteralNode: Sendable {
    let value: JSONValue
    init(_ value: JSONValue) { self.value = value }
}

/// A variable with its dotted and bracketed parts.
final class PathNode: Sendable {
    enum Part: Sendable {
        /// A name written in the template; `index` is set when it is also an array index.
        case named(String, index: Int?)
        case computed(Expression)
    }
    enum LoopField: String { case index, index0, first, last }

    /// Into the template's references.
    let reference: Int
    let parts: [Part]
    /// Set inside of a loop for `loop.index` and the like.
    let loopField: LoopField?
    /// Where the path stands in the source, for errors.
    let range: Range<Int>

    init(root: String, reference: Int, parts: [Part], range: Range<Int>, isInLoop: Bool) {
        self.reference = reference
        self.parts = parts
        self.range = range
        if isInLoop, root == "loop", parts.count == 1, case .named(let name, _) = parts[0] {
            loopField = LoopField(rawValue: name)
        } else {
            loopField = nil
        }
    }
}

final class ListNode: Sendable {
    let elements: [Expression]
    let offset: Int

    init(_ elements: [Expression], offset: Int) {
        self.elements = elements
        self.offset = offset
    }
}

/// Operations of one precedence, from left to right.
final class MathNode: Sendable {
    enum Operator: Sendable { case add, subtract, multiply, divide, modulo }
    struct Operation: Sendable {
        let `operator`: Operator
        let operand: Expression
        let offset: Int
    }
    let first: Expression
    let operations: [Operation]

    init(first: Expression, operations: [Operation]) {
        self.first = first
        self.operations = operations
    }
}

final class ComparisonNode: Sendable {
    enum Operator: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }
    let left: Expression
    let `operator`: Operator
    let right: Expression
    let offset: Int

    init(left: Expression, operator: Operator, right: Expression, offset: Int) {
        self.left = left
        self.operator = `operator`
        self.right = right
        self.offset = offset
    }
}

final class MembershipNode: Sendable {
    let element: Expression
    let container: Expression
    let isNegated: Bool
    let offset: Int

    init(element: Expression, container: Expression, isNegated: Bool, offset: Int) {
        self.element = element
        self.container = container
        self.isNegated = isNegated
        self.offset = offset
    }
}

final class NotNode: Sendable {
    let value: Expression
    init(_ value: Expression) { self.value = value }
}

final class TestNode: Sendable {
    let subject: Expression
    let test: Test
    let arguments: [Expression]
    let isNegated: Bool
    let offset: Int

    init(subject: Expression, test: Test, arguments: [Expression], isNegated: Bool, offset: Int) {
        self.subject = subject
        self.test = test
        self.arguments = arguments
        self.isNegated = isNegated
        self.offset = offset
    }
}

struct Argument: Sendable {
    let name: String
    let value: Expression
}

final class FilterCall: Sendable {
    let filter: Filter
    let arguments: [Argument]
    let offset: Int

    init(filter: Filter, arguments: [Argument], offset: Int) {
        self.filter = filter
        self.arguments = arguments
        self.offset = offset
    }
}

final class FilteredNode: Sendable {
    let base: Expression
    let filters: [FilterCall]

    init(base: Expression, filters: [FilterCall]) {
        self.base = base
        self.filters = filters
    }
}

final class FunctionNode: Sendable {
    let function: Function
    let arguments: [Argument]
    let offset: Int

    init(function: Function, arguments: [Argument], offset: Int) {
        self.function = function
        self.arguments = arguments
        self.offset = offset
    }
}

final class MacroCallNode: Sendable {
    /// Into the template's macros.
    let index: Int
    let arguments: [Argument]
    /// Blocks around the call in its program.
    let level: Int
    let offset: Int

    init(index: Int, arguments: [Argument], level: Int, offset: Int) {
        self.index = index
        self.arguments = arguments
        self.level = level
        self.offset = offset
    }
}
