/// Spoils a value in one place, mostly so that no schema of the contract would take it.
extension RandomValues {
    mutating func spoilt(_ value: RandomJSON) -> RandomJSON {
        switch value {
        case .scalar(let text): return spoiltScalar(text)
        case .array(var elements):
            if elements.isEmpty || generator.isOneOf(3) { return spoiltArray(elements) }
            let index = Int.random(in: 0..<elements.count, using: &generator)
            elements[index] = spoilt(elements[index])
            return .array(elements)
        case .object(var members):
            if members.isEmpty || generator.isOneOf(3) { return spoiltObject(members) }
            let index = Int.random(in: 0..<members.count, using: &generator)
            members[index].value = spoilt(members[index].value)
            return .object(members)
        }
    }

    private mutating func spoiltScalar(_ text: String) -> RandomJSON {
        let others = [
            "null", "true", "0", "-1", "1.5", "99999", "1000000000", "-9999999999", "9223372036854775807",
            "9223372036854775808", "1e300", "4e38", "-0.5", "\"\"", "\"x\"", "\"\\u00e9\\ud83e\\udd89\"",
            "\"2026-02-30T00:00:00Z\"", "\"a b\"",
            "\"-A1\"", "[]", "{}", "[null]", "\"\(String(repeating: "x", count: 600))\"",
        ]
        if text.hasPrefix("\""), generator.isOneOf(3) {
            return .scalar(generator.pick([String(text.dropLast()) + "!\"", "\" " + text.dropFirst()]))
        }
        return .scalar(generator.pick(others))
    }

    private mutating func spoiltArray(_ elements: [RandomJSON]) -> RandomJSON {
        let filled = elements + Array(repeating: elements.first ?? .scalar("1"), count: 5)
        return generator.pick([
            .array([]), .array(filled), .array(elements + [.scalar("null")]), .object([]), .scalar("\"\""),
            .array([.array(elements)]), .scalar("null"),
        ])
    }

    private mutating func spoiltObject(_ members: [(name: String, value: RandomJSON)]) -> RandomJSON {
        var fewer = members
        if !fewer.isEmpty { fewer.remove(at: Int.random(in: 0..<fewer.count, using: &generator)) }
        var renamed = members
        if let first = renamed.first { renamed[0].name = generator.pick([first.name.uppercased(), first.name + " "]) }
        return generator.pick([
            .object(fewer), .object(members + [("extra", anything(depth: 2))]), .object(renamed),
            .array([.object(members)]),
            .scalar("null"), .scalar("\"{}\""),
        ])
    }
}
