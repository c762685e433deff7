import JSON

/// A number in a calculation: 64-bit integers while they stay such, else doubles. What is not finite becomes NaN.
enum Number {
    case integer(Int64)
    case double(Double)

    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        }
    }

    var value: JSONValue {
        switch self {
        case .integer(let value): .integer(value)
        case .double(let value): .number(value.isFinite ? value : .nan)
        }
    }
}

extension Renderer {
    @inline(never)
    mutating func calculate(_ node: MathNode) throws(TemplateError) -> JSONValue {
        here = template.tables.operations[node.operations.lowerBound].offset
        var result = try number(node.first)
        for place in node.operations {
            let operation = template.tables.operations[place]
            here = operation.offset
            let operand = try number(operation.operand)
            here = operation.offset
            result = try apply(operation.operator, result, operand)
        }
        return result.value
    }

    /// An operand: only numbers are calculated with.
    @inline(never)
    mutating func number(_ expression: Expression) throws(TemplateError) -> Number {
        let value = try evaluate(expression)
        switch value {
        case .integer(let value): return .integer(value)
        case .number(let value): return .double(value)
        default: throw notANumber(expression, value)
        }
    }

    @inline(never)
    private mutating func notANumber(_ expression: Expression, _ value: JSONValue) -> TemplateError {
        guard case .path(let number) = expression else {
            return fault("\(kindName(value)) was used in a math operation")
        }
        let path = template.tables.paths[number]
        let name = shortened(String(decoding: source[path.range], as: UTF8.self))
        here = path.range.lowerBound
        return fault("variable `\(name)` was used in a math operation but is \(kindName(value))")
    }

    private mutating func apply(
        _ operator: MathNode.Operator, _ left: Number, _ right: Number
    ) throws(TemplateError) -> Number {
        if `operator` == .divide {
            let quotient = left.double / right.double
            // Tera gives an integer when the quotient is whole.
            if let whole = Int64(exactly: quotient) { return .integer(whole) }
            return .double(quotient.isFinite ? quotient : .nan)
        }
        guard case .integer(let first) = left, case .integer(let second) = right else {
            return .double(apply(`operator`, left.double, right.double))
        }
        let (value, overflow) =
            switch `operator` {
            case .add: first.addingReportingOverflow(second)
            case .subtract: first.subtractingReportingOverflow(second)
            case .multiply: first.multipliedReportingOverflow(by: second)
            case .divide, .modulo: first.remainderReportingOverflow(dividingBy: second)
            }
        if overflow {
            throw fault(second == 0 ? "modulo by zero" : "a calculation leaves the range of 64-bit integers")
        }
        return .integer(value)
    }

    private func apply(_ operator: MathNode.Operator, _ left: Double, _ right: Double) -> Double {
        switch `operator` {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        case .modulo: left.truncatingRemainder(dividingBy: right)
        }
    }
}
