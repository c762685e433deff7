/// Fields as they stand in a message.
extension HTTPFields {
    /// Appends a line for each field but those that the engine owns.
    ///
    /// A name that is no token is left out, a control character in a value becomes a space: no value may begin a line
    /// of its own.
    public func appendLines(to output: inout OutputBuffer) {
        for field in fields where !HTTPFields.isOwned(field.name) {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(ByteSet.token.contains) else { continue }
            output.append(field.name)
            output.append(": ")
            let start = output.count
            output.append(field.value)
            output.replace(from: start, where: { !ASCII.isFieldContent($0) }, with: ASCII.space)
            output.append("\r\n")
        }
    }

    public static func appendContentLength(_ length: Int, to output: inout OutputBuffer) {
        output.append("Content-Length: ")
        output.append(decimal: length)
        output.append("\r\n")
    }

    /// Fields that are taken from no handler.
    private static func isOwned(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: same(name, "date")
        case 10: same(name, "connection")
        case 12: same(name, "x-request-id")
        case 14: same(name, "content-length")
        case 17: same(name, "transfer-encoding")
        default: false
        }
    }
}
