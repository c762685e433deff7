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

    /// Whether a plain text is a number that neither 64 bits nor a double can hold. It must not pass for a string.
    static func isBeyondRange(_ text: String) -> Bool {
        guard let first = text.utf8.first, first < 0x3A, text.utf8.count > 3 else { return false }
        if text.hasPrefix("0x") || text.hasPrefix("0o") {
            let radix = text.hasPrefix("0x") ? 16 : 8
            let digits = text.dropFirst(2)
            return digits.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? radix) < radix }
                && Int64(digits, radix: radix) == nil
        }
        return decimal(text)?.isInfinite == true
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

    /// The infinities, and decimal numbers that a double can hold.
    private static func number(_ text: String) -> Double? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .infinity
        case "-.inf", "-.Inf", "-.INF": -.infinity
        default: decimal(text).flatMap { $0.isFinite ? $0 : nil }
        }
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, infinite beyond a double.
    private static func decimal(_ text: String) -> Double? {
        var rest = text[...]
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        let digitsFirst = rest.hasPrefix(".") ? rest.dropFirst() : rest
        // Double's initialiser would take a second sign, infinities by name, and hexadecimal.
        guard let first = digitsFirst.utf8.first, first >= 0x30 && first <= 0x39,
            rest.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ".eE+-".utf8.contains($0) })
        else { return nil }
        let padded = (rest.hasPrefix(".") ? "0" : "") + rest
        return Double(padded.replacingTrailingPoint).map { isNegative ? -$0 : $0 }
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
