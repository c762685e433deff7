/// Swift source as it is being written: lines with indentation.
struct SwiftText {
    private var lines: [String] = []
    private var depth = 0

    var text: String { lines.joined(separator: "\n") + "\n" }

    /// How many lines there are.
    var count: Int { lines.count }

    /// Lines that were written apart, as they are.
    mutating func append(_ other: SwiftText) { lines += other.lines }

    /// A statement, on several lines where it is too long for one.
    mutating func line(_ text: String = "") {
        guard !text.isEmpty else { return lines.append("") }
        for line in LineBreaking.lines(text, depth: depth) {
            lines.append(String(repeating: " ", count: line.depth * LineBreaking.indentation) + line.text)
        }
    }

    /// A line at the left edge, for `#sourceLocation`.
    mutating func directive(_ text: String) { lines.append(text) }

    /// Text at the left edge that may have several lines, such as a literal.
    mutating func raw(_ text: String) { lines.append(text) }

    /// Text that may have several lines, of which the first is indented.
    mutating func verbatim(_ text: String) {
        lines.append(String(repeating: " ", count: depth * LineBreaking.indentation) + text)
    }

    mutating func block(_ head: String, end: String = "}", _ body: (inout SwiftText) -> Void) {
        line(head + (head.hasSuffix(" in") ? "" : " {"))
        depth += 1
        body(&self)
        depth -= 1
        line(end)
    }

    /// Lines one level deeper.
    mutating func indented(_ body: (inout SwiftText) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// The first paragraph of a text, as one line.
    static func paragraph(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.drop { $0.allSatisfy(\.isWhitespace) }.prefix { !$0.allSatisfy(\.isWhitespace) }
            .joined(separator: " ")
    }

    /// A documentation comment, empty lines kept inside and dropped at the ends.
    mutating func comment(_ text: String?) {
        guard let text else { return }
        // Whatever Swift takes for the end of a line ends the comment too.
        var paragraphs = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        while paragraphs.last?.isEmpty == true { paragraphs.removeLast() }
        let margin = String(repeating: " ", count: depth * LineBreaking.indentation) + "///"
        for paragraph in paragraphs {
            lines += SwiftText.wrapped(paragraph, LineBreaking.width - margin.count).map { margin + $0 }
        }
    }

    /// A line of a comment, on several where it is too long; tables and code stay as they are.
    private static func wrapped(_ text: String, _ width: Int) -> [String] {
        guard !text.isEmpty else { return [""] }
        guard text.count >= width, text.first != "|", text.first != " " else { return [" " + text] }
        var lines: [String] = [""]
        for word in text.split(separator: " ") {
            if lines[lines.count - 1].count + word.count + 1 > width, lines != [""] { lines.append("") }
            lines[lines.count - 1] += " " + word
        }
        return lines
    }
}
