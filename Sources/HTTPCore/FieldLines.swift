/// Fields as they stand in a message.
extension HTTPFields {
    /// Appends a line for each field but those that the engine owns.
    ///
    /// A name that is no token is left out, a control character in a value becomes a space: no value may begin a line
    /// of its own.
    public func appendLines(to output: inout OutputBuffer) {
        for field in fields { output.append(field: field.name, field.value) }
    }

    /// - Parameter length: bytes of the content.
    public static func appendContentLength(_ length: Int, to output: inout OutputBuffer) {
        output.append("Content-Length: ")
        output.append(decimal: length)
        output.append("\r\n")
    }
}

extension OutputBuffer {
    /// A line with a field that a handler has set.
    fileprivate mutating func append(field name: String, _ value: String) {
        let start = count
        append(name)
        guard mayStand(from: start) else { return removeLast(count - start) }
        append(": ")
        let valueStart = count
        append(value)
        replace(from: valueStart, where: { !ASCII.isFieldContent($0) }, with: ASCII.space)
        append("\r\n")
    }

    /// Whether the name at the end is a token, and none of those that are taken from no handler.
    private func mayStand(from start: Int) -> Bool {
        let name = unsafe UnsafeRawBufferPointer(rebasing: bytes[start...])
        guard unsafe !name.isEmpty else { return false }
        let token = ByteSet.token
        for index in name.indices where unsafe !token.contains(name[index]) { return false }
        return switch name.count {
        case 4: unsafe !isSame(name, "date")
        case 10: unsafe !isSame(name, "connection")
        case 12: unsafe !isSame(name, "x-request-id")
        case 14: unsafe !isSame(name, "content-length")
        case 17: unsafe !isSame(name, "transfer-encoding")
        default: true
        }
    }

    /// - Parameter word: of the same length, in lower case; letters and hyphens.
    private func isSame(_ name: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        for index in name.indices where unsafe ASCII.lowercase(name[index]) != word.utf8Start[index] {
            return false
        }
        return true
    }
}
