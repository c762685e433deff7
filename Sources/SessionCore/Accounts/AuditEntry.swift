internal import JSON
internal import Redis

/// One entry of the audit stream, as people and programs read it. What clients sent cannot end a line, nor reach the
/// terminal that shows it.
package struct AuditEntry: Sendable {
    /// Of the stream: milliseconds since 1970 on Redis' clock, and a number.
    package let id: String
    /// In the order in which they are shown.
    private let fields: [(name: String, value: String)]

    /// The fields that we write, in the order of the log; others follow by their names.
    private static let order = ["time", "event", "user", "action", "address", "agent", "request"]

    package init(id: String, fields: [String: String]) {
        self.id = id
        let known = AuditEntry.order.compactMap { name in fields[name].map { (name, $0) } }
        let others = fields.filter { !AuditEntry.order.contains($0.key) }.sorted { $0.key < $1.key }
        self.fields = known + others.map { ($0.key, $0.value) }
    }

    /// Reads `[id, [field, value, …]]`; bytes that are not UTF-8 are shown as U+FFFD.
    init?(_ reply: RedisValue) {
        guard let pair = reply.elements, pair.count == 2, let id = pair[0].text, let words = pair[1].elements else {
            return nil
        }
        var fields: [String: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let name = words[index].bytes, let value = words[index + 1].bytes else { return nil }
            fields[String(decoding: name, as: UTF8.self)] = String(decoding: value, as: UTF8.self)
        }
        self.init(id: id, fields: fields)
    }

    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// In logfmt, as in the log.
    package var line: String {
        fields.map { name, value in "\(AuditEntry.plain(name))=\(Log.quoted(value))" }.joined(separator: " ")
    }

    /// As one line of JSON.
    package var json: String {
        var object = JSONObject()
        for (name, value) in fields { object[name] = .string(value) }
        return TerminalSafe.json(String(decoding: JSONValue.object(object).encoded, as: UTF8.self))
    }

    /// A name that is not ours may hold anything.
    private static func plain(_ name: String) -> String {
        String(
            name.unicodeScalars.map { scalar in
                let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_" || scalar == "-")
                return isPlain ? Character(scalar) : "_"
            })
    }
}

/// Text that a terminal shows and does not obey.
package enum TerminalSafe {
    /// JSON whose strings have no control character, and none that turns text around, but as an escape.
    ///
    /// Outside of its strings JSON has none (RFC 8259 §2).
    package static func json(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }
}
