/// Names of a contract as names of Swift.
enum SwiftNames {
    private static let acronyms: Set<String> = ["api", "id", "ip", "svg", "uri", "url"]
    private static let keywords: Set<String> = [
        "as", "associatedtype", "await", "break", "case", "catch", "class", "continue", "default", "defer", "deinit",
        "do",
        "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for", "func", "guard", "if", "import",
        "in", "init",
        "inout", "internal", "is", "let", "nil", "operator", "package", "precedencegroup", "private", "protocol",
        "public", "repeat",
        "rethrows", "return", "self", "static", "struct", "subscript", "super", "switch", "throw", "throws", "true",
        "try", "typealias", "var", "where", "while",
    ]

    /// `user-session-api` becomes `UserSessionAPI`.
    static func type(_ name: String) -> String { words(name).map(capitalized).joined() }

    /// `user_id` becomes `userID`, `ETag` becomes `eTag`, `WWW-Authenticate` becomes `wwwAuthenticate`.
    static func value(_ name: String) -> String {
        let words = words(name)
        guard let first = words.first else { return "_" }
        let joined = lowered(first) + words.dropFirst().map(capitalized).joined()
        if unspeakable.contains(joined) { return joined + "_" }
        return joined.first?.isNumber == true ? "_" + joined : joined
    }

    /// Keywords that backticks do not make a name of everywhere: not of a label, or not of a member.
    private static let unspeakable: Set<String> = ["init", "inout", "let", "self", "var"]

    /// Like `value`, in backticks where Swift would take it for a keyword.
    static func declared(_ name: String) -> String {
        let name = value(name)
        return keywords.contains(name) ? "`\(name)`" : name
    }

    /// The name of a local variable, changed where the generated code around it uses that name itself: to one that no
    /// name of a contract becomes, as only digits come after an underscore there.
    static func local(_ name: String, besides taken: Set<String>) -> String {
        taken.contains(value(name)) ? "_" + value(name) : declared(name)
    }

    static func isKeyword(_ name: String) -> Bool { keywords.contains(name) }

    static func upperFirst(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

    private static func words(_ name: String) -> [Substring] {
        name.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }

    private static func capitalized(_ word: Substring) -> String {
        acronyms.contains(word.lowercased()) ? word.uppercased() : upperFirst(String(word))
    }

    /// Lowers the leading capitals, but the last of them when a lower-case letter follows.
    private static func lowered(_ word: Substring) -> String {
        let capitals = word.prefix { $0.isUppercase }.count
        if capitals <= 1 || capitals == word.count {
            return word.prefix(capitals).lowercased() + word.dropFirst(capitals)
        }
        return word.prefix(capitals - 1).lowercased() + word.dropFirst(capitals - 1)
    }

    /// A number as Swift writes it: from seven digits on in groups of three.
    static func literal(_ number: some CustomStringConvertible) -> String {
        let text = number.description
        let digits = text.drop { $0 == "-" }
        guard digits.count >= 7, digits.allSatisfy(\.isNumber) else { return text }
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += "_" }
            grouped.append(digit)
        }
        return text.prefix(text.count - digits.count) + grouped
    }

    /// A Swift string literal.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": literal += "\\\""
            case "\\": literal += "\\\\"
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    literal += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    literal.unicodeScalars.append(scalar)
                }
            }
        }
        return literal + "\""
    }
}
