/// Why a text is not JSON, with the offset of the byte.
package struct JSONTextError: Error, Equatable, CustomStringConvertible {
    package let offset: Int
    package let reason: String

    package var description: String { "not JSON at byte \(offset): \(reason)" }
}

/// A strict JSON parser of the oracle's own (RFC 8259): UTF-8 only, no duplicate members, no lone surrogates, no
/// byte order mark, nothing after the value.
package struct JSONText {
    /// Nesting that the oracle still reads.
    static let maximumDepth = 256

    private let bytes: [UInt8]
    private var offset = 0

    /// - Throws: JSONTextError.
    package static func parse(_ bytes: [UInt8]) throws(JSONTextError) -> JSONTree {
        if String(validating: bytes, as: UTF8.self) == nil { throw JSONTextError(offset: 0, reason: "invalid UTF-8") }
        var text = JSONText(bytes: bytes)
        text.skipSpace()
        let value = try text.value(depth: 0)
        text.skipSpace()
        if text.offset != bytes.count { throw text.failure("bytes after the value") }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private func failure(_ reason: String) -> JSONTextError { JSONTextError(offset: offset, reason: reason) }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { offset += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard next == byte.asciiValue else { return false }
        offset += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONTextError) -> JSONTree {
        if depth > Self.maximumDepth { throw failure("nested too deeply") }
        switch next.map({ Character(Unicode.Scalar($0)) }) {
        case "{": return try object(depth: depth)
        case "[": return try array(depth: depth)
        case "\"": return .string(try string())
        case "t": return try word("true", .bool(true))
        case "f": return try word("false", .bool(false))
        case "n": return try word("null", .null)
        case .some: return try number()
        case nil: throw failure("the text ends where a value belongs")
        }
    }

    private mutating func word(_ word: String, _ value: JSONTree) throws(JSONTextError) -> JSONTree {
        guard bytes[offset...].starts(with: word.utf8) else { throw failure("an unknown word") }
        offset += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONTextError) -> JSONTree {
        let text = bytes[offset...].prefix { "+-.eE0123456789".utf8.contains($0) }
        guard let number = JSONNumber(text: String(decoding: text, as: UTF8.self)) else {
            throw failure("not a value")
        }
        offset += text.count
        return .number(number)
    }

    private mutating func array(depth: Int) throws(JSONTextError) -> JSONTree {
        offset += 1
        var elements: [JSONTree] = []
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            skipSpace()
            elements.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return .array(elements) }
            if !take(",") { throw failure("',' or ']' belongs here") }
        }
    }

    private mutating func object(depth: Int) throws(JSONTextError) -> JSONTree {
        offset += 1
        var members = JSONMembers()
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == Character("\"").asciiValue else { throw failure("a member's name belongs here") }
            let name = try string()
            skipSpace()
            if !take(":") { throw failure("':' belongs here") }
            skipSpace()
            if !members.append(name, try value(depth: depth + 1)) { throw failure("the member \(name) twice") }
            skipSpace()
            if take("}") { return .object(members) }
            if !take(",") { throw failure("',' or '}' belongs here") }
        }
    }

    private mutating func string() throws(JSONTextError) -> String {
        offset += 1
        var text: [UInt8] = []
        while let byte = next {
            offset += 1
            switch byte {
            case 0x22: return String(decoding: text, as: UTF8.self)
            case 0x5C: text.append(contentsOf: String(Character(try escape())).utf8)
            case 0..<0x20: throw failure("a control character in a string")
            default: text.append(byte)
            }
        }
        throw failure("a string without end")
    }

    private mutating func escape() throws(JSONTextError) -> Unicode.Scalar {
        guard let byte = next else { throw failure("a string without end") }
        offset += 1
        switch Character(Unicode.Scalar(byte)) {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try codePoint()
        default: throw failure("an unknown escape")
        }
    }

    private mutating func codePoint() throws(JSONTextError) -> Unicode.Scalar {
        let first = try hex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw failure("a lone surrogate") }
        let second = try hex()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("a lone surrogate") }
        return scalar
    }

    private mutating func hex() throws(JSONTextError) -> UInt32 {
        let digits = bytes[offset...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits belong here") }
        offset += 4
        return value
    }
}
