/// A media type or range: type, subtype and parameters (RFC 9110 §8.3.1).
package struct MediaType: Sendable, Equatable, CustomStringConvertible {
    /// Lower case.
    package let type: String
    package let subtype: String
    /// Names in lower case, values without quotes.
    package let parameters: [String: String]
    package let description: String

    /// Nil when the text is no media type.
    package init?(_ text: String) {
        let token = #/[!#$%&'*+\-.^_`|~0-9A-Za-z]+/#
        let form = #/([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\/([!#$%&'*+\-.^_`|~0-9A-Za-z]+)/#
        let parts = Self.split(text)
        guard let match = parts[0].wholeMatch(of: form) else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = part[..<equals]
            var value = String(part[part.index(after: equals)...])
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            } else if value.wholeMatch(of: token) == nil {
                return nil
            }
            guard name.wholeMatch(of: token) != nil, parameters[name.lowercased()] == nil else { return nil }
            parameters[name.lowercased()] = value
        }
        type = match.1.lowercased()
        subtype = match.2.lowercased()
        self.parameters = parameters
        description = text
    }

    /// Whether this documented type or range covers a type that was sent; parameters count when documented.
    package func covers(_ sent: MediaType) -> Bool {
        (type == "*" || type == sent.type) && (subtype == "*" || subtype == sent.subtype)
            && parameters.allSatisfy { sent.parameters[$0.key]?.lowercased() == $0.value.lowercased() }
    }

    var isJSON: Bool { subtype == "json" || subtype.hasSuffix("+json") }
    var isForm: Bool { type == "application" && subtype == "x-www-form-urlencoded" }
    var isFormData: Bool { type == "multipart" && subtype == "form-data" }
    var isReplaceStream: Bool { type == "multipart" && subtype == "x-mixed-replace" }
    var isEventStream: Bool { type == "text" && subtype == "event-stream" }
    /// What is compared as text; the rest is bytes.
    var isText: Bool { type == "text" || subtype == "xml" || subtype.hasSuffix("+xml") }

    /// Parts between semicolons outside quotes, without the blanks around them.
    private static func split(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";" && !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts.map { part in
            String(part.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
        }
    }
}
