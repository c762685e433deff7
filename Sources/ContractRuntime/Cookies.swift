internal import HTTPCore

/// The cookies of a request (RFC 6265 §4.2.1).
enum Cookies {
    /// The raw values of the cookies of a name, in the order they came.
    static func raw(_ name: String, in fields: RequestFields) -> [Substring] {
        var values: [Substring] = []
        for field in fields.values("Cookie") {
            for pair in field[...].parts(at: UInt8(ascii: ";")) {
                let parts = pair.trimmingBlanks.parts(at: UInt8(ascii: "="), maxSplits: 1)
                guard parts.count == 2, parts[0].isSame(as: name) else { continue }
                let value = parts[1].utf8
                let quote = UInt8(ascii: "\"")
                let isQuoted = value.count >= 2 && value.first == quote && value.last == quote
                values.append(isQuoted ? Substring(value.dropFirst().dropLast()) : parts[1])
            }
        }
        return values
    }
}
