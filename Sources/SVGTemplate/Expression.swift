/// What is asked, printed or set. Payloads are numbers in the template's tables: an expression is copied without counting
/// references, which would take most of the time of a rendering. Long chains (`a + b + …`) are lists, not trees, so that
/// only nesting in the source makes depth.
enum Expression: Sendable {
    case literal(Int)
    case path(Int)
    case array(Int)
    case math(Int)
    case concatenation(Int)
    case comparison(Int)
    case membership(Int)
    case all(Int)
    case any(Int)
    case not(Int)
    case test(Int)
    case filtered(Int)
    case function(Int)
    case macroCall(Int)
}

/// A variable with its dotted and bracketed parts.
struct PathNode: Sendable {
    enum Part: Sendable {
        /// A name written in the template, by its number; `index` is set when it is also an array index.
        case named(Int, index: Int?)
        case computed(Expression)
    }
    enum LoopField: String { case index, index0, first, last }

    /// Into the template's references.
    let reference: Int
    let parts: Range<Int>
    /// Set inside of a loop for `loop.index` and the like.
    let loopField: LoopField?
    /// Where the path stands in the source, for errors.
    let range: Range<Int>
}

struct ListNode: Sendable {
    /// Into the expressions.
    let elements: Range<Int>
    let offset: Int
}

/// Operations of one precedence, from left to right; at least one.
struct MathNode: Sendable {
    enum Operator: Sendable { case add, subtract, multiply, divide, modulo }
    struct Operation: Sendable {
        let `operator`: Operator
        let operand: Expression
        let offset: Int
    }
    let first: Expression
    let operations: Range<Int>
}

struct ComparisonNode: Sendable {
    enum Operator: Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }
    let left: Expression
    let `operator`: Operator
    let right: Expression
    let offset: Int
}

struct MembershipNode: Sendable {
    let element: Expression
    let container: Expression
    let isNegated: Bool
    let offset: Int
}

struct TestNode: Sendable {
    let subject: Expression
    let test: Test
    let argument: Expression?
    let isNegated: Bool
    let offset: Int
}

struct Argument: Sendable {
    let name: String
    let value: Expression
}

struct FilterCall: Sendable {
    let filter: Filter
    let arguments: Range<Int>
    let offset: Int
}

struct FilteredNode: Sendable {
    let base: Expression
    let filters: Range<Int>
}

struct FunctionNode: Sendable {
    let function: Function
    let arguments: Range<Int>
    let offset: Int
}

struct MacroCallNode: Sendable {
    /// Into the template's macros.
    let index: Int
    let arguments: Range<Int>
    /// Blocks around the call in its program.
    let level: Int
    let offset: Int
}
