/// A place in a text. Lines and columns count from 1, columns in code points.
package struct Mark: Sendable, Hashable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A node of a YAML document with the place where it begins. Aliases are resolved: the tree has no cycles.
package struct Node: Sendable {
    package enum Content: Sendable {
        /// `isPlain` tells whether the scalar was written without quotes: only then can it be other than a string.
        case scalar(String, isPlain: Bool)
        case sequence([Node])
        case mapping([Member])
    }

    package struct Member: Sendable {
        package let name: String
        package let key: Node
        package let value: Node
    }

    package let content: Content
    package let mark: Mark

    /// The value of a member, nil when the node is no mapping or has none of this name.
    package subscript(name: String) -> Node? { members?.first { $0.name == name }?.value }

    package var members: [Member]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    package var elements: [Node]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The text of a string scalar; nil for anything that YAML reads as another type (YAML 1.2.2 §10.3.2).
    package var string: String? {
        if case .string(let text) = scalar { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = scalar { value } else { nil }
    }

    package var integer: Int64? {
        if case .integer(let value) = scalar { value } else { nil }
    }

    /// Integers count as numbers too.
    package var number: Double? {
        switch scalar {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    package var isNull: Bool {
        if case .null = scalar { true } else { false }
    }
}

/// What a scalar means under the core schema of YAML 1.2 (§10.3.2): `no` and `on` are strings, `0o14` is twelve.
package enum Scalar: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)

    init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        case ".nan", ".NaN", ".NAN": self = .number(.nan)
        default:
            if let value = Scalar.integer(text) {
                self = .integer(value)
            } else if let value = Scalar.number(text) {
                self = .number(value)
            } else {
                self = .string(text)
            }
        }
    }

    private static func integer(_ text: String) -> Int64? {
        if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
        let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
        guard !unsigned.isEmpty, unsigned.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int64(text)
    }

    private static func digits(_ text: Substring, radix: Int) -> Int64? {
        guard let first = text.first, first != "-", first != "+" else { return nil }
        return Int64(text, radix: radix)
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, and the infinities.
    private static func number(_ text: String) -> Double? {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        if [".inf", ".Inf", ".INF"].contains(rest) { return isNegative ? -.infinity : .infinity }
        let digitsFirst = rest.hasPrefix(".") ? rest.dropFirst() : rest
        // Double's initialiser would take a second sign, infinities by name, and hexadecimal.
        guard let first = digitsFirst.utf8.first, first >= 0x30 && first <= 0x39,
            rest.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ".eE+-".utf8.contains($0) })
        else { return nil }
        let padded = (rest.hasPrefix(".") ? "0" : "") + rest
        guard let value = Double(padded.replacingTrailingPoint), value.isFinite else { return nil }
        return isNegative ? -value : value
    }
}

extension String {
    /// `1.` and `1.e3` are numbers in YAML but not for Double's initialiser.
    fileprivate var replacingTrailingPoint: String {
        guard let point = firstIndex(of: ".") else { return self }
        let after = index(after: point)
        guard after == endIndex || !self[after].isNumber else { return self }
        return String(self[..<point]) + ".0" + self[after...]
    }
}

extension Node {
    /// Nil for sequences and mappings.
    package var scalar: Scalar? {
        guard case .scalar(let text, let isPlain) = content else { return nil }
        return isPlain ? Scalar(plain: text) : .string(text)
    }

    /// The text of a scalar as it was written, whatever its type: `200` as a key is "200".
    package var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }
}
