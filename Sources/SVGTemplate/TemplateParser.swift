import JSON

/// Reads the source once, without backtracking, and builds the tree. Text, tags and blocks are here; what stands inside
/// of them is in the extensions.
struct TemplateParser {
    let source: [UInt8]
    let limits: TemplateLimits
    /// The next byte to read.
    var position = 0
    private var depth = 0
    /// Loops around the current place, as far as `break` may reach.
    private var loops = 0
    /// Set when the last tag ended with `-`: white space at the start of the next text goes.
    private var trimsNextText = false
    private var blockNames: Set<String> = []

    /// Macros by number; a call may come before the definition.
    private var macroNumbers: [String: Int] = [:]
    private var macros: [(definition: MacroNode?, firstSeen: Int, name: String)] = []

    /// A tag whose keyword has just been read.
    struct Tag {
        let keyword: String
        let offset: Int
    }

    init(source: [UInt8], limits: TemplateLimits) {
        self.source = source
        self.limits = limits
    }

    mutating func parse() throws(TemplateError) -> [Node] { try block(of: nil, endingWith: []).body }

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

    /// Nodes up to one of the given tags, which is returned with its keyword read, or to the end of the template.
    private mutating func block(
        of opening: Tag?, endingWith closers: [String]
    ) throws(TemplateError) -> (body: [Node], end: Tag?) {
        try enter()
        defer { leave() }
        var nodes: [Node] = []
        while true {
            guard let opener = readText(into: &nodes) else {
                guard let opening, let closer = closers.last else { return (nodes, nil) }
                throw error(
                    "`{% \(opening.keyword) %}` is not closed: expected `{% \(closer) %}`", at: opening.offset)
            }
            let offset = position
            position += 2
            if current == UInt8(ascii: "-") { position += 1 }
            switch opener {
            case UInt8(ascii: "{"): nodes.append(try output())
            case UInt8(ascii: "#"): try skipComment(from: offset)
            default:
                skipSpace()
                guard let keyword = readName() else { throw unexpected("a tag's name") }
                let tag = Tag(keyword: keyword, offset: offset)
                if closers.contains(keyword) { return (nodes, tag) }
                try statement(tag, into: &nodes)
            }
        }
    }

