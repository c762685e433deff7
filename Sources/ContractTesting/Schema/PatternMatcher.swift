import Foundation
import Synchronization

/// An ECMA-262 pattern, unanchored, run by ICU after a translation of what the two read differently.
struct PatternMatcher: Sendable {
    let text: String
    private let expression: NSRegularExpression

    /// - Throws: OracleError when the text is no pattern that the oracle can read.
    init(_ text: String) throws(OracleError) {
        self.text = text
        do {
            expression = try NSRegularExpression(pattern: PatternTranslation.translate(text))
        } catch {
            throw OracleError("the pattern \(text) cannot be read: \(error)")
        }
    }

    func matches(_ value: String) -> Bool {
        expression.firstMatch(in: value, range: NSRange(value.startIndex..., in: value)) != nil
    }
}

/// Each pattern is translated once.
final class PatternCache: Sendable {
    private let matchers = Mutex<[String: PatternMatcher]>([:])

    func matcher(_ text: String) throws(OracleError) -> PatternMatcher {
        if let known = matchers.withLock({ $0[text] }) { return known }
        let matcher = try PatternMatcher(text)
        matchers.withLock { $0[text] = matcher }
        return matcher
    }
}

/// ECMA-262 to ICU: `$`, `.`, `\d`, `\w`, `\s` and `\b` are wider in ICU, and its classes nest.
enum PatternTranslation {
    private static let word = "A-Za-z0-9_"
    private static let space = "\\t\\n\\u000B\\f\\r \\u00A0\\uFEFF\\u2028\\u2029\\p{Zs}"

    static func translate(_ pattern: String) throws(OracleError) -> String {
        var result = ""
        var isInClass = false
        var rest = Substring(pattern)
        while let character = rest.unicodeScalars.popFirst() {
            switch (character, isInClass) {
            case ("\\", _):
                guard let escaped = rest.unicodeScalars.popFirst() else {
                    throw OracleError("the pattern \(pattern) ends with a backslash")
                }
                result += try escape(escaped, isInClass: isInClass, pattern)
            case ("[", false):
                isInClass = true
                result += "["
            case ("]", true):
                isInClass = false
                result += "]"
            // ICU would read a nested class, an intersection or a difference.
            case ("[", true): result += "\\["
            case ("&", true): result += "\\&"
            case ("$", false): result += "\\z"
            case (".", false): result += "[^\\n\\r\\u2028\\u2029]"
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    private static func escape(
        _ letter: Unicode.Scalar, isInClass: Bool, _ pattern: String
    ) throws(OracleError) -> String {
        func set(_ members: String, _ isNegated: Bool) -> String {
            isNegated ? "[^\(members)]" : isInClass ? members : "[\(members)]"
        }
        switch letter {
        case "d", "D": return set("0-9", letter == "D")
        case "w", "W": return set(word, letter == "W")
        case "s", "S": return set(space, letter == "S")
        case "v": return "\\u000B"
        case "0": return "\\u0000"
        case "b" where isInClass: return "\\u0008"
        case "b": return "(?:(?<=[\(word)])(?![\(word)])|(?<![\(word)])(?=[\(word)]))"
        case "B": return "(?:(?<=[\(word)])(?=[\(word)])|(?<![\(word)])(?![\(word)]))"
        case "t", "n", "r", "f", "c", "x", "u", "p", "P", "k", "1"..."9": return "\\\(letter)"
        case "a"..."z", "A"..."Z": throw OracleError("the pattern \(pattern) has the unknown escape \\\(letter)")
        default: return "\\\(letter)"
        }
    }
}
