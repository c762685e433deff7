internal import YAML

/// Findings that somebody has judged: `# contract-lint: allow RULE, RULE - why`, at the end of the line or above it.
struct Suppressions {
    private struct Suppression {
        let rule: String
        /// The line that it speaks of.
        let line: Int
        let mark: Mark
        var isUsed = false
    }

    private var all: [Suppression] = []

    private static let marker = "# contract-lint: allow "

    init(_ source: [UInt8]) {
        let lines = String(decoding: source, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            guard let comment = Suppressions.comment(line) else { continue }
            let isAlone = comment.before.allSatisfy(\.isWhitespace)
            // Above a line there may be more comments.
            let subject = isAlone ? lines[(index + 1)...].firstIndex { !Suppressions.isComment($0) } : index
            for rule in comment.rules {
                all.append(
                    Suppression(
                        rule: rule, line: (subject ?? index) + 1,
                        mark: Mark(line: index + 1, column: comment.before.unicodeScalars.count + 1)))
            }
        }
    }

    /// Whether a finding of a rule on that line has been judged.
    mutating func allow(_ rule: String, on line: Int) -> Bool {
        var isAllowed = false
        for index in all.indices where all[index].rule == rule && all[index].line == line {
            all[index].isUsed = true
            isAllowed = true
        }
        return isAllowed
    }

    func unused() -> [Found] {
        all.filter { !$0.isUsed }.map { suppression in
            let what =
                RuleBook.rule(suppression.rule) == nil
                ? RuleSelection.UnknownRule(id: suppression.rule).description
                : "\(suppression.rule) finds nothing here: remove this comment"
            return Found(mark: suppression.mark, pointer: "", message: what)
        }
    }

    private static func comment(_ line: Substring) -> (before: Substring, rules: [String])? {
        guard let start = line.range(of: marker) else { return nil }
        // What comes after a dash is the reason, for people.
        let names = line[start.upperBound...].split(separator: " - ", maxSplits: 1)[...].first ?? ""
        let rules = names.split { $0 == "," || $0 == " " }.map(String.init)
        return (line[..<start.lowerBound], rules)
    }

    private static func isComment(_ line: Substring) -> Bool { line.drop(while: \.isWhitespace).hasPrefix("#") }
}

extension Substring {
    /// Foundation has this too, and is not worth its weight here.
    fileprivate func range(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<(index(start, offsetBy: text.count)) }
            start = index(after: start)
        }
        return nil
    }
}
