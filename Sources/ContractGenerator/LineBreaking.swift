/// Breaks a statement that is too long for a line where a person would break it.
///
/// It knows the shapes that are generated and no others: calls, declarations, closures, `guard`, `if`, assignments.
struct LineBreaking {
    /// One less than ours: the formatter finds some lines too long that just fill it.
    static let width = 119
    static let indentation = 4

    typealias Line = (depth: Int, text: String)

    static func lines(_ text: String, depth: Int) -> [Line] {
        if depth * indentation + text.unicodeScalars.count <= width || text.hasPrefix("//") { return [(depth, text)] }
        let outline = StatementOutline(text)
        return afterLabel(outline, depth) ?? conditions(outline, depth) ?? branches(outline, depth)
            ?? closure(outline, depth) ?? choice(outline, depth) ?? chain(outline, depth) ?? list(outline, depth)
            ?? composition(outline, depth) ?? [(depth, text)]
    }

    /// `case 8: statement`
    private static func afterLabel(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        guard outline.text.hasPrefix("case "), let colon = outline.first(": ") else { return nil }
        return [(depth, outline[..<colon] + ":")] + lines(outline[(colon + 2)...], depth: depth + 1)
    }

    /// `guard a, b, c else { return nil }`
    private static func conditions(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        guard outline.text.hasPrefix("guard "), let end = outline.first(" else {") else { return nil }
        var lines = fill(outline.pieces(0..<end), depth + 1)
        lines[0].depth = depth
        return lines + [(depth, outline[(end + 1)...])]
    }

    /// `if condition { statement } else { statement }`
    private static func branches(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        guard outline.text.hasPrefix("if "), outline.text.hasSuffix("}") else { return nil }
        var lines: [Line] = []
        var start = 0
        for group in outline.groups where outline.isBrace(group) {
            lines.append((depth, outline[start...group.lowerBound]))
            lines += self.lines(outline.inside(group), depth: depth + 1)
            start = group.upperBound - 1
        }
        return lines + [(depth, outline[start...])]
    }

    /// `call { element in statement }`
    private static func closure(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        guard let group = outline.groups.last, outline.isBrace(group) else { return nil }
        let tail = outline[(group.upperBound - 1)...]
        let body = StatementOutline(outline.inside(group))
        guard tail.count <= 2, let parameters = body.first(" in ") else { return nil }
        let head = outline[...group.lowerBound] + " " + body[..<parameters] + " in"
        return lines(head, depth: depth) + lines(body[(parameters + 4)...], depth: depth + 1) + [(depth, tail)]
    }

    /// `value = condition ? nil : other`
    private static func choice(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        guard let question = outline.first(" ? "), let equals = outline.first(" = "), equals < question else {
            return nil
        }
        let value = outline[(equals + 3)...]
        let head: [Line] = [(depth, outline[..<(equals + 2)])]
        let whole = lines(value, depth: depth + 1)
        if whole.count == 1 { return head + whole }
        return head + [(depth + 1, outline[(equals + 3)..<question])]
            + lines(outline[(question + 1)...], depth: depth + 1)
    }

    /// `first(…).second(…)`
    private static func chain(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        guard let dot = outline.last(").") else { return nil }
        return lines(outline[...dot], depth: depth) + lines(outline[(dot + 1)...], depth: depth + 1)
    }

    /// `call(a, b, c)`, or a declaration whose parameters something follows.
    private static func list(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        let groups = outline.groups.filter { !outline.isBrace($0) }
        guard let group = outline.isDeclaration ? groups.first : groups.last, group.count > 2 else { return nil }
        var pieces = outline.pieces((group.lowerBound + 1)..<(group.upperBound - 1))
        if outline.isLiteral(group) { pieces[pieces.count - 1] += "," }
        var lines = fill(pieces, depth + 1)
        let end = outline[(group.upperBound - 1)...]
        lines.insert((depth, outline[...group.lowerBound]), at: 0)
        // The end of a call stands behind its last argument, that of a parameter list or array by itself.
        if end.count > 2 || end.hasPrefix("]") {
            lines.append((depth, end))
        } else {
            lines[lines.count - 1].text += end
        }
        return lines
    }

