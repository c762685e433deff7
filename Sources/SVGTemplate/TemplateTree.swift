import JSON

/// What a template does, in order. Payloads are immutable classes: an enum of single references is cheap to walk.
enum Node: Sendable {
    /// A range of the source, copied as it is.
    case text(Range<Int>)
    /// A value to print; escaped unless it is marked safe, which the parser knows.
    case output(Expression, escaped: Bool)
    case condition(ConditionNode)
    case loop(LoopNode)
    case assignment(AssignmentNode)
    case filterSection(FilterCall, [Node])
    case breakLoop
    case continueLoop
}

final class ConditionNode: Sendable {
    struct Branch: Sendable {
        let condition: Expression
        let body: [Node]
    }
    let branches: [Branch]
    let otherwise: [Node]

    init(branches: [Branch], otherwise: [Node]) {
        self.branches = branches
        self.otherwise = otherwise
    }
}

final class LoopNode: Sendable {
    let key: String?
    let value: String
    let container: Expression
    let body: [Node]
    let otherwise: [Node]
    let offset: Int

    init(key: String?, value: String, container: Expression, body: [Node], otherwise: [Node], offset: Int) {
        self.key = key
        self.value = value
        self.container = container
        self.body = body
        self.otherwise = otherwise
        self.offset = offset
    }
}

final class AssignmentNode: Sendable {
    let name: String
    let value: Expression
    let isGlobal: Bool

    init(name: String, value: Expression, isGlobal: Bool) {
        self.name = name
        self.value = value
        self.isGlobal = isGlobal
    }
}

final class MacroNode: Sendable {
    struct Parameter: Sendable {
        let name: String
        let fallback: JSONValue?
    }
    let name: String
    let parameters: [Parameter]
    let body: [Node]

    init(name: String, parameters: [Parameter], body: [Node]) {
        self.name = name
        self.parameters = parameters
        self.body = body
    }
}

/// Long chains (`a + b + …`) are lists, not trees, so that only nesting in the source makes depth.
enum Expression: Sendable {
    case literal(JSONValue)
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

/// A variable with its dotted and bracketed parts.
final class PathNode: Sendable {
    enum Part: Sendable {
        /// A name written in the template; `index` is set when it is also an array index.
        case named(String, index: Int?)
        case computed(Expression)
    }
    enum LoopField: String { case index, index0, first, last }

    let root: String
    let parts: [Part]
    /// Set for `loop.index` and the like, which mean a loop's state inside of one.
    let loopField: LoopField?
    /// Where the path stands in the source, for errors.
    let range: Range<Int>

    init(root: String, parts: [Part], range: Range<Int>) {
        self.root = root
        self.parts = parts
        self.range = range
        if root == "loop", parts.count == 1, case .named(let name, _) = parts[0] {
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
    let offset: Int

    init(index: Int, arguments: [Argument], offset: Int) {
        self.index = index
        self.arguments = arguments
        self.offset = offset
    }
}
