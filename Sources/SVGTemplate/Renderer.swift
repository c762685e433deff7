import JSON

/// One rendering of a template: walks the tree and appends to the output, counting every step.
struct Renderer {
    /// The variables of the template, of one loop or of one macro call.
    struct Frame {
        enum Kind { case template, loop, macro }
        struct Variable {
            let name: String
            var value: JSONValue
        }
        let kind: Kind
        var variables: [Variable] = []
        /// Of a loop: the turn, from 0, and the number of turns.
        var turn = 0
        var turns = 0
    }

    /// What follows a node.
    enum Flow { case onward, breakLoop, continueLoop }

    let source: [UInt8]
    let macros: [MacroNode]
    let limits: TemplateLimits
    let arguments: JSONObject
    let now: Int64
    var output: [UInt8] = []
    /// Where in the source the current operation stands, for errors.
    var here = 0
    var stepsLeft: Int
    var depth = 0
    var macroDepth = 0
    var frames = [Frame(kind: .template)]

    init(template: Template, arguments: JSONObject, now: Int64) {
        source = template.source
        macros = template.macros
        limits = template.limits
        stepsLeft = template.limits.steps
        self.arguments = arguments
        self.now = now
        output.reserveCapacity(template.source.count + template.source.count / 2)
    }

    // MARK: Bounds and errors

    // What throws, and what recursion passes through, is kept out of line: inlined copies would multiply the stack that
    // one level of nesting takes.

    @inline(never)
    func fault(_ message: String, kind: TemplateError.Kind = .render) -> TemplateError {
        TemplateError(kind, message, at: here, in: source)
    }

    mutating func charge(_ steps: Int) throws(TemplateError) {
        stepsLeft -= steps
        if stepsLeft < 0 { throw outOfSteps() }
    }

    @inline(never)
    private func outOfSteps() -> TemplateError {
        fault("the template takes more than \(limits.steps) steps", kind: .limit)
    }

    mutating func charge(bytes: Int) throws(TemplateError) { try charge(bytes >> 6) }

    mutating func enter() throws(TemplateError) {
        depth += 1
        if depth > limits.renderDepth { throw tooDeep() }
    }

    @inline(never)
    private func tooDeep() -> TemplateError {
        fault("blocks and macros are nested more than \(limits.renderDepth) deep", kind: .limit)
    }

    mutating func leave() { depth -= 1 }

    // MARK: Nodes

    mutating func run(_ nodes: [Node]) throws(TemplateError) -> Flow {
        try enter()
        for node in nodes {
            try charge(1)
            switch node {
            case .text(let range): try emit(range)
            case .output(let value, let escaped): try print(value, escaped: escaped)
            case .condition(let node):
                let flow = try run(node)
                if flow != .onward {
                    leave()
                    return flow
                }
            case .loop(let node):
                let flow = try run(node)
                if flow != .onward {
                    leave()
                    return flow
                }
            case .assignment(let node): try assign(node)
            case .filterSection(let call, let body): try runSection(call, body)
            case .breakLoop:
                leave()
                return .breakLoop
            case .continueLoop:
                leave()
                return .continueLoop
            }
        }
        leave()
        return .onward
    }

    @inline(never)
    private mutating func print(_ value: Expression, escaped: Bool) throws(TemplateError) {
        // A macro writes where its output is wanted; nothing is copied.
        if case .macroCall(let call) = value { return try run(call) }
        try emit(try evaluate(value), escaped: escaped)
    }

    @inline(never)
    private mutating func run(_ node: ConditionNode) throws(TemplateError) -> Flow {
        for branch in node.branches where try isTrue(branch.condition) { return try run(branch.body) }
        return node.otherwise.isEmpty ? .onward : try run(node.otherwise)
    }

    @inline(never)
    private mutating func assign(_ node: AssignmentNode) throws(TemplateError) {
        let value = try evaluate(node.value)
        var index = frames.count - 1
        if node.isGlobal {
            while frames[index].kind == .loop { index -= 1 }
        }
        try charge(frames[index].variables.count >> 4)
        if let known = frames[index].variables.firstIndex(where: { $0.name == node.name }) {
            frames[index].variables[known].value = value
        } else {
            frames[index].variables.append(.init(name: node.name, value: value))
        }
    }

    /// As in Tera what the filter makes is not escaped: the printed values inside have been.
    @inline(never)
    private mutating func runSection(_ call: FilterCall, _ body: [Node]) throws(TemplateError) {
        let mark = output.count
        _ = try run(body)
        if call.filter == .safe { return }
        let text = try take(from: mark)
        try emit(try apply(call, to: .string(text)), escaped: false)
    }

    /// Cuts off what was written since a mark and makes it a string.
    mutating func take(from mark: Int) throws(TemplateError) -> String {
        try charge(bytes: output.count - mark)
        let text = String(decoding: output[mark...], as: UTF8.self)
        output.removeSubrange(mark...)
        return text
    }

    // MARK: Macros

    @inline(never)
    mutating func run(_ call: MacroCallNode) throws(TemplateError) {
        let macro = macros[call.index]
        var frame = Frame(kind: .macro)
        frame.variables.reserveCapacity(macro.parameters.count)
        for parameter in macro.parameters {
            let value: JSONValue
            if let argument = call.arguments.first(where: { $0.name == parameter.name }) {
                value = try evaluate(argument.value)
            } else if let fallback = parameter.fallback {
                value = fallback
            } else {
                here = call.offset
                throw fault("macro `\(macro.name)` is missing the argument `\(parameter.name)`")
            }
            frame.variables.append(.init(name: parameter.name, value: value))
        }
        here = call.offset
        macroDepth += 1
        if macroDepth > limits.macroDepth {
            throw fault("macros call one another more than \(limits.macroDepth) deep", kind: .limit)
        }
        try charge(1 + macro.parameters.count)
        frames.append(frame)
        _ = try run(macro.body)
        frames.removeLast()
        macroDepth -= 1
    }
}
