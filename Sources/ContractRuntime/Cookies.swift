internal import HTTPCore

/// The cookies of a request (RFC 6265 §4.2.1).
enum Cookies {
    /// The raw values of the cookies of a name, in the order they came.
    static func raw(_ name: String, in fields: HTTPFields) -> [Substring] {
        var values: [Substring] = []
        for field in fields.fields where field.name.lowercased() == "cookie" {
            for pair in field.value.split(separator: ";") {
                let parts = pair.trimmingBlanks.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].utf8.elementsEqual(name.utf8) else { continue }
                let value = parts[1]
                let isQuoted = value.utf8.count >= 2 && value.first == "\"" && value.last == "\""
                values.append(isQuoted ? value.dropFirst().dropLast() : value)
            }
        }
        return values
    }
}
