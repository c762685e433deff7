import JSON
import Patterns

/// One rendering of a template: runs its program and appends to the output, counting every step. Not to be copied: the
/// compiler would do so for each call that only reads.
struct Renderer: ~Copyable {
    /// An argument of the template, looked up when it is first asked for.
    enum ArgumentState {
        case unknown
        case missing
        case found(JSONValue)
    }

    let template: Template
    let source: [UInt8]
    let limits: TemplateLimits
    let arguments: JSONObject
    let now: Int64
    var output: Output
    /// Where in the source the current operation stands, for errors.
    var here = 0
    var stepsLeft: Int
    var depth = 0
    var macroDepth = 0
    /// Variables of the template and, behind them, of each macro that is running.
    var slots: [JSONValue?]
    /// Where the slots of the running program begin.
    var base = 0
    var argumentStates: [ArgumentState]
    var loops: [LoopState] = []
    /// Of the test `matching`, by their sources.
    var patterns: [ExactText: Pattern] = [:]
    /// Where in the output the open filter sections begin.
    var sections: [Int] = []

    init(template: Template, arguments: JSONObject, now: Int64) {
        self.template = template
        source = template.source
        limits = template.limits
        stepsLeft = template.limits.steps
        slots = Array(repeating: nil, count: template.program.slots)
        argumentStates = Array(repeating: .unknown, count: template.argumentNames.count)
        self.arguments = arguments
        self.now = now
        output = Output(capacity: 256 + template.source.count * 2)
    }

    // MARK: Bounds and errors

    // What throws, and what recursion passes through, is kept out of line: inlined copies would multiply the stack that
    // one level of nesting takes.

    @inline(never)
    mutating func fault(_ message: String, kind: TemplateError.Kind = .render) -> TemplateError {
        TemplateError(kind, message, at: here, in: source)
    }

    @inline(__always)
    mutating func charge(_ steps: Int) throws(TemplateError) {
        stepsLeft -= steps
        if stepsLeft < 0 { throw outOfSteps() }
    }

    @inline(never)
    private mutating func outOfSteps() -> TemplateError {
        fault("the template takes more than \(limits.steps) steps", kind: .limit)
    }

    mutating func charge(bytes: Int) throws(TemplateError) { try charge(bytes >> 6) }

    mutating func enter() throws(TemplateError) {
        depth += 1
        if depth > limits.renderDepth { throw tooDeep() }
    }

    @inline(never)
    private mutating func tooDeep() -> TemplateError {
        fault("blocks and macros are nested more than \(limits.renderDepth) deep", kind: .limit)
    }

    mutating func leave() { depth -= 1 }

    // MARK: Instructions

    /// Each instruction is a step, so that no loop is free.
    mutating func run(_ code: [Instruction]) throws(TemplateError) {
        try enter()
        var place = 0
        while place < code.count {
            try charge(1)
            switch code[place] {
            case .text(let start, let end): try emit(start..<end)
            case .print(let value, let escaped):
                try emit(try evaluate(template.tables.expressions[value]), escaped: escaped)
            case .printMacro(let call): try run(template.tables.calls[call])
            case .jump(let target):
                place = target
                continue
            case .jumpUnless(let condition, let target):
                if try !isTrue(template.tables.expressions[condition]) {
                    place = target
                    continue
                }
            case .set(let slot, let value): slots[base + slot] = try evaluate(template.tables.expressions[value])
            case .beginLoop(let loop, let target):
                if try !begin(template.tables.loops[loop]) {
                    place = target
                    continue
                }
            case .nextTurn(let loop, let body):
                if try turn(template.tables.loops[loop]) {
                    place = body
                    continue
                }
            case .breakLoop(let target):
                loops.removeLast()
                place = target
                continue
            case .beginSection: sections.append(output.count)
            case .endSection(let call): try endSection(template.tables.filters[call])
            }
            place += 1
        }
        leave()
    }

    /// As in Tera what the filter makes is not escaped: the printed values inside have been.
    @inline(never)
    private mutating func endSection(_ call: FilterCall) throws(TemplateError) {
        let mark = sections.removeLast()
        if call.filter == .safe { return }
        let text = try take(from: mark)
        try emit(try apply(call, to: .string(text)), escaped: false)
    }

    /// Cuts off what was written since a mark and makes it a string.
    mutating func take(from mark: Int) throws(TemplateError) -> String {
        try charge(bytes: output.count - mark)
        let text = output.text(from: mark)
        output.cut(to: mark)
        return text
    }

    // MARK: Macros

    @inline(never)
    mutating func run(_ call: MacroCallNode) throws(TemplateError) {
        let macro = template.macros[call.index]
        var values: [(slot: Int, value: JSONValue)] = []
        values.reserveCapacity(macro.parameters.count)
        for parameter in macro.parameters {
            if let argument = template.tables.argument(parameter.name, in: call.arguments) {
                values.append((parameter.slot, try evaluate(argument)))
            } else if let fallback = parameter.fallback {
                values.append((parameter.slot, fallback))
            } else {
                here = call.offset
                throw fault("macro `\(macro.name)` is missing the argument `\(parameter.name)`")
            }
        }
        here = call.offset
        macroDepth += 1
        if macroDepth > limits.macroDepth {
            throw fault("macros call one another more than \(limits.macroDepth) deep", kind: .limit)
        }
        try charge(1 + macro.program.slots)
        let outerBase = base
        base = slots.count
        slots.append(contentsOf: repeatElement(nil, count: macro.program.slots))
        for (slot, value) in values { slots[base + slot] = value }
        // The blocks around the call count as they would if each took a part of the stack.
        depth += call.level
        try run(macro.program.code)
        depth -= call.level
        slots.removeSubrange(base...)
        base = outerBase
        macroDepth -= 1
    }
}
