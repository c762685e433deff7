/// The string formats that are checked.
package enum StringFormat: String, Sendable {
    /// RFC 3339 §5.6.
    case dateTime = "date-time"
    /// The addr-spec of RFC 5321 without quoted strings and address literals: what mail servers deliver to.
    case email
    /// RFC 3986 §4.1, by its characters.
    case uriReference = "uri-reference"

    var article: String { self == .email ? "an" : "a" }

    func accepts(_ value: String) -> Bool {
        switch self {
        case .dateTime: StringFormat.isDateTime(Array(value.utf8))
        case .email: StringFormat.isEmail(value)
        case .uriReference: StringFormat.isURIReference(value)
        }
    }

    private static func isDateTime(_ text: [UInt8]) -> Bool {
        guard text.count >= 20 else { return false }
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= text.count else { return nil }
            var value = 0
            for byte in text[range] {
                guard byte >= 0x30 && byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), text[4] == 0x2D, let month = number(5..<7), text[7] == 0x2D,
            let day = number(8..<10), text[10] | 0x20 == UInt8(ascii: "t"),
            let hour = number(11..<13), text[13] == 0x3A, let minute = number(14..<16), text[16] == 0x3A,
            let second = number(17..<19), (1...12).contains(month), (1...days(month, year)).contains(day),
            hour <= 23, minute <= 59, second <= 60
        else { return false }
        var position = 19
        if text[position] == UInt8(ascii: ".") {
            position += 1
            let start = position
            while position < text.count, text[position] >= 0x30, text[position] <= 0x39 { position += 1 }
            if position == start { return false }
        }
        guard position < text.count else { return false }
        // A leap second is the last of a day in UTC (RFC 3339 §5.7).
        func isTime(minutesFromUTC: Int) -> Bool {
            second <= 59 || (hour * 60 + minute - minutesFromUTC + 2880) % 1440 == 1439
        }
        if text[position] | 0x20 == UInt8(ascii: "z") {
            return position + 1 == text.count && isTime(minutesFromUTC: 0)
        }
        let isEast = text[position] == UInt8(ascii: "+")
        guard isEast || text[position] == UInt8(ascii: "-"), position + 6 == text.count,
            let offsetHour = number(position + 1..<position + 3), text[position + 3] == 0x3A,
            let offsetMinute = number(position + 4..<position + 6)
        else { return false }
        let offset = offsetHour * 60 + offsetMinute
        return offsetHour <= 23 && offsetMinute <= 59 && isTime(minutesFromUTC: isEast ? offset : -offset)
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func isEmail(_ value: String) -> Bool {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), parts[1].utf8.count <= 253 else { return false }
        let special = Set("!#$%&'*+-/=?^_`{|}~".utf8)
        let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { isAlphanumeric($0) || special.contains($0) } })
        else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isURIReference(_ value: String) -> Bool {
        let allowed = Set("-._~:/?#[]@!$&'()*+,;=%".utf8)
        guard value.utf8.allSatisfy({ isAlphanumeric($0) || allowed.contains($0) }) else { return false }
        return value.utf8.split(separator: UInt8(ascii: "%"), omittingEmptySubsequences: false).dropFirst().allSatisfy {
            $0.count >= 2 && $0.prefix(2).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || isHexLetter($0) }
        }
    }

    private static func isHexLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
