import JSON

/// Writing: text, values as Tera prints them, and JSON.
extension Renderer {
    private mutating func checkOutput() throws(TemplateError) {
        if output.count > limits.outputBytes {
            throw fault("the output is longer than \(limits.outputBytes) bytes", kind: .limit)
        }
    }

    mutating func emit(_ range: Range<Int>) throws(TemplateError) {
        try charge(bytes: range.count)
        unsafe source.withUnsafeBytes { unsafe output.append(UnsafeRawBufferPointer(rebasing: $0[range])) }
        try checkOutput()
    }

    @inline(never)
    mutating func emit(_ value: JSONValue, escaped: Bool) throws(TemplateError) {
        switch value {
        case .null: return
        case .string(let text): try emit(text, escaped: escaped)
        case .integer(let value): output.append(value)
        case .number(let value): output.append(DecimalText.plain(value))
        case .bool(let value): output.append(value ? "true" : "false")
        case .object: output.append("[object]")
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                try charge(1)
                if index > 0 { output.append(", ") }
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
            output.append(text)
        }
        try checkOutput()
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
        case .null: output.append("null")
        case .bool(let value): output.append(value ? "true" : "false")
        case .integer(let value): output.append(value)
        case .number(let value): output.append(DecimalText.json(value))
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
                output.append(indent == nil ? ":" : ": ")
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
        output.append(String(repeating: " ", count: indent))
    }
}
