/// Fields as they stand in a message.
extension HTTPFields {
    /// Appends a line for each field but those that the engine owns.
    ///
    /// A name that is no token is left out, a control character in a value becomes a space: no value may begin a line
    /// of its own.
    public func appendLines(to output: inout [UInt8]) {
        for field in fields where !HTTPFields.isOwned(field.name) {
            guard !field.name.isEmpty, field.name.utf8.allSatisfy(ByteSet.token.contains) else { continue }
            output.append(contentsOf: field.name.utf8)
            output.append(contentsOf: ": ".utf8)
            let start = output.count
            output.append(contentsOf: field.value.utf8)
            for index in start..<output.count where !ASCII.isFieldContent(output[index]) { output[index] = ASCII.space }
            output.append(contentsOf: "\r\n".utf8)
        }
    }

    public static func appendContentLength(_ length: Int, to output: inout [UInt8]) {
        output.append(contentsOf: "Content-Length: ".utf8)
        append(decimal: length, to: &output)
        output.append(contentsOf: "\r\n".utf8)
    }

    private static func append(decimal number: Int, to output: inout [UInt8]) {
        if number >= 10 { append(decimal: number / 10, to: &output) }
        output.append(UInt8(ascii: "0") + UInt8(number % 10))
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
