internal import JSON

extension TreeBuilder {
    /// Reads one text of JSON (RFC 8259).
    ///
    /// Not by libyaml, though JSON is YAML: that knows no surrogate pairs, ends keys after 1,024 characters and takes
    /// comments, single quotes and trailing commas.
    /// - Throws: `YAMLProblem` when it cannot be read on.
    mutating func read(json bytes: [UInt8]) throws(YAMLProblem) {
        var source = JSONSource(bytes)
        try value(&source)
        while let isObject = source.containers.last {
            if isObject {
                let mark = source.markOfNextMember()
                if let name = source.reader.nextName() {
                    try scalar(name, isPlain: false, at: mark)
                    try value(&source)
                    continue
                }
            } else if source.reader.nextElement() {
                try value(&source)
                continue
            }
            try check(&source)
            source.containers.removeLast()
            try end()
        }
        source.reader.finish()
        try check(&source)
    }

    /// A scalar, or the beginning of a container.
    private mutating func value(_ source: inout JSONSource) throws(YAMLProblem) {
        let kind = source.reader.peek()
        let mark = source.markOfNextToken()
        let start = source.reader.offset
        switch kind {
        case .object, .array:
            try begin(mapping: kind == .object, at: mark)
            _ = kind == .object ? source.reader.beginObject() : source.reader.beginArray()
            source.containers.append(kind == .object)
        case .string:
            if let text = source.reader.readString() { try scalar(text, isPlain: false, at: mark) }
        case .number:
            // The text and not the value, which is rounded where the number has more digits than a double.
            if source.reader.readNumber() != nil {
                try scalar(source.text(start..<source.reader.offset), isPlain: true, at: mark)
            }
        case .bool:
            if let value = source.reader.readBool() { try scalar(value ? "true" : "false", isPlain: true, at: mark) }
        case .null:
            if source.reader.readNull() { try scalar("null", isPlain: true, at: mark) }
        case nil: break
        }
        try check(&source)
    }

    private func check(_ source: inout JSONSource) throws(YAMLProblem) {
        guard let failure = source.reader.failure else { return }
        throw problem(source.message(failure), at: source.mark(at: failure.offset))
    }
}

/// The reader together with the text, for the places in it.
private struct JSONSource {
    let bytes: [UInt8]
    var reader: JSONReader
    /// What is open, outermost first: true is an object.
    var containers: [Bool] = []
    private var counter: MarkCounter

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        reader = JSONReader(bytes, limits: JSONLimits(depth: 64))
        counter = MarkCounter(bytes)
    }

    mutating func mark(at offset: Int) -> Mark { counter.mark(at: offset) }

    mutating func markOfNextToken() -> Mark { mark(at: firstOffset { !Self.isSpace($0) }) }

    /// A name stands behind the comma that the reader has not consumed yet.
    mutating func markOfNextMember() -> Mark { mark(at: firstOffset { !Self.isSpace($0) && $0 != UInt8(ascii: ",") }) }

    private func firstOffset(where isToken: (UInt8) -> Bool) -> Int {
        var offset = reader.offset
        while offset < bytes.count, !isToken(bytes[offset]) { offset += 1 }
        return offset
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    func text(_ range: Range<Int>) -> String {
        let token = bytes[range].drop(while: Self.isSpace)
        return String(decoding: token.prefix { !Self.isSpace($0) }, as: UTF8.self)
    }

    /// What the reader says, with what stands there and what to do about it.
    func message(_ failure: JSONSyntaxError) -> String {
        if bytes.allSatisfy(Self.isSpace) { return "the file is empty" }
        guard failure.message.contains("expected") || failure.message.contains("begin") else { return failure.message }
        guard failure.offset < bytes.count else { return "\(failure.message), but the file ends" }
        let rest = String(decoding: bytes[failure.offset...].prefix(4), as: UTF8.self)
        guard let found = rest.unicodeScalars.first else { return failure.message }
        let shown = found.properties.generalCategory == .control ? "a control character" : "'\(found)'"
        let advice: String? =
            switch found {
            case "'": "write strings in double quotes"
            case "/", "#": "JSON has no comments, remove it"
            case "]", "}": "remove the comma before it, or write what is missing"
            case "N", "T", "F": "write null, true and false in small letters"
            case "+", ".": "begin a number with a digit or a minus"
            case "a"..."z", "A"..."Z", "_", "$": "put texts and names in double quotes"
            default: nil
            }
        return "\(failure.message), found \(shown)" + (advice.map { ": " + $0 } ?? "")
    }
}
