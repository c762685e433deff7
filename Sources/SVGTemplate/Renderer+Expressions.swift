import JSON

extension Renderer {
    @inline(never)
    mutating func evaluate(_ expression: Expression) throws(TemplateError) -> JSONValue {
        try charge(1)
        switch expression {
        case .literal(let number): return template.tables.literals[number]
        case .path(let number):
            let path = template.tables.paths[number]
            if let value = try lookup(path) { return value }
            throw notFound(path)
        default:
            try enter()
            let value = try evaluateOperation(expression)
            leave()
            return value
        }
    }

    @inline(never)
    private mutating func evaluateOperation(_ expression: Expression) throws(TemplateError) -> JSONValue {
        switch expression {
        case .literal(let number): return template.tables.literals[number]
        case .path(let number): throw notFound(template.tables.paths[number])
        case .array(let number): return try array(template.tables.lists[number])
        case .math(let number): return try calculate(template.tables.maths[number])
        case .concatenation(let number): return .string(try concatenate(template.tables.lists[number]))
        case .comparison(let number): return .bool(try compare(template.tables.comparisons[number]))
        case .membership(let number): return .bool(try isMember(template.tables.memberships[number]))
        case .all, .any, .not: return .bool(try isTrue(expression))
        case .test(let number): return .bool(try passes(template.tables.tests[number]))
        case .filtered(let number): return try filter(template.tables.filtered[number])
        case .function(let number): return try call(template.tables.functions[number])
        case .macroCall(let number):
            let mark = output.count
            try run(template.tables.calls[number])
            return .string(try take(from: mark))
        }
    }

    // MARK: Variables

    @inline(never)
    private mutating func notFound(_ path: PathNode) -> TemplateError {
        let name = String(decoding: source[path.range], as: UTF8.self)
        return TemplateError(
            .render, "variable `\(shortened(name))` not found in context", at: path.range.lowerBound, in: source)
    }

    /// The value of a path, or nil if any part of it is not there. As in Tera a variable that lacks a part of the path
    /// does not hide one further out that has it.
    @inline(never)
    mutating func lookup(_ path: PathNode) throws(TemplateError) -> JSONValue? {
        here = path.range.lowerBound
        if let field = path.loopField, let loop = loops.last {
            switch field {
            case .index: return .integer(Int64(loop.turn + 1))
            case .index0: return .integer(Int64(loop.turn))
            case .first: return .bool(loop.turn == 0)
            case .last: return .bool(loop.turn == loop.count - 1)
            }
        }
        let reference = template.references[path.reference]
        for place in reference.places {
            guard let value = slots[base + template.places[place]] else { continue }
            if path.parts.isEmpty { return value }
            try charge(1)
            if let found = try follow(path.parts, from: value) { return found }
        }
        guard let value = try argument(reference.argument) else { return nil }
        return path.parts.isEmpty ? value : try follow(path.parts, from: value)
    }

    /// - Parameter parts: at least one.
    private mutating func follow(_ parts: Range<Int>, from root: JSONValue) throws(TemplateError) -> JSONValue? {
        var value = try follow(template.tables.parts[parts.lowerBound], from: root)
        for part in parts.dropFirst() {
            guard let container = value else { return nil }
            value = try follow(template.tables.parts[part], from: container)
        }
        return value
    }

    @inline(__always)
    private mutating func follow(_ part: PathNode.Part, from value: JSONValue) throws(TemplateError) -> JSONValue? {
        switch part {
        case .named(let name, let index): return try member(template.tables.names[name], index: index, of: value)
        case .computed(let key):
            switch try evaluateIfDefined(key) {
            case .string(let name): return try member(name, index: arrayIndex(name), of: value)
            case .integer(let number): return try member(String(number), index: Int(number), of: value)
            default: return nil
            }
        }
    }

    /// An argument of the template, by its number.
    private mutating func argument(_ number: Int) throws(TemplateError) -> JSONValue? {
        switch argumentStates[number] {
        case .found(let value): return value
        case .missing: return nil
        case .unknown:
            let value = try member(template.argumentNames[number], of: arguments)
            argumentStates[number] = value.map { .found($0) } ?? .missing
            return value
        }
    }

    /// Members are searched one by one, so a large object costs steps.
    @inline(never)
    mutating func member(_ name: String, of object: JSONObject) throws(TemplateError) -> JSONValue? {
        try charge(object.members.count >> 5)
        let members = object.members.span
        for index in members.indices where members[index].name.isExactly(name) { return members[index].value }
        return nil
    }

    private mutating func member(
        _ name: String, index: Int?, of value: JSONValue
    ) throws(TemplateError) -> JSONValue? {
        switch value {
        case .object(let object): return try member(name, of: object)
        case .array(let elements):
            guard let index, elements.indices.contains(index) else { return nil }
            return elements[index]
        default: return nil
        }
    }

    /// A value inside of another by a dotted path, as filters take it in `attribute`.
    mutating func attribute(_ path: String, of value: JSONValue) throws(TemplateError) -> JSONValue? {
        var value = value
        for name in path.utf8.split(separator: UInt8(ascii: ".")) {
            let name = String(Substring(name))
            guard let found = try member(name, index: arrayIndex(name), of: value) else { return nil }
            value = found
        }
        return value
    }

    /// Nil for a variable that is not there.
    @inline(never)
    mutating func evaluateIfDefined(_ expression: Expression) throws(TemplateError) -> JSONValue? {
        guard case .path(let number) = expression else { return try evaluate(expression) }
        try charge(1)
        return try lookup(template.tables.paths[number])
    }

    // MARK: Arrays and strings

    @inline(never)
    private mutating func array(_ node: ListNode) throws(TemplateError) -> JSONValue {
        var elements: [JSONValue] = []
        elements.reserveCapacity(node.elements.count)
        for element in template.tables.expressions[node.elements] {
            let value = try evaluate(element)
            here = node.offset
            try checkNesting(value, level: 2)
            elements.append(value)
        }
        return .array(elements)
    }

    /// Keeps values shallow enough to be walked and freed by recursion.
    mutating func checkNesting(_ value: JSONValue, level: Int) throws(TemplateError) {
        switch value {
        case .array(let elements):
            try charge(1 + elements.count >> 3)
            for element in elements { try checkNesting(element, level: level + 1) }
        case .object(let object):
            try charge(1 + object.members.count >> 3)
            for member in object.members { try checkNesting(member.value, level: level + 1) }
        default: return
        }
        if level > limits.valueDepth {
            throw fault("a value is nested more than \(limits.valueDepth) deep", kind: .limit)
        }
    }

    @inline(never)
    private mutating func concatenate(_ node: ListNode) throws(TemplateError) -> String {
        var text = ""
        for part in template.tables.expressions[node.elements] {
            let value = try evaluate(part)
            here = node.offset
            switch value {
            case .string(let piece): text += piece
            case .integer(let number): text += String(number)
            case .number(let number):
                if case .literal = part { text += DecimalText.plain(number) } else { text += DecimalText.json(number) }
            default: throw fault("`~` takes strings and numbers, not \(kindName(value))")
            }
            try checkLength(text)
        }
        try charge(bytes: text.utf8.count)
        return text
    }

    mutating func checkLength(_ text: String) throws(TemplateError) {
        if text.utf8.count > limits.stringBytes {
            throw fault("a string is longer than \(limits.stringBytes) bytes", kind: .limit)
        }
    }
}
