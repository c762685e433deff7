internal import JSON
internal import YAML

extension Report {
    /// Our own format: keys are stable, new ones may be added.
    var json: JSONValue {
        let findings = findings.map { finding -> JSONValue in
            .object([
                "rule": .string(finding.rule), "level": .string(finding.level.rawValue), "file": .string(finding.file),
                "line": .integer(Int64(finding.mark.line)), "column": .integer(Int64(finding.mark.column)),
                "pointer": .string(finding.pointer), "message": .string(finding.message),
                "fingerprint": .string(finding.fingerprint),
            ])
        }
        let counts = Level.allCases.reversed().map { ($0.rawValue + "s", JSONValue.integer(Int64(count($0)))) }
        var summary: JSONObject = ["contracts": .integer(Int64(files.count))]
        for (name, count) in counts { summary[name] = count }
        return .object([
            "version": 1, "files": .array(files.map(JSONValue.string)), "findings": .array(findings),
            "summary": .object(summary),
        ])
    }
}

/// JSON for people: one member a line.
enum IndentedJSON {
    static func text(_ value: JSONValue) -> String {
        var text = ""
        write(value, "", &text)
        return text + "\n"
    }

    private static func write(_ value: JSONValue, _ indentation: String, _ text: inout String) {
        let inner = indentation + "  "
        switch value {
        case .array(let elements) where !elements.isEmpty:
            text += "["
            for (index, element) in elements.enumerated() {
                text += (index == 0 ? "\n" : ",\n") + inner
                write(element, inner, &text)
            }
            text += "\n\(indentation)]"
        case .object(let object) where !object.members.isEmpty:
            text += "{"
            for (index, member) in object.members.enumerated() {
                text += (index == 0 ? "\n" : ",\n") + inner + encoded(.string(member.name)) + ": "
                write(member.value, inner, &text)
            }
            text += "\n\(indentation)}"
        default: text += encoded(value)
        }
    }

    private static func encoded(_ value: JSONValue) -> String { String(decoding: value.encoded, as: UTF8.self) }
}
