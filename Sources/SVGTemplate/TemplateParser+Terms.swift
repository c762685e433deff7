import JSON

/// The operands of expressions.
extension TemplateParser {
    /// A term and, if `is` follows, a test of it.
    mutating func testedTerm() throws(TemplateError) -> Expression {
        let subject = try term()
        guard matchWord("is") else { return subject }
        let isNegated = matchWord("not")
        skipSpace()
        let offset = position
        let name = try name("a test's name")
        guard let test = Test(rawValue: name) else {
            throw error("unknown test `\(shortened(name))`", at: offset)
        }
        var arguments: [Expression] = []
        if match(UInt8(ascii: "(")) { arguments = try values(closedBy: UInt8(ascii: ")"), "`)`") }
        guard arguments.count == test.argumentCount else {
            throw error(
                "test `\(name)` takes \(test.argumentCount == 0 ? "no argument" : "one argument")", at: offset)
        }
        let node = TestNode(
            subject: subject, test: test, argument: arguments.first, isNegated: isNegated, offset: offset)
        return .test(add(node, to: &tables.tests))
    }

    private mutating func term() throws(TemplateError) -> Expression {
        if let value = try literal() { return .literal(add(value, to: &tables.literals)) }
        let offset = position
        if match(UInt8(ascii: "(")) {
            let value = try expression()
            guard match(UInt8(ascii: ")")) else { throw unexpected("`)`") }
            return value
        }
        if match(UInt8(ascii: "[")) {
            return .array(list(of: try values(closedBy: UInt8(ascii: "]"), "`]`"), offset))
        }
        guard let name = readName() else { throw unexpected("a value") }
        let end = position
        if match(UInt8(ascii: "(")) { return try call(name, from: offset) }
        position = end
        if position + 1 < source.count, source[position] == UInt8(ascii: ":"),
            source[position + 1] == UInt8(ascii: ":")
        {
            position += 2
            return try macroCall(in: name, from: offset)
        }
        return try path(name, from: offset)
    }

    private mutating func path(_ root: String, from offset: Int) throws(TemplateError) -> Expression {
        var parts: [PathNode.Part] = []
        var names: [String] = []
        while true {
            if current == UInt8(ascii: ".") {
                position += 1
                guard let name = readNameParts() else { throw unexpected("a member's name") }
                names.append(name)
                parts.append(.named(add(name, to: &tables.names), index: arrayIndex(name)))
            } else if current == UInt8(ascii: "[") {
                position += 1
                let part = try expression()
                guard match(UInt8(ascii: "]")) else { throw unexpected("`]`") }
                if case .literal(let number) = part, case .string(let name) = tables.literals[number] {
                    names.append(name)
                    parts.append(.named(add(name, to: &tables.names), index: arrayIndex(name)))
                } else {
                    parts.append(.computed(part))
                }
            } else {
                break
            }
        }
        let isOfLoop = scopes.isInLoop && root == "loop" && parts.count == 1
        let path = PathNode(
            reference: scopes.mention(root), parts: add(parts, to: &tables.parts),
            loopField: isOfLoop ? names.first.flatMap { .init(rawValue: $0) } : nil, range: offset..<position)
        return .path(add(path, to: &tables.paths))
    }

    private mutating func call(_ name: String, from offset: Int) throws(TemplateError) -> Expression {
        guard let function = Function(rawValue: name) else {
            let isWithheld = Self.withheldFunctions.contains(name)
            throw error(
                isWithheld ? "function `\(name)` is not available" : "unknown function `\(shortened(name))`", at: offset
            )
        }
        let node = FunctionNode(function: function, arguments: try namedArguments(), offset: offset)
        return .function(add(node, to: &tables.functions))
    }

    private mutating func macroCall(in namespace: String, from offset: Int) throws(TemplateError) -> Expression {
        guard namespace == "self" else {
            throw error("macros are called as `self::name()`: import is not available", at: offset)
        }
        let name = try name("a macro's name")
        let index = macroNumber(name, at: offset)
        guard match(UInt8(ascii: "(")) else { throw unexpected("`(`") }
        let node = MacroCallNode(index: index, arguments: try namedArguments(), level: level, offset: offset)
        return .macroCall(add(node, to: &tables.calls))
    }

    /// What a macro takes: names, with literals as defaults.
    mutating func macroParameters() throws(TemplateError) -> [MacroNode.Parameter] {
        guard match(UInt8(ascii: "(")) else { throw unexpected("`(`") }
        var parameters: [MacroNode.Parameter] = []
        while !match(UInt8(ascii: ")")) {
            let name = try name("a parameter's name")
            var fallback: JSONValue?
            if match(UInt8(ascii: "=")) {
                guard let literal = try literal() else { throw unexpected("a string, a number or a bool") }
                fallback = literal
            }
            parameters.append(.init(name: name, slot: scopes.declare(name), fallback: fallback))
            if match(UInt8(ascii: ",")) { continue }
            guard match(UInt8(ascii: ")")) else { throw unexpected("`,` or `)`") }
            break
        }
        return parameters
    }
}

/// A name as an array index (RFC 6901 §4): digits without leading zeros.
func arrayIndex(_ name: String) -> Int? {
    let digits = name.utf8
    guard let first = digits.first, digits.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }),
        first != UInt8(ascii: "0") || digits.count == 1
    else { return nil }
    return Int(name)
}
