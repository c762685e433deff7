/// The bytes of a file as text in UTF-8, without what would be read in more than one way.
struct CheckedText {
    /// Without a byte order mark at the beginning. Characters that were refused are replaced by others of the same
    /// length, so that reading can go on and marks stay right.
    private(set) var bytes: [UInt8]
    private(set) var problems: [YAMLProblem] = []

    /// - Parameter limit: of the problems; there may be one more, to show that there are.
    /// - Throws: `YAMLProblem` when the bytes are no text in UTF-8.
    init(_ bytes: [UInt8], format: TextFormat, limit: Int) throws(YAMLProblem) {
        self.bytes = bytes
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(4).contains(0) {
            throw Self.problem("the file is UTF-16 or UTF-32: save it as UTF-8", at: Mark(line: 1, column: 1))
        }
        if let offset = bytes.firstBreachOfUTF8 {
            var counter = MarkCounter(bytes)
            throw Self.problem("the file is not UTF-8: save it as UTF-8", at: counter.mark(at: offset))
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            self.bytes.removeFirst(3)
            if format == .json {
                let message = "the file begins with a byte order mark, which JSON has not: save it without"
                problems.append(Self.problem(message, at: Mark(line: 1, column: 1)))
            }
        }
        // JSON has its own rules for these, and its reader keeps them.
        if format == .yaml { replaceCharacters(limit: limit) }
    }

    /// Control characters, what YAML 1.1 took for line breaks and YAML 1.2 does not, and what no editor shows.
    private mutating func replaceCharacters(limit: Int) {
        var counter = MarkCounter(bytes)
        var offset = 0
        while offset < bytes.count, problems.count <= limit {
            guard let length = lengthOfRefusal(at: offset) else {
                offset += 1
                continue
            }
            let text = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
            let code = String(text.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            problems.append(
                Self.problem(
                    "the character U+\(padded) is not allowed here: remove it, or write \"\\u\(padded)\" in double quotes",
                    at: counter.mark(at: offset)))
            let substitute = [[0x5F], [0xC2, 0xA0], [0xEF, 0xBF, 0xBD]][length - 1] as [UInt8]
            bytes.replaceSubrange(offset..<offset + length, with: substitute)
            offset += length
        }
    }

    private func lengthOfRefusal(at offset: Int) -> Int? {
        let byte = bytes[offset]
        switch byte {
        case 0x09, 0x0A, 0x0D: return nil
        case 0..<0x20, 0x7F: return 1
        case 0xC2: return bytes[offset + 1] < 0xA0 ? 2 : nil
        // U+2028, U+2029; U+FEFF; U+FFFE, U+FFFF.
        case 0xE2: return bytes[offset + 1] == 0x80 && bytes[offset + 2] & 0xFE == 0xA8 ? 3 : nil
        case 0xEF:
            let last = bytes[offset + 2]
            return bytes[offset + 1] == 0xBB && last == 0xBF || bytes[offset + 1] == 0xBF && last >= 0xBE ? 3 : nil
        default: return nil
        }
    }

    private static func problem(_ message: String, at mark: Mark) -> YAMLProblem {
        YAMLProblem(message: message, mark: mark, pointer: "", leavesGap: false)
    }
}

extension [UInt8] {
    /// The offset of the first byte that belongs to no character of UTF-8, nil when all do.
    var firstBreachOfUTF8: Int? {
        guard String(validating: self, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var bytes = makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&bytes) { offset += UTF8.width(scalar) }
        return offset
    }
}
