import JSON

/// Reads the source once, without backtracking, and writes the program. Text, tags and blocks are here; what stands
/// inside of them is in the extensions.
struct TemplateParser {
    let source: [UInt8]
    let limits: TemplateLimits
    /// The next byte to read.
    var position = 0
    var depth = 0
    /// The program of the template or the macro that is being read.
    var program = Program()
    var tables = Tables()
    var scopes = Scopes()
    /// Blocks around the current place in its program.
    var level = 0
    /// Places of jumps whose target is not known yet.
    struct OpenLoop {
        var breaks: [Int] = []
        var continues: [Int] = []
    }
    /// Loops around the current place, as far as `break` may reach.
    var loops: [OpenLoop] = []
    /// Set when the last tag ended with `-`: white space at the start of the next text goes.
    var trimsNextText = false
    var blockNames: Set<String> = []

    /// Macros by number; a call may come before the definition.
    private var macroNumbers: [String: Int] = [:]
    var macros: [(definition: MacroNode?, firstSeen: Int, name: String)] = []

    /// A tag whose keyword has just been read.
    struct Tag {
        let keyword: String
        let offset: Int
    }

    init(source: [UInt8], limits: TemplateLimits) {
        self.source = source
        self.limits = limits
    }

    mutating func parse() throws(TemplateError) -> Program {
        _ = try block(of: nil, endingWith: [])
        program.slots = scopes.slotsOfTemplate
        return program
    }

    func definedMacros() throws(TemplateError) -> [MacroNode] {
        var defined: [MacroNode] = []
        for entry in macros {
            guard let definition = entry.definition else {
                throw error("macro `\(entry.name)` is not defined", at: entry.firstSeen)
            }
            defined.append(definition)
        }
        return defined
    }

    mutating func macroNumber(_ name: String, at offset: Int) -> Int {
        if let number = macroNumbers[name] { return number }
        macros.append((nil, offset, name))
        macroNumbers[name] = macros.count - 1
        return macros.count - 1
    }

    /// Counts one level of nesting; to be matched by `leave`.
    mutating func enter() throws(TemplateError) {
        depth += 1
        guard depth <= limits.sourceDepth else {
            throw error("nested more than \(limits.sourceDepth) deep", at: position, kind: .limit)
        }
    }

    mutating func leave() { depth -= 1 }

    // MARK: Text and blocks

    mutating func emit(_ instruction: Instruction) { program.code.append(instruction) }

    /// The place of an instruction whose target is not known yet.
    mutating func reserve() -> Int {
        program.code.append(.jump(to: 0))
        return program.code.count - 1
    }

    /// Writes what stands before one of the given tags, which is returned with its keyword read, or before the end of
    /// the template.
    mutating func block(of opening: Tag?, endingWith closers: [String]) throws(TemplateError) -> Tag? {
        try enter()
        level += 1
        defer {
            level -= 1
            leave()
        }
        while true {
            guard let opener = readText() else {
                guard let opening, let closer = closers.last else { return nil }
                throw error(
                    "`{% \(opening.keyword) %}` is not closed: expected `{% \(closer) %}`", at: opening.offset)
            }
            let offset = position
            position += 2
            if current == UInt8(ascii: "-") { position += 1 }
            switch opener {
            case UInt8(ascii: "{"): emit(try output())
            case UInt8(ascii: "#"): try skipComment(from: offset)
            default:
                skipSpace()
                guard let keyword = readName() else { throw unexpected("a tag's name") }
                let tag = Tag(keyword: keyword, offset: offset)
                if closers.contains(keyword) { return tag }
                try statement(tag)
            }
        }
    }

    /// Consumes text up to `{{`, `{%` or `{#` and answers the opener's second byte; nil at the end.
    private mutating func readText() -> UInt8? {
        var start = position
        var opener: UInt8?
        while position < source.count {
            if source[position] == UInt8(ascii: "{"), position + 1 < source.count {
                let next = source[position + 1]
                if next == UInt8(ascii: "{") || next == UInt8(ascii: "%") || next == UInt8(ascii: "#") {
                    opener = next
                    break
                }
            }
            position += 1
        }
        var end = position
        if trimsNextText {
            while start < end, isSpace(source[start]) { start += 1 }
        }
        if opener != nil, position + 2 < source.count, source[position + 2] == UInt8(ascii: "-") {
            while end > start, isSpace(source[end - 1]) { end -= 1 }
        }
        trimsNextText = false
        if start < end { emit(.text(from: start, to: end)) }
        return opener
    }

    private mutating func skipComment(from offset: Int) throws(TemplateError) {
        while position + 1 < source.count {
            if source[position] == UInt8(ascii: "#"), source[position + 1] == UInt8(ascii: "}") {
                trimsNextText = source[position - 1] == UInt8(ascii: "-")
                position += 2
                return
            }
            position += 1
        }
        throw error("this comment is not closed: expected `#}`", at: offset)
    }

    private mutating func output() throws(TemplateError) -> Instruction {
        let value = try expression()
        try endVariable()
        if case .macroCall(let call) = value { return .printMacro(call: call) }
        return .print(expression: add(value, to: &tables.expressions), escaped: !isMarkedSafe(value))
    }

    /// Known when parsing: the last filter is `safe`.
    private func isMarkedSafe(_ value: Expression) -> Bool {
        guard case .filtered(let number) = value, let last = tables.filtered[number].filters.last else { return false }
        return tables.filters[last].filter == .safe
    }

    private mutating func endVariable() throws(TemplateError) { try end(UInt8(ascii: "}"), "`}}`") }

    mutating func endTag() throws(TemplateError) { try end(UInt8(ascii: "%"), "`%}`") }

    private mutating func end(_ first: UInt8, _ name: String) throws(TemplateError) {
        skipSpace()
        let dash = current == UInt8(ascii: "-") ? 1 : 0
        guard position + dash + 1 < source.count, source[position + dash] == first,
            source[position + dash + 1] == UInt8(ascii: "}")
        else { throw unexpected("an operator, a filter or \(name)") }
        position += dash + 2
        trimsNextText = dash == 1
    }
}
