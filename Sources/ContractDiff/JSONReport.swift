internal import JSON
internal import OpenAPI
internal import YAML

/// For scripts. Keys are stable; there may come more.
///
/// `{old, new: {file, version}, breaking, risky, safe: COUNT, changes: [{rule, severity, direction, message, old, new,
/// nearest: {file, line, column, pointer}, operations: [ID], why, remedy}]}`; `old` is null for what was added, `new` for
/// what was removed, `remedy` where nothing breaks.
enum JSONReport {
    static func of(_ diff: ContractDiff) -> String {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, contract) in [("old", diff.old), ("new", diff.new)] {
            writer.name(name)
            writer.beginObject()
            writer.member("file", contract.file)
            writer.member("version", contract.version)
            writer.endObject()
        }
        for severity in Severity.allCases {
            writer.name(severity.rawValue)
            writer.integer(Int64(diff.count(of: severity)))
        }
        writer.name("changes")
        writer.beginArray()
        for change in diff.changes { writer.change(change) }
        writer.endArray()
        writer.endObject()
        return writer.text
    }

    static func table(of rules: [Rule]) -> String {
        var writer = JSONWriter()
        writer.beginArray()
        for rule in rules {
            writer.beginObject()
            writer.member("rule", rule.id)
            writer.member("severity", rule.severity.rawValue)
            writer.member("direction", rule.direction.rawValue)
            writer.member("what", rule.what)
            writer.member("why", rule.why)
            writer.member("remedy", rule.remedy)
            writer.endObject()
        }
        writer.endArray()
        return writer.text
    }
}

extension JSONWriter {
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) + "\n" }

    fileprivate mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    fileprivate mutating func change(_ change: Change) {
        beginObject()
        member("rule", change.rule.id)
        member("severity", change.severity.rawValue)
        member("direction", change.direction.rawValue)
        member("message", change.message)
        place("old", change.old)
        place("new", change.new)
        place("nearest", change.nearest)
        name("operations")
        beginArray()
        for operation in change.operations { string(operation) }
        endArray()
        member("why", change.rule.why)
        member("remedy", change.rule.remedy)
        endObject()
    }

    private mutating func place(_ name: String, _ place: Place?) {
        self.name(name)
        guard let place else { return null() }
        beginObject()
        member("file", place.file)
        self.name("line")
        integer(Int64(place.mark.line))
        self.name("column")
        integer(Int64(place.mark.column))
        member("pointer", place.pointer)
        endObject()
    }
}
