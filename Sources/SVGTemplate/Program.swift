import JSON

/// One step of a template or a macro. Jumps go to places in the same code; expressions, calls, loops and filters are
/// numbers in the template's tables, so that an instruction is copied without counting references.
enum Instruction: Sendable {
    /// A range of the source, copied as it is.
    case text(from: Int, to: Int)
    /// A value to print; escaped unless it is marked safe, which the parser knows.
    case print(expression: Int, escaped: Bool)
    /// A macro writes where its output is wanted; nothing is copied.
    case printMacro(call: Int)
    case jump(to: Int)
    case jumpUnless(expression: Int, to: Int)
    case set(slot: Int, expression: Int)
    case beginLoop(loop: Int, ifEmpty: Int)
    /// Behind the last turn it goes on below.
    case nextTurn(loop: Int, body: Int)
    case breakLoop(to: Int)
    case beginSection
    case endSection(filter: Int)
}

/// A loop's variables, by their slots.
struct Loop: Sendable {
    let key: Int?
    let value: Int
    /// What is set beside them lives for one turn, too.
    let cleared: Range<Int>
    let container: Expression
    let offset: Int
}

/// A template or a macro, ready to run.
struct Program: Sendable {
    var code: [Instruction] = []
    /// Variables of it and of all its loops.
    var slots = 0
}

final class MacroNode: Sendable {
    struct Parameter: Sendable {
        let name: String
        let slot: Int
        let fallback: JSONValue?
    }
    let name: String
    let parameters: [Parameter]
    let program: Program

    init(name: String, parameters: [Parameter], program: Program) {
        self.name = name
        self.parameters = parameters
        self.program = program
    }
}
