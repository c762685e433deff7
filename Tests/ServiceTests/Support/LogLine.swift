import Testing

/// One line of the log, read as logfmt by a reader that shares nothing with the writer.
struct LogLine: Sendable, CustomStringConvertible {
    let description: String
    private let fields: [String: String]

    /// Nil for what is no line of `name=value` pairs, with time, level and event before the rest.
    init?(_ text: Substring) {
        description = String(text)
        var fields: [String: String] = [:]
        var names: [String] = []
        var rest = text
        while !rest.isEmpty {
            guard let equals = rest.firstIndex(of: "=") else { return nil }
            let name = String(rest[..<equals])
            rest = rest[rest.index(after: equals)...]
            guard name.wholeMatch(of: #/[a-z_]+/#) != nil, let value = Self.value(&rest), fields[name] == nil else {
                return nil
            }
            fields[name] = value
            names.append(name)
        }
        guard names.prefix(3) == ["time", "level", "event"] else { return nil }
        self.fields = fields
    }

    subscript(name: String) -> String? { fields[name] }
    var event: String { fields["event"] ?? "" }

    /// Takes a value and the blank behind it.
    private static func value(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else {
            let plain = rest.prefix { $0 != " " }
            rest = rest.dropFirst(plain.count + 1)
            return plain.contains("\"") || plain.isEmpty ? nil : String(plain)
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                guard rest.isEmpty || rest.popFirst() == " " else { return nil }
                return value
            case "\\":
                guard let escape = rest.popFirst() else { return nil }
                value.append(escape == "n" ? "\n" : escape == "r" ? "\r" : escape)
            default: value.append(character)
            }
        }
        return nil
    }
}

extension [LogLine] {
    /// The one line of an event.
    func only(_ event: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> LogLine {
        let found = filter { $0.event == event }
        #expect(found.count == 1, "\(event): \(found)", sourceLocation: sourceLocation)
        return try #require(found.first, sourceLocation: sourceLocation)
    }

    func count(of event: String) -> Int { count { $0.event == event } }
}
