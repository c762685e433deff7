/// What libyaml says about a text that is no YAML, with what to write instead.
struct YAMLAdvice {
    let problem: String
    /// "while parsing a block mapping"; nil where libyaml has none.
    let context: String?
    /// The byte where the problem is, nil at the end of the file.
    let found: UInt8?
    let line: Int
    /// Where what the context names begins.
    let contextLine: Int

    var message: String {
        var text = problem
        if let context {
            text += " " + context
            if contextLine < line { text += " of line \(contextLine)" }
        }
        return text + (advice.map { ": " + $0 } ?? "")
    }

    private var advice: String? {
        if found == UInt8(ascii: "\t"), Self.ofTabs.contains(problem) { return "indent with spaces, not with tabs" }
        switch context {
        case "while scanning an anchor", "while scanning an alias":
            return "quote a text that begins with & or *"
        case "while scanning a tag", "while parsing a tag": return "quote a text that begins with !"
        case "while scanning a %TAG directive", "while parsing a %TAG directive", "while scanning a tag directive",
            "while parsing a tag directive":
            return Self.directives
        default: return Self.advice[problem]
        }
    }

    /// Where a tab at the beginning of a line is what the problem is about.
    private static let ofTabs: Set<String> = [
        "found character that cannot start any token", "found a tab character that violates indentation",
        "found a tab character where an indentation space is expected",
    ]

    private static let directives = "remove the line, or indent it if it belongs to a text"

    private static let advice: [String: String] = [
        "mapping values are not allowed in this context":
            "quote a text that has a colon and a space in it; begin each member on a line of its own, indented like its "
            + "neighbours",
        "mapping keys are not allowed in this context": "begin the key on a line of its own",
        "block sequence entries are not allowed in this context":
            "begin the list on the next line, or write it as [a, b]; quote a text that begins with a dash",
        "did not find expected key":
            "indent this line like the members above it; close quotes and brackets; quote a text that begins with one",
        "did not find expected '-' indicator":
            "begin this line with a dash like the entries above it, or indent it as they are",
        "did not find expected ',' or ']'": "write a comma between entries and ] at the end",
        "did not find expected ',' or '}'": "write a comma between members and } at the end",
        "did not find expected node content": "write a value here, or remove the comma, anchor or bracket too many",
        "did not find expected <document start>":
            "indent this line so that it belongs to what stands above it, or remove it",
        "could not find expected ':'":
            "write a colon and a space after the key, or indent the line to go on with the text above it",
        "found character that cannot start any token": "put the value in quotes",
        "found unexpected end of stream": "close the quotes",
        "found unexpected document indicator": "close the quotes, or indent the line",
        "found unknown escape character":
            "write \\\\ for a backslash in double quotes, or put the text in single quotes",
        "did not find expected hexdecimal number": "write two digits after \\x, four after \\u, eight after \\U",
        "found invalid Unicode character escape code":
            "write the character itself, or \\U and its code point in eight digits: there are no surrogate pairs",
        "found unexpected ':'": "write a space after the colon, or put the text in quotes",
        "found a tab character that violates indentation": "indent with spaces, not with tabs",
        "found a tab character where an indentation space is expected": "indent with spaces, not with tabs",
        "found an indentation indicator equal to 0": "write a digit from 1 to 9 after | or >, or none",
        "did not find expected comment or line break":
            "begin the text on the next line, indented; quote a text that begins with | or >",
        "found undefined tag handle": "quote a text that begins with !",
        "found incompatible YAML document": "write %YAML 1.2, or remove the line",
        "found duplicate %YAML directive": "remove the line",
        "found duplicate %TAG directive": directives,
        "found unknown directive name": directives,
        "could not find expected directive name": directives,
        "found unexpected non-alphabetical character": directives,
        "did not find expected digit or '.' character": "write %YAML 1.2, or remove the line",
        "found extremely long version number": "write %YAML 1.2, or remove the line",
        "did not find expected version number": "write %YAML 1.2, or remove the line",
    ]
}
