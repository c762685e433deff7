import JSON

/// Tags, each written as instructions with the jumps that it takes.
extension TemplateParser {
    mutating func statement(_ tag: Tag) throws(TemplateError) {
        switch tag.keyword {
        case "if": try condition(tag)
        case "for": try loop(tag)
        case "set": try assignment(isGlobal: false)
        case "set_global": try assignment(isGlobal: true)
        case "raw": try raw(tag)
        case "filter": try filterSection(tag)
        case "macro": try macro(tag)
        case "block": try namedBlock(tag)
        case "break", "continue": try leap(tag)
        case let keyword where Self.withheldTags.contains(keyword):
            throw error("tag `\(keyword)` is not available: a template stands alone", at: tag.offset)
        default:
            let isCloser = tag.keyword == "else" || tag.keyword == "elif" || tag.keyword.hasPrefix("end")
            throw error(
                isCloser ? "`{% \(tag.keyword) %}` closes nothing here" : "unknown tag `\(tag.keyword)`", at: tag.offset
            )
        }
    }

    private mutating func condition(_ tag: Tag) throws(TemplateError) {
        var ends: [Int] = []
        while true {
            let condition = try expression()
            try endTag()
            let test = reserve()
            let end = try block(of: tag, endingWith: ["elif", "else", "endif"])?.keyword
            if end != "endif" { ends.append(reserve()) }
            program.code[test] = .jumpUnless(
                expression: add(condition, to: &tables.expressions), to: program.code.count)
            if end == "elif" { continue }
            try endTag()
            if end == "else" {
                _ = try block(of: tag, endingWith: ["endif"])
                try endTag()
            }
            for place in ends { program.code[place] = .jump(to: program.code.count) }
            return
        }
    }

    private mutating func loop(_ tag: Tag) throws(TemplateError) {
        var keyName: String?
        var valueName = try name("a loop variable's name")
        if match(UInt8(ascii: ",")) {
            keyName = valueName
            valueName = try name("a loop variable's name")
        }
        guard matchWord("in") else { throw unexpected("`in`") }
        let container = try filteredValue()
        try endTag()
        scopes.beginLoop()
        let key = keyName.map { scopes.declare($0) }
        let value = scopes.declare(valueName)
        let begin = reserve()
        loops.append(OpenLoop())
        let end = try block(of: tag, endingWith: ["else", "endfor"])
        let jumps = loops.removeLast()
        let cleared = add(scopes.endLoop(variables: [value] + (key.map { [$0] } ?? [])), to: &tables.cleared)
        let node = Loop(key: key, value: value, cleared: cleared, container: container, offset: tag.offset)
        let loop = add(node, to: &tables.loops)
        for place in jumps.continues { program.code[place] = .jump(to: program.code.count) }
        emit(.nextTurn(loop: loop, body: begin + 1))
        try endTag()
        var ifEmpty = program.code.count
        if end?.keyword == "else" {
            let over = reserve()
            ifEmpty = program.code.count
            _ = try block(of: tag, endingWith: ["endfor"])
            try endTag()
            program.code[over] = .jump(to: program.code.count)
        }
        program.code[begin] = .beginLoop(loop: loop, ifEmpty: ifEmpty)
        for place in jumps.breaks { program.code[place] = .breakLoop(to: program.code.count) }
    }

    /// `break` or `continue`.
    private mutating func leap(_ tag: Tag) throws(TemplateError) {
        guard !loops.isEmpty else { throw error("`\(tag.keyword)` outside of a loop", at: tag.offset) }
        try endTag()
        let place = reserve()
        if tag.keyword == "break" {
            loops[loops.count - 1].breaks.append(place)
        } else {
            loops[loops.count - 1].continues.append(place)
        }
    }

    private mutating func assignment(isGlobal: Bool) throws(TemplateError) {
        let name = try name("a variable's name")
        guard match(UInt8(ascii: "=")) else { throw unexpected("`=`") }
        let value = try expression()
        try endTag()
        emit(.set(slot: scopes.declare(name, isGlobal: isGlobal), expression: add(value, to: &tables.expressions)))
    }

    private mutating func raw(_ tag: Tag) throws(TemplateError) {
        try endTag()
        var start = position
        let trimsStart = trimsNextText
        while position + 1 < source.count {
            guard source[position] == UInt8(ascii: "{"), source[position + 1] == UInt8(ascii: "%") else {
                position += 1
                continue
            }
            var end = position
            position += 2
            let trimsEnd = current == UInt8(ascii: "-")
            if trimsEnd { position += 1 }
            guard matchWord("endraw") else { continue }
            try endTag()
            if trimsStart { while start < end, isSpace(source[start]) { start += 1 } }
            if trimsEnd { while end > start, isSpace(source[end - 1]) { end -= 1 } }
            if start < end { emit(.text(from: start, to: end)) }
            return
        }
        throw error("`{% raw %}` is not closed: expected `{% endraw %}`", at: tag.offset)
    }

    private mutating func filterSection(_ tag: Tag) throws(TemplateError) {
        let call = try filterCall()
        try endTag()
        let outerLoops = loops
        loops = []
        emit(.beginSection)
        _ = try block(of: tag, endingWith: ["endfilter"])
        emit(.endSection(filter: add(call, to: &tables.filters)))
        loops = outerLoops
        try endTag()
    }

    /// Without inheritance a block is its body.
    private mutating func namedBlock(_ tag: Tag) throws(TemplateError) {
        let name = try name("a block's name")
        guard blockNames.insert(name).inserted else { throw error("block `\(name)` is there twice", at: tag.offset) }
        try endTag()
        _ = try block(of: tag, endingWith: ["endblock"])
        skipSpace()
        _ = readName()
        try endTag()
    }

    private mutating func macro(_ tag: Tag) throws(TemplateError) {
        guard depth == 1 else { throw error("a macro must not stand inside another tag", at: tag.offset) }
        let name = try name("a macro's name")
        let number = macroNumber(name, at: tag.offset)
        guard macros[number].definition == nil else {
            throw error("macro `\(name)` is there twice", at: tag.offset)
        }
        let (outer, outerScope, outerLevel) = (program, scopes.beginMacro(), level)
        (program, level) = (Program(), 0)
        let parameters = try macroParameters()
        try endTag()
        _ = try block(of: tag, endingWith: ["endmacro"])
        skipSpace()
        _ = readName()
        try endTag()
        program.slots = scopes.endMacro(outerScope)
        macros[number].definition = MacroNode(name: name, parameters: parameters, program: program)
        (program, level) = (outer, outerLevel)
    }
}