    /// `First & Second`
    private static func composition(_ outline: StatementOutline, _ depth: Int) -> [Line]? {
        let limit = width - depth * indentation
        guard let sign = outline.places(of: " & ").last(where: { $0 < limit }) else { return nil }
        return [(depth, outline[..<sign])] + lines(outline[(sign + 1)...], depth: depth + 1)
    }

    /// As many pieces on each line as there is room for.
    private static func fill(_ pieces: [String], _ depth: Int) -> [Line] {
        var lines: [Line] = []
        for (index, piece) in pieces.enumerated() {
            // One more character for what may follow the last piece.
            let piece = index == pieces.count - 1 ? piece : piece + ","
            if let last = lines.last, last.depth == depth,
                depth * indentation + last.text.count + piece.count + 2 <= width
            {
                lines[lines.count - 1].text += " " + piece
            } else {
                lines += self.lines(piece, depth: depth)
            }
        }
        return lines
    }
}

/// A statement by its outermost brackets; what stands inside them, and in string literals, is out of sight.
struct StatementOutline {
    let text: String
    private let characters: [Character]
    /// Whether a character stands outside all brackets and literals.
    private var isOutside: [Bool] = []
    /// The outermost brackets, from each opening one to behind its end.
    private(set) var groups: [Range<Int>] = []

    init(_ text: String) {
        self.text = text
        characters = Array(text)
        isOutside.reserveCapacity(characters.count)
        var depth = 0
        var start = 0
        var isQuoted = false
        var isEscaped = false
        for (index, character) in characters.enumerated() {
            isOutside.append(depth == 0 && !isQuoted)
            if isQuoted {
                if character == "\"", !isEscaped { isQuoted = false }
                isEscaped = character == "\\" && !isEscaped
                continue
            }
            switch character {
            case "\"": isQuoted = true
            case "(", "[", "{":
                if depth == 0 { start = index }
                depth += 1
            case ")", "]", "}":
                depth -= 1
                if depth == 0 { groups.append(start..<(index + 1)) }
            default: break
            }
        }
    }

    subscript(range: some RangeExpression<Int>) -> String { String(characters[range.relative(to: characters)]) }

    var isDeclaration: Bool { ["func ", "init("].contains { first($0) != nil } }

    func isBrace(_ group: Range<Int>) -> Bool { characters[group.lowerBound] == "{" }
    func isLiteral(_ group: Range<Int>) -> Bool { characters[group.lowerBound] == "[" }

    /// What stands between two brackets, without the spaces next to them.
    func inside(_ group: Range<Int>) -> String {
        let text = self[(group.lowerBound + 1)..<(group.upperBound - 1)]
        return isBrace(group) ? String(text.dropFirst().dropLast()) : text
    }

    /// Where a text begins outside of brackets for the first time; a bracket itself may be its last character.
    func first(_ wanted: String) -> Int? { places(of: wanted).first }
    func last(_ wanted: String) -> Int? { places(of: wanted).last }

    func places(of wanted: String) -> [Int] {
        let wanted = Array(wanted)
        guard wanted.count <= characters.count else { return [] }
        return (0...(characters.count - wanted.count)).filter { start in
            (isOutside[start] || wanted[0] == ")") && isOutside[start + wanted.count - 1]
                && characters[start] == wanted[0]
                && characters[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// What stands between commas.
    func pieces(_ range: Range<Int>) -> [String] {
        let inner = StatementOutline(self[range])
        var pieces: [String] = []
        var start = 0
        for comma in inner.places(of: ", ") {
            pieces.append(inner[start..<comma])
            start = comma + 2
        }
        return pieces + [inner[start...]]
    }
}
