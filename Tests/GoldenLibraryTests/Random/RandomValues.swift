import OpenAPI

/// Values that a schema allows, made from the schema.
struct RandomValues {
    let contract: Contract
    var generator: SeededGenerator

    mutating func value(_ schema: Schema, depth: Int = 0) throws -> RandomJSON {
        let resolved = contract.resolved(schema)
        if schema.isNullable, generator.isOneOf(4) { return .scalar("null") }
        switch resolved.shape {
        case .string(let keywords): return .scalar(RandomJSON.quoted(try text(keywords)))
        case .enumeration(let values): return .scalar(RandomJSON.quoted(generator.pick(values)))
        case .integer(let keywords): return .scalar(String(integer(keywords)))
        case .number(let keywords): return .scalar(number(keywords))
        case .boolean: return .scalar(generator.pick(["true", "false"]))
        case .freeObject: return freeObject(depth: depth)
        case .array(let element, let keywords):
            let low = keywords.minItems ?? 0
            // What holds itself must end.
            let high = depth > 3 ? low : max(low, min(keywords.maxItems ?? 4, low + 4))
            return .array(
                try (0..<Int.random(in: low...high, using: &generator)).map { _ in
                    try value(element, depth: depth + 1)
                })
        case .object(let properties, let ignoresUnknown):
            var members: [(name: String, value: RandomJSON)] = []
            for property in properties where property.isRequired || generator.isOneOf(2) {
                members.append((property.name, try value(property.schema, depth: depth + 1)))
            }
            if ignoresUnknown, generator.isOneOf(2) { members.append(("unknown", freeObject(depth: depth))) }
            return .object(members.shuffled(using: &generator))
        case .file, .reference: return .scalar("0")
        }
    }

    private mutating func text(_ keywords: Schema.StringKeywords) throws -> String {
        switch keywords.format {
        case "date-time":
            return generator.pick([
                "2026-03-01T09:30:00Z", "2024-02-29t23:59:60z", "1999-12-31T00:00:00.123456+14:00",
                "2026-03-01T09:30:00-00:30",
            ])
        case "email": return generator.pick(["a@b", "first.last+tag@example.org", "x'y@a-b.c1"])
        case "uri-reference": return generator.pick(["", "/a/b?c=d#e", "https://example.org:80/%C3%A9", "../x", "a:b"])
        default: break
        }
        let low = keywords.minLength ?? 0
        let high = min(keywords.maxLength ?? low + 12, low + 30)
        for _ in 0..<100 {
            let text =
                try keywords.pattern.map { try RandomText.matching($0, &generator) } ?? anyText(low, high)
            let length = text.unicodeScalars.count
            let isExcluded = keywords.excluded.map { excluded in
                excluded == "^-" ? text.hasPrefix("-") : text.unicodeScalars.contains { $0 == "<" || $0 == ">" }
            }
            if length >= low, length <= keywords.maxLength ?? .max, isExcluded != true { return text }
        }
        throw RandomText.Unread(pattern: keywords.pattern ?? "")
    }

    private mutating func anyText(_ low: Int, _ high: Int) -> String {
        let scalars = Array("abc XYZ09-_.,:;<>&%\"\\/\n\t\u{1}\u{7F}éß\u{301}\u{2028}\u{FEFF}漢🦉".unicodeScalars)
        let length = generator.isOneOf(5) ? high : Int.random(in: low...high, using: &generator)
        var text = ""
        for _ in 0..<length { text.unicodeScalars.append(generator.pick(scalars)) }
        return text
    }

    private mutating func integer(_ keywords: Schema.IntegerKeywords) -> Int64 {
        let low = keywords.minimum ?? (keywords.isInt32 ? Int64(Int32.min) : .min)
        let high = keywords.maximum ?? (keywords.isInt32 ? Int64(Int32.max) : .max)
        let near = max(low, min(high, 0))
        return generator.pick([low, high, near, .random(in: low...high, using: &generator)])
    }

    private mutating func number(_ keywords: Schema.NumberKeywords) -> String {
        let low = keywords.minimum ?? -1e300
        let high = keywords.maximum ?? 1e300
        let any = Double.random(in: 0...1, using: &generator)
        let inside = low / 2 + high / 2 + (any - 0.5) * (high / 2 - low / 2)
        let small = max(low, min(high, (any * 100).rounded()))
        return generator.pick([
            "\(low)", "\(high)", "\(inside)", "\(small)", "\(Int(small))", "\(max(low, min(high, any)))",
        ])
    }

    /// Foundation cannot tell 1.0 from 1: no number here has a fraction of zero.
    mutating func freeObject(depth: Int) -> RandomJSON {
        var members: [(name: String, value: RandomJSON)] = []
        for name in ["a", "é", "a/b~c", ""] where generator.isOneOf(3) {
            members.append((name, anything(depth: depth + 1)))
        }
        return .object(members)
    }

    mutating func anything(depth: Int) -> RandomJSON {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &generator) {
        case 0: return .scalar("null")
        case 1: return .scalar(generator.pick(["true", "false"]))
        case 2: return .scalar(generator.pick(["0", "-1", "9223372036854775807", "-9223372036854775808", "17"]))
        case 3: return .scalar(generator.pick(["0.5", "-1.25e-3", "1e-7", "123456.789"]))
        case 4: return .scalar(RandomJSON.quoted(anyText(0, 6)))
        case 5: return .array((0..<Int.random(in: 0..<3, using: &generator)).map { _ in anything(depth: depth + 1) })
        default: return freeObject(depth: depth)
        }
    }
}
