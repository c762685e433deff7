import JSON

/// Bytes, words and literals inside of tags.
extension TemplateParser {
    var current: UInt8? { position < source.count ? source[position] : nil }

    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private func isNameStart(_ byte: UInt8) -> Bool {
        byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
    }

    private func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

    func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

    mutating func skipSpace() {
        while position < source.count, isSpace(source[position]) { position += 1 }
    }

    /// Consumes a byte that comes next, white space before it apart.
    mutating func match(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        position += 1
        return true
    }

    /// Consumes a whole word that comes next.
    mutating func matchWord(_ word: StaticString) -> Bool {
        skipSpace()
        let start = position
        guard let name = readName(), name == word.description else {
            position = start
            return false
        }
        return true
    }

    /// A name of letters, digits and `_`, at this very place; nil where none begins.
    mutating func readName() -> String? {
        guard let first = current, isNameStart(first) else { return nil }
        return readNameParts()
    }

    /// The part of a path after a dot, which may be a number.
    mutating func readNameParts() -> String? {
        let start = position
        while let byte = current, isNamePart(byte) { position += 1 }
        return start < position ? text(start..<position) : nil
    }

    mutating func name(_ expected: String) throws(TemplateError) -> String {
        skipSpace()
        guard let name = readName() else { throw unexpected(expected) }
        return name
    }

    /// A string, a number or a bool; nil when something else comes next.
    mutating func literal() throws(TemplateError) -> JSONValue? {
        skipSpace()
        guard let byte = current else { return nil }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return .string(try string(closedBy: byte))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "-"):
            guard position + 1 < source.count, isDigit(source[position + 1]) else { return nil }
            return try number()
        default:
            let start = position
            switch readName() {
            case "true", "True": return .bool(true)
            case "false", "False": return .bool(false)
            default:
                position = start
                return nil
            }
        }
    }

    /// Tera's strings have no escapes: a backslash is a backslash.
    private mutating func string(closedBy quote: UInt8) throws(TemplateError) -> String {
        let start = position + 1
        guard let end = source[start...].firstIndex(of: quote) else {
            throw error("this string is not closed", at: position)
        }
        position = end + 1
        return text(start..<end)
    }

    private mutating func number() throws(TemplateError) -> JSONValue {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let first = position
        skipDigits()
        guard source[first] != UInt8(ascii: "0") || position == first + 1 else {
            throw error("a number may not begin with a zero", at: start)
        }
        var isInteger = true
        if current == UInt8(ascii: "."), position + 1 < source.count, isDigit(source[position + 1]) {
            isInteger = false
            position += 1
            skipDigits()
        }
        let digits = text(start..<position)
        if isInteger {
            guard let value = Int64(digits) else {
                throw error("integer out of bounds: `\(shortened(digits))`", at: start)
            }
            return .integer(value)
        }
        guard let value = Double(digits), value.isFinite else {
            throw error("number out of bounds: `\(shortened(digits))`", at: start)
        }
        return .number(value)
    }

    private mutating func skipDigits() {
        while let byte = current, isDigit(byte) { position += 1 }
    }

    // MARK: Errors

    func error(_ message: String, at offset: Int, kind: TemplateError.Kind = .syntax) -> TemplateError {
        TemplateError(kind, message, at: offset, in: source)
    }

    /// For a place where something else was expected.
    mutating func unexpected(_ expected: String) -> TemplateError {
        skipSpace()
        let offset = position
        guard position < source.count else { return error("expected \(expected), but the template ends", at: offset) }
        if let name = readName() { return error("expected \(expected), found `\(shortened(name))`", at: offset) }
        let end = source[(offset + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? source.count
        return error("expected \(expected), found `\(text(offset..<end))`", at: offset)
    }
}

/// At most 40 characters of a text, for a message.
func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 40 ? text : String(text.unicodeScalars.prefix(39)) + "…"
}
