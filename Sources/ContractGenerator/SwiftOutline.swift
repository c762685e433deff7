/// The functions and types that a Swift source declares; what stands in comments and strings does not count.
struct SwiftOutline {
    struct Function {
        let name: String
        /// What stands between its parentheses, without spaces.
        let parameters: String
    }

    struct Head {
        let name: String
        /// What stands after its colon, without spaces.
        let inherited: String
    }

    private(set) var functions: [Function] = []
    private(set) var heads: [Head] = []

    private static let types: Set = ["struct", "class", "actor", "enum", "extension"]

    init(_ source: String) {
        var code = SwiftCode(source)
        let words = code.words()
        for index in words.indices {
            if words[index] == "func", index + 2 < words.count { note(function: words[(index + 1)...]) }
            if SwiftOutline.types.contains(words[index]), index + 2 < words.count { note(head: words[(index + 1)...]) }
        }
    }

    private mutating func note(function words: ArraySlice<String>) {
        guard let name = words.first, let open = words.dropFirst().firstIndex(of: "("), words[..<open].count <= 12
        else {
            return
        }
        var depth = 0
        let end = words[open...].firstIndex { word in
            depth += word == "(" ? 1 : word == ")" ? -1 : 0
            return depth == 0
        }
        functions.append(Function(name: name, parameters: words[(open + 1)..<(end ?? words.endIndex)].joined()))
    }

    private mutating func note(head words: ArraySlice<String>) {
        guard let body = words.firstIndex(of: "{") else { return }
        let head = words[..<body]
        guard let name = head.first, let colon = head.firstIndex(of: ":") else { return }
        heads.append(Head(name: name, inherited: head[(colon + 1)...].joined()))
    }
}

/// Swift source on its way to words.
private struct SwiftCode {
    private let bytes: [UInt8]
    private var position = 0

    init(_ source: String) { bytes = Array(source.utf8) }

    /// Names as they are, everything else byte by byte.
    mutating func words() -> [String] {
        var words: [String] = []
        while position < bytes.count {
            if skipCommentOrString() { continue }
            let start = position
            while position < bytes.count, isName(bytes[position]) { position += 1 }
            if position == start { position += 1 }
            let word = String(decoding: bytes[start..<position], as: UTF8.self)
            // Backticks make a name of a keyword.
            if !word.allSatisfy(\.isWhitespace), word != "`" { words.append(word) }
        }
        return words
    }

    private func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...0xFF: true
        default: false
        }
    }

    private func starts(_ text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private mutating func skipCommentOrString() -> Bool {
        if starts("//") {
            while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
            return true
        }
        if starts("/*") {
            skipBlockComment()
            return true
        }
        let hashes = bytes[position...].prefix { $0 == UInt8(ascii: "#") }.count
        guard position + hashes < bytes.count else { return false }
        switch bytes[position + hashes] {
        case UInt8(ascii: "\""):
            position += hashes
            skipString(String(repeating: "#", count: hashes))
            return true
        case UInt8(ascii: "/") where hashes > 0:
            position += hashes + 1
            skip(past: "/" + String(repeating: "#", count: hashes))
            return true
        default: return false
        }
    }

    /// Block comments nest.
    private mutating func skipBlockComment() {
        var depth = 0
        while position < bytes.count {
            if starts("/*") {
                depth += 1
                position += 2
            } else if starts("*/") {
                depth -= 1
                position += 2
                if depth == 0 { return }
            } else {
                position += 1
            }
        }
    }

    private mutating func skip(past end: String) {
        while position < bytes.count, !starts(end) { position += 1 }
        position = min(bytes.count, position + end.utf8.count)
    }

    private mutating func skipString(_ hashes: String) {
        let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
        position += quotes.utf8.count
        while position < bytes.count, !starts(quotes + hashes) {
            if starts("\\" + hashes + "(") {
                position += 1 + hashes.utf8.count
                skipInterpolation()
            } else if starts("\\" + hashes) {
                position += 2 + hashes.utf8.count
            } else if quotes.utf8.count == 1, bytes[position] == 0x0A {
                return
            } else {
                position += 1
            }
        }
        position = min(bytes.count, position + quotes.utf8.count + hashes.utf8.count)
    }

    /// An interpolation is code, and may hold strings again.
    private mutating func skipInterpolation() {
        var depth = 0
        while position < bytes.count {
            if skipCommentOrString() { continue }
            if bytes[position] == UInt8(ascii: "(") { depth += 1 }
            if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
            position += 1
            if depth == 0 { return }
        }
    }
}
