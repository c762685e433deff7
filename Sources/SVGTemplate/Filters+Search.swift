import JSON

/// Finding, replacing and splitting, with the work counted: a search may cost more than the text is long.
extension Renderer {
    mutating func checkLength(_ bytes: [UInt8]) throws(TemplateError) {
        if bytes.count > limits.stringBytes {
            throw fault("a string is longer than \(limits.stringBytes) bytes", kind: .limit)
        }
    }

    /// The first place of a piece at or after an offset.
    mutating func position(of piece: [UInt8], in bytes: [UInt8], from start: Int) throws(TemplateError) -> Int? {
        guard let first = piece.first else { return start }
        var compared = 0
        var index = start
        while index + piece.count <= bytes.count {
            compared += 1
            if bytes[index] == first {
                var length = 1
                while length < piece.count, bytes[index + length] == piece[length] { length += 1 }
                compared += length
                if length == piece.count {
                    try charge(bytes: compared)
                    return index
                }
            }
            if compared >= 4096 {
                try charge(bytes: compared)
                compared = 0
            }
            index += 1
        }
        try charge(bytes: compared)
        return nil
    }

    @inline(never)
    mutating func replaced(_ call: FilterCall, _ text: String) throws(TemplateError) -> String {
        let from = try string("from", of: call)
        return try replaced(text, from, try string("to", of: call))
    }

    @inline(never)
    mutating func replaced(_ text: String, _ from: String, _ to: String) throws(TemplateError) -> String {
        var output: [UInt8] = []
        for (index, piece) in try pieces(of: text, between: Array(from.utf8)).enumerated() {
            if index > 0 {
                try charge(bytes: to.utf8.count)
                output.append(contentsOf: to.utf8)
            }
            output.append(contentsOf: piece)
            try checkLength(output)
        }
        return String(decoding: output, as: UTF8.self)
    }

    @inline(never)
    mutating func split(_ call: FilterCall, _ text: String) throws(TemplateError) -> JSONValue {
        let pattern = try pattern("pat", of: call, or: nil)
        return .array(try pieces(of: text, between: pattern).map { .string(String(decoding: $0, as: UTF8.self)) })
    }

    /// As in Rust an empty pattern stands before, between and after all scalars.
    @inline(never)
    private mutating func pieces(of text: String, between pattern: [UInt8]) throws(TemplateError) -> [ArraySlice<UInt8>]
    {
        let bytes = Array(text.utf8)
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        if pattern.isEmpty {
            try charge(bytes.count)
            pieces.append(bytes[0..<0])
            for index in bytes.indices.dropFirst() where bytes[index] & 0xC0 != 0x80 {
                pieces.append(bytes[start..<index])
                start = index
            }
            if !bytes.isEmpty { pieces.append(bytes[start...]) }
            pieces.append(bytes[bytes.count...])
            return pieces
        }
        while let end = try position(of: pattern, in: bytes, from: start) {
            try charge(1)
            pieces.append(bytes[start..<end])
            start = end + pattern.count
        }
        pieces.append(bytes[start...])
        return pieces
    }
}
