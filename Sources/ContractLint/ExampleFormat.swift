internal import Patterns

/// The formats of strings, as the generated checks judge them (`StringFormat` of ContractRuntime, which the command
/// that the build waits for does without; tests hold the two together).
enum ExampleFormat {
    /// A format that is not known here says nothing.
    static func accepts(_ text: String, _ format: String) -> Bool {
        switch format {
        case "date-time": isDateTime(text)
        case "email": isEmail(text)
        case "uri-reference": matches(reference, text)
        default: true
        }
    }

    private static let dateTime =
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)"
        + "(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
    private static let atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    private static let label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    private static let email = "^\(atom)(\\.\(atom))*@\(label)(\\.\(label))*$"
    private static let reference = "^([A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$"

    private static func matches(_ pattern: String, _ text: String) -> Bool {
        (try? Pattern(pattern).matches(text)) ?? true
    }

    /// RFC 5321 §4.5.3.1: 64 octets before the sign, 253 characters of a domain name after it.
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 64, parts[1].utf8.count <= 253 else { return false }
        return matches(email, text)
    }

    /// RFC 3339 §5.6, with days that the month has and leap seconds where a day ends in UTC (§5.7).
    private static func isDateTime(_ text: String) -> Bool {
        guard matches(dateTime, text) else { return false }
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        let year = number(0..<4)
        let month = number(5..<7)
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        guard number(8..<10) <= days else { return false }
        guard number(17..<19) == 60 else { return true }
        var minutes = number(11..<13) * 60 + number(14..<16)
        if bytes[bytes.count - 1] | 0x20 != UInt8(ascii: "z") {
            let zone = bytes.count - 6
            let offset = number(zone + 1..<zone + 3) * 60 + number(zone + 4..<zone + 6)
            minutes += bytes[zone] == UInt8(ascii: "+") ? -offset : offset
        }
        return (minutes + 2880) % 1440 == 1439
    }
}
