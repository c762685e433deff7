import JSON

/// Writing: text, values as Tera prints them, and JSON.
extension Renderer {
    private func checkOutput() throws(TemplateError) {
        if output.count > limits.outputBytes {
            throw fault("the output is longer than \(limits.outputBytes) bytes", kind: .limit)
        }
    }

    mutating func emit(_ range: Range<Int>) throws(TemplateError) {
        try charge(bytes: range.count)
        unsafe source.withUnsafeBufferPointer { bytes in
            unsafe output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
        }
        try checkOutput()
    }

    @inline(never)
    mutating func emit(_ value: JSONValue, escaped: Bool) throws(TemplateError) {
        switch value {
        case .null: return
        case .string(let text): try emit(text, escaped: escaped)
        case .integer(let value): appendDigits(value)
        case .number(let value): output.append(contentsOf: DecimalText.plain(value).utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .object: output.append(contentsOf: "[object]".utf8)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                try charge(1)
                if index > 0 { output.append(contentsOf: ", ".utf8) }
                try emit(element, escaped: escaped)
            }
            output.append(UInt8(ascii: "]"))
        }
        try checkOutput()
    }

    @inline(never)
    mutating func emit(_ text: String, escaped: Bool) throws(TemplateError) {
        try charge(bytes: text.utf8.count)
        if escaped {
            Escaping.html(text, into: &output)
        } else {
            Escaping.copy(text, into: &output)
        }
        try checkOutput()
    }

    private mutating func appendDigits(_ value: Int64) {
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var first = digits.count
        var rest = value.magnitude
        repeat {
            first -= 1
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        if value < 0 { output.append(UInt8(ascii: "-")) }
        for place in first..<digits.count { output.append(digits[place]) }
    }

    /// The text Tera prints for a value, as a string.
    mutating func printed(_ value: JSONValue) throws(TemplateError) -> String {
        if case .string(let text) = value { return text }
        let mark = output.count
        try emit(value, escaped: false)
        return try take(from: mark)
    }

    // MARK: JSON

    /// The JSON text of a value with members sorted, as serde writes it; `indent` is nil for the compact form.
    mutating func json(_ value: JSONValue, indent: Int?) throws(TemplateError) -> String {
        let mark = output.count
        try emitJSON(value, indent: indent)
        return try take(from: mark)
    }

    private mutating func emitJSON(_ value: JSONValue, indent: Int?) throws(TemplateError) {
        try charge(1)
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): appendDigits(value)
        case .number(let value): output.append(contentsOf: DecimalText.json(value).utf8)
        case .string(let text):
            try charge(bytes: text.utf8.count)
            Escaping.json(text, into: &output)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                emitSeparator(isFirst: index == 0, indent: indent)
                try emitJSON(element, indent: indent.map { $0 + 2 })
            }
            if !elements.isEmpty { emitLineBreak(indent) }
            output.append(UInt8(ascii: "]"))
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            for (index, member) in try sorted(object).enumerated() {
                emitSeparator(isFirst: index == 0, indent: indent)
                Escaping.json(member.name, into: &output)
                output.append(contentsOf: (indent == nil ? ":" : ": ").utf8)
                try emitJSON(member.value, indent: indent.map { $0 + 2 })
            }
            if !object.members.isEmpty { emitLineBreak(indent) }
            output.append(UInt8(ascii: "}"))
        }
        try checkOutput()
    }

    private mutating func emitSeparator(isFirst: Bool, indent: Int?) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        emitLineBreak(indent.map { $0 + 2 })
    }

    private mutating func emitLineBreak(_ indent: Int?) {
        guard let indent else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }
}
