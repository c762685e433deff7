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
        var rest = field[...]
        let type = ContentType.take(from: &rest) { $0 != UInt8(ascii: ";") }.trimmingBlanks
        let names = type.parts(at: UInt8(ascii: "/"))
        guard names.count == 2, names.allSatisfy(\.isToken) else { return nil }
        mediaType = type.lowercased()
        var parameters: [(name: String, value: String)] = []
        while !rest.isEmpty {
            guard rest.utf8.first == UInt8(ascii: ";") else { return nil }
            rest = rest.dropping(1).trimmingBlanks
            // A semicolon may stand with nothing behind it (RFC 9110 §5.6.6).
            if rest.isEmpty || rest.utf8.first == UInt8(ascii: ";") { continue }
            let name = ContentType.take(from: &rest) { $0 != UInt8(ascii: "=") }.lowercased()
            guard name.isToken, let value = ContentType.value(&rest) else { return nil }
            guard !parameters.contains(where: { $0.name == name }) else { return nil }
            parameters.append((name, value))
            rest = rest.trimmingBlanks
        }
        self.parameters = parameters
    }

    private static func take(from rest: inout Substring, _ isTaken: (UInt8) -> Bool) -> Substring {
        let taken = Substring(rest.utf8.prefix(while: isTaken))
        rest = rest.dropping(taken.utf8.count)
        return taken
    }

    /// A token or a quoted string (RFC 9110 §5.6.4) behind an equals sign.
    private static func value(_ rest: inout Substring) -> String? {
        guard rest.utf8.first == UInt8(ascii: "=") else { return nil }
        rest = rest.dropping(1)
        guard rest.utf8.first == UInt8(ascii: "\"") else {
            // Blanks may follow a value, and not precede it.
            guard let first = rest.utf8.first, first != 0x20, first != 0x09 else { return nil }
            let value = take(from: &rest) { $0 != UInt8(ascii: ";") }.trimmingBlanks
            return value.isToken ? String(value) : nil
        }
        var value = String.UnicodeScalarView()
        var scalars = rest.dropping(1).unicodeScalars
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\"":
                rest = Substring(scalars)
                return String(value)
            case "\\":
                guard let escaped = scalars.popFirst() else { return nil }
                value.append(escaped)
            default: value.append(scalar)
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