    /// Consumes text up to `{{`, `{%` or `{#` and answers the opener's second byte; nil at the end.
    private mutating func readText(into nodes: inout [Node]) -> UInt8? {
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
        if start < end { nodes.append(.text(start..<end)) }
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

    private mutating func output() throws(TemplateError) -> Node {
        let value = try expression()
        try endVariable()
        return .output(value, escaped: !isMarkedSafe(value))
    }

    /// Known when parsing: the last filter is `safe`, or a macro's output, escaped already, is printed as it is.
    private func isMarkedSafe(_ value: Expression) -> Bool {
        switch value {
        case .filtered(let node): node.filters.last?.filter == .safe
        case .macroCall: true
        default: false
        }
    }

    private mutating func endVariable() throws(TemplateError) { try end(UInt8(ascii: "}"), "`}}`") }

    private mutating func endTag() throws(TemplateError) { try end(UInt8(ascii: "%"), "`%}`") }

    private mutating func end(_ first: UInt8, _ name: String) throws(TemplateError) {
        skipSpace()
        let dash = current == UInt8(ascii: "-") ? 1 : 0
        guard position + dash + 1 < source.count, source[position + dash] == first,
            source[position + dash + 1] == UInt8(ascii: "}")
        else { throw unexpected("an operator, a filter or \(name)") }
        position += dash + 2
        trimsNextText = dash == 1
    }

    // MARK: Statements

    private mutating func statement(_ tag: Tag, into nodes: inout [Node]) throws(TemplateError) {
        switch tag.keyword {
        case "if": nodes.append(try condition(tag))
        case "for": nodes.append(try loop(tag))
        case "set": nodes.append(try assignment(isGlobal: false))
        case "set_global": nodes.append(try assignment(isGlobal: true))
        case "raw": nodes.append(try raw(tag))
        case "filter": nodes.append(try filterSection(tag))
        case "macro": try macro(tag)
        case "block": nodes += try namedBlock(tag)
        case "break", "continue":
            guard loops > 0 else { throw error("`\(tag.keyword)` outside of a loop", at: tag.offset) }
            try endTag()
            nodes.append(tag.keyword == "break" ? .breakLoop : .continueLoop)
        case let keyword where Self.withheldTags.contains(keyword):
            throw error("tag `\(keyword)` is not available: a template stands alone", at: tag.offset)
        default:
            let isCloser = tag.keyword == "else" || tag.keyword == "elif" || tag.keyword.hasPrefix("end")
            throw error(
                isCloser ? "`{% \(tag.keyword) %}` closes nothing here" : "unknown tag `\(tag.keyword)`", at: tag.offset
            )
        }
    }

    private mutating func condition(_ tag: Tag) throws(TemplateError) -> Node {
        var branches: [ConditionNode.Branch] = []
        var otherwise: [Node] = []
        while true {
            let condition = try expression()
            try endTag()
            let part = try block(of: tag, endingWith: ["elif", "else", "endif"])
            branches.append(.init(condition: condition, body: part.body))
            if part.end?.keyword == "elif" { continue }
            try endTag()
            if part.end?.keyword == "else" {
                otherwise = try block(of: tag, endingWith: ["endif"]).body
                try endTag()
            }
            return .condition(ConditionNode(branches: branches, otherwise: otherwise))
        }
    }

    private mutating func loop(_ tag: Tag) throws(TemplateError) -> Node {
        var key: String?
        var value = try name("a loop variable's name")
        if match(UInt8(ascii: ",")) {
            key = value
            value = try name("a loop variable's name")
        }
        guard matchWord("in") else { throw unexpected("`in`") }
        let container = try filteredValue()
        try endTag()
        loops += 1
        let part = try block(of: tag, endingWith: ["else", "endfor"])
        loops -= 1
        try endTag()
        var otherwise: [Node] = []
        if part.end?.keyword == "else" {
            otherwise = try block(of: tag, endingWith: ["endfor"]).body
            try endTag()
        }
        return .loop(
            LoopNode(
                key: key, value: value, container: container, body: part.body, otherwise: otherwise, offset: tag.offset)
        )
    }

    private mutating func assignment(isGlobal: Bool) throws(TemplateError) -> Node {
        let name = try name("a variable's name")
        guard match(UInt8(ascii: "=")) else { throw unexpected("`=`") }
        let value = try expression()
        try endTag()
        return .assignment(AssignmentNode(name: name, value: value, isGlobal: isGlobal))
    }

    private mutating func raw(_ tag: Tag) throws(TemplateError) -> Node {
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
            return .text(start..<end)
        }
        throw error("`{% raw %}` is not closed: expected `{% endraw %}`", at: tag.offset)
    }

    private mutating func filterSection(_ tag: Tag) throws(TemplateError) -> Node {
        let call = try filterCall()
        try endTag()
        let outerLoops = loops
        loops = 0
        let part = try block(of: tag, endingWith: ["endfilter"])
        loops = outerLoops
        try endTag()
        return .filterSection(call, part.body)
    }

    /// Without inheritance a block is its body.
    private mutating func namedBlock(_ tag: Tag) throws(TemplateError) -> [Node] {
        let name = try name("a block's name")
        guard blockNames.insert(name).inserted else { throw error("block `\(name)` is there twice", at: tag.offset) }
        try endTag()
        let part = try block(of: tag, endingWith: ["endblock"])
        skipSpace()
        _ = readName()
        try endTag()
        return part.body
    }

    private mutating func macro(_ tag: Tag) throws(TemplateError) {
        guard depth == 1 else { throw error("a macro must not stand inside another tag", at: tag.offset) }
        let name = try name("a macro's name")
        let number = macroNumber(name, at: tag.offset)
        guard macros[number].definition == nil else {
            throw error("macro `\(name)` is there twice", at: tag.offset)
        }
        let parameters = try macroParameters()
        try endTag()
        let part = try block(of: tag, endingWith: ["endmacro"])
        skipSpace()
        _ = readName()
        try endTag()
        macros[number].definition = MacroNode(name: name, parameters: parameters, body: part.body)
    }
}
