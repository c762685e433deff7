/// The value of a Content-Type field (RFC 9110 §8.3).
struct ContentType: Equatable {
    /// `type/subtype`, lower case.
    let mediaType: String
    /// Names in lower case.
    let parameters: [(name: String, value: String)]

    static func == (left: ContentType, right: ContentType) -> Bool {
        left.mediaType == right.mediaType && left.parameters.map(\.name) == right.parameters.map(\.name)
            && left.parameters.map(\.value) == right.parameters.map(\.value)
    }

    /// - Returns: nil for text that is no media type with parameters, or has one twice.
    init?(_ field: String) {
        var rest = field[...].trimmingBlanks
        let type = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(type.count)
        mediaType = type.trimmingBlanks.lowercased()
        guard mediaType.split(separator: "/", omittingEmptySubsequences: false).count == 2 else { return nil }
        var parameters: [(name: String, value: String)] = []
        while !rest.isEmpty {
            guard rest.first == ";" else { return nil }
            rest = rest.dropFirst().trimmingBlanks
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=", !name.isEmpty, let value = ContentType.value(&rest) else { return nil }
            guard !parameters.contains(where: { $0.name == name.lowercased() }) else { return nil }
            parameters.append((name.lowercased(), value))
        }
        self.parameters = parameters
    }

    /// A token or a quoted string (RFC 9110 §5.6.4) behind an equals sign.
    private static func value(_ rest: inout Substring) -> String? {
        rest = rest.dropFirst()
        guard rest.first == "\"" else {
            let value = rest.prefix { $0 != ";" }
            rest = rest.dropFirst(value.count)
            let trimmed = value.trimmingBlanks
            return trimmed.isEmpty || trimmed.contains(where: { " \t\",".contains($0) }) ? nil : String(trimmed)
        }
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                rest = rest.trimmingBlanks
                return value
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                value.append(escaped)
            default: value.append(character)
            }
        }
        return nil
    }

    private subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// Whether the text is UTF-8, as far as the field says: JSON, forms and texts have no other coding here
    /// (RFC 8259 §8.1). JSON has no parameters beside it.
    var hasKnownCharset: Bool {
        if mediaType == "application/json" || mediaType.hasSuffix("+json") {
            guard parameters.allSatisfy({ $0.name == "charset" }) else { return false }
        }
        guard let charset = self["charset"]?.lowercased() else { return true }
        return charset == "utf-8" || (charset == "us-ascii" && mediaType.hasPrefix("text/"))
    }

    /// Of a multipart type (RFC 2046 §5.1.1).
    var boundary: String? {
        guard let boundary = self["boundary"], (1...70).contains(boundary.utf8.count), boundary.last != " ",
            boundary.utf8.allSatisfy({ ContentType.isBoundary($0) })
        else { return nil }
        return boundary
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
