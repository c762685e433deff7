import Foundation
import Glibc

/// The formats that the oracle checks; any other in a contract is an OracleError.
enum SchemaFormat: String, CaseIterable {
    case dateTime = "date-time"
    case date, email, hostname, ipv4, ipv6, uri, uuid, byte, binary, password
    case uriReference = "uri-reference"
    case int32, int64, float, double

    /// Applies to strings or to numbers, each to its own.
    func judge(_ value: JSONTree) -> KeywordOutcome {
        switch self {
        case .int32, .int64, .float, .double:
            guard let number = value.number else { return .inapplicable }
            return .unless(holds(number), "\(number.text) is no \(rawValue)")
        default:
            guard let text = value.string else { return .inapplicable }
            return .unless(holds(text), "is no \(rawValue)")
        }
    }

    private func holds(_ number: JSONNumber) -> Bool {
        switch self {
        case .int32: Int32(number.text) != nil
        case .int64: Int64(number.text) != nil
        case .float: Float(number.text)?.isFinite == true
        default: number.value.isFinite
        }
    }

    private func holds(_ text: String) -> Bool {
        switch self {
        case .dateTime: Self.isDateTime(text)
        case .date: Self.isDate(text)
        case .email: Self.isEmail(text)
        case .hostname: Self.isHostname(text)
        case .ipv4: Self.isAddress(text, AF_INET)
        case .ipv6: Self.isAddress(text, AF_INET6)
        case .uri: Self.isURIReference(text) && text.firstMatch(of: #/^[A-Za-z][A-Za-z0-9+.\-]*:/#) != nil
        case .uriReference: Self.isURIReference(text)
        case .uuid: text.wholeMatch(of: #/[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}/#) != nil
        case .byte: text.wholeMatch(of: #/([A-Za-z0-9+\/]{4})*([A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=)?/#) != nil
        default: true
        }
    }

    /// RFC 3339 §5.6 full-date with a day that the month has.
    static func isDate(_ text: some StringProtocol) -> Bool {
        guard let match = String(text).wholeMatch(of: #/([0-9]{4})-([0-9]{2})-([0-9]{2})/#),
            let year = Int(match.1), let month = Int(match.2), let day = Int(match.3), (1...12).contains(month)
        else { return false }
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    /// RFC 3339 §5.6 date-time; second 60 only at the end of a UTC day (§5.7).
    static func isDateTime(_ text: String) -> Bool {
        let form = #/(.{10})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(\.[0-9]+)?([Zz]|([+\-])([0-9]{2}):([0-9]{2}))/#
        guard text.utf8.allSatisfy({ $0 < 0x80 }), let match = text.wholeMatch(of: form), isDate(match.1),
            let hour = Int(match.2), let minute = Int(match.3), let second = Int(match.4)
        else { return false }
        let offsetHour = match.8.flatMap { Int($0) } ?? 0
        let offsetMinute = match.9.flatMap { Int($0) } ?? 0
        guard hour < 24, minute < 60, second <= 60, offsetHour < 24, offsetMinute < 60 else { return false }
        if second < 60 { return true }
        let offset = (offsetHour * 60 + offsetMinute) * (match.7 == "-" ? -1 : 1)
        let utc = (hour * 60 + minute - offset + 2880) % 1440
        return utc == 1439
    }

    /// RFC 5321 §4.1.2 Mailbox in ASCII: dot-string or quoted local part, host name or address literal.
    static func isEmail(_ text: String) -> Bool {
        guard let at = text.lastIndex(of: "@") else { return false }
        let local = String(text[..<at])
        let domain = String(text[text.index(after: at)...])
        let atom = #"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+"#
        let quoted = #""([\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*""#
        guard matches(local, "(\(atom)(\\.\(atom))*|\(quoted))") else { return false }
        if domain.hasPrefix("[IPv6:"), domain.hasSuffix("]") {
            return isAddress(String(domain.dropFirst(6).dropLast()), AF_INET6)
        }
        if domain.hasPrefix("["), domain.hasSuffix("]") {
            return isAddress(String(domain.dropFirst().dropLast()), AF_INET)
        }
        return isHostname(domain)
    }

    /// RFC 1123 §2.1: labels of 1 to 63 letters, digits and inner hyphens, 253 in all.
    static func isHostname(_ text: String) -> Bool {
        let label = "[A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?"
        return text.utf8.count <= 253 && matches(text, "\(label)(\\.\(label))*")
    }

    static func isAddress(_ text: String, _ family: Int32) -> Bool {
        let alphabet = family == AF_INET ? "0123456789." : "0123456789abcdefABCDEF:."
        guard text.unicodeScalars.allSatisfy({ alphabet.unicodeScalars.contains($0) }) else { return false }
        var address = [UInt8](repeating: 0, count: 16)
        return unsafe inet_pton(family, text, &address) == 1
    }

    /// RFC 3986 §4.1, by its grammar of characters, authority and percent-encoding.
    static func isURIReference(_ text: String) -> Bool {
        let pchar = #"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"#
        let user = #"(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*@)?"#
        let name = #"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"#
        let host = #"(?:\[[0-9A-Fa-f:.]+\]|\[v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+\]|"# + name + ")"
        let path = "(?:/\(pchar)*)*"
        let scheme = #"[A-Za-z][A-Za-z0-9+.\-]*:"#
        // Without a scheme, a colon in the first segment would be read as one.
        let first = #"(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|%[0-9A-Fa-f]{2})+"#
        let hierarchy = "(?://\(user)\(host)(?::[0-9]*)?\(path)|/(?:\(pchar)+\(path))?"
        let tail = "(?:\\?(?:\(pchar)|[/?])*)?(?:#(?:\(pchar)|[/?])*)?"
        if let literal = text.firstMatch(of: #/\[([0-9A-Fa-f:.]*)\]/#), !isAddress(String(literal.1), AF_INET6) {
            return false
        }
        return matches(text, "(?:\(scheme)\(hierarchy)|\(pchar)+\(path)|)|\(hierarchy)|\(first)\(path)|))\(tail)")
    }

    private static func matches(_ text: String, _ form: String) -> Bool {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
        return text.range(of: "\\A(?:\(form))\\z", options: .regularExpression) != nil
    }
}
