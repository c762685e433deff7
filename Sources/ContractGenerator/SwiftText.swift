/// Swift source as it is being written: lines with indentation.
struct SwiftText {
    private(set) var lines: [String] = []
    private var depth = 0

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func line(_ text: String = "") {
        lines.append(text.isEmpty ? "" : String(repeating: "    ", count: depth) + text)
    }

    /// A line at the left edge, for `#sourceLocation`.
    mutating func directive(_ text: String) { lines.append(text) }

    /// Text at the left edge that may have several lines, such as a literal.
    mutating func raw(_ text: String) { lines.append(text) }

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
        for paragraph in paragraphs { line(paragraph.isEmpty ? "///" : "/// " + paragraph) }
    }
}
