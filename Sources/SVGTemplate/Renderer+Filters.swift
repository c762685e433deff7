import JSON

/// Calling filters and reading their arguments, which are evaluated when a filter asks for them.
extension Renderer {
    @inline(never)
    mutating func filter(_ node: FilteredNode) throws(TemplateError) -> JSONValue {
        // In first place `default` also stands for a variable that is not there.
        let isOptional = template.tables.filters[node.filters.lowerBound].filter == .default
        var value = isOptional ? try evaluateIfDefined(node.base) ?? .null : try evaluate(node.base)
        for call in node.filters { value = try apply(template.tables.filters[call], to: value) }
        return value
    }

    @inline(never)
    mutating func apply(_ call: FilterCall, to value: JSONValue) throws(TemplateError) -> JSONValue {
        try charge(1)
        here = call.offset
        switch call.filter {
        case .upper, .lower, .capitalize, .title, .trim, .trimStart, .trimEnd, .trimStartMatches, .trimEndMatches,
            .truncate, .replace, .indent, .striptags, .spaceless, .escape, .escapeXML, .urlencode, .urlencodeStrict,
            .slugify, .addslashes, .linebreaksbr:
            return .string(try makeText(call, value))
        case .int, .float, .abs, .round, .pluralize, .filesizeformat: return try applyToNumber(call, value)
        case .first, .last, .nth, .join, .sort, .unique, .slice, .filter, .map, .concat, .groupBy:
            return try applyToArray(call, try elements(value, for: call))
        case .default, .safe, .wordcount, .split, .get, .length, .reverse, .date, .jsonEncode, .asString:
            return try applyToAny(call, value)
        }
    }

    @inline(never)
    private mutating func makeText(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> String {
        let text = try applyToText(call, try text(value, for: call))
        try checkLength(text)
        try charge(bytes: text.utf8.count)
        return text
    }

    @inline(never)
    private mutating func applyToAny(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        switch call.filter {
        case .default:
            guard case .null = value else { return value }
            return try required("value", of: call)
        case .wordcount:
            let text = try text(value, for: call)
            try chargeForScalars(text)
            return .integer(Int64(wordCount(text)))
        case .split: return try split(call, try text(value, for: call))
        case .get: return try get(call, value)
        case .length: return try length(value)
        case .reverse: return try reverse(value)
        case .date: return .string(try date(call, value))
        case .jsonEncode: return .string(try json(value, indent: try isPretty(call) ? 0 : nil))
        case .asString: return .string(try printed(value))
        default: return value
        }
    }

    // MARK: Subjects

    @inline(never)
    private mutating func text(_ value: JSONValue, for call: FilterCall) throws(TemplateError) -> String {
        guard case .string(let text) = value else { throw mismatch(call, "a string", value) }
        try charge(bytes: text.utf8.count)
        return text
    }

    @inline(never)
    private mutating func elements(_ value: JSONValue, for call: FilterCall) throws(TemplateError) -> [JSONValue] {
        guard case .array(let elements) = value else { throw mismatch(call, "an array", value) }
        if call.filter != .first, call.filter != .last, call.filter != .nth { try charge(elements.count >> 2) }
        return elements
    }

    @inline(never)
    mutating func mismatch(_ call: FilterCall, _ expected: String, _ value: JSONValue) -> TemplateError {
        fault("filter `\(call.filter.rawValue)` takes \(expected), not \(kindName(value))")
    }

    // MARK: Arguments

    @inline(never)
    mutating func argument(_ name: String, of call: FilterCall) throws(TemplateError) -> JSONValue? {
        guard let argument = template.tables.argument(name, in: call.arguments) else { return nil }
        // A second level, since a filter takes more of the stack than an operation does.
        try enter()
        let value = try evaluate(argument)
        leave()
        here = call.offset
        return value
    }

    @inline(never)
    mutating func required(_ name: String, of call: FilterCall) throws(TemplateError) -> JSONValue {
        guard let value = try argument(name, of: call) else {
            throw fault("filter `\(call.filter.rawValue)` needs the argument `\(name)`")
        }
        return value
    }

    @inline(never)
    private mutating func mismatch(
        _ name: String, _ call: FilterCall, _ expected: String, _ value: JSONValue
    ) -> TemplateError {
        fault("argument `\(name)` of filter `\(call.filter.rawValue)` must be \(expected), not \(kindName(value))")
    }

    @inline(never)
    mutating func string(_ name: String, of call: FilterCall) throws(TemplateError) -> String {
        let value = try required(name, of: call)
        guard case .string(let text) = value else { throw mismatch(name, call, "a string", value) }
        return text
    }

    @inline(never)
    mutating func string(_ name: String, of call: FilterCall, or fallback: String) throws(TemplateError) -> String {
        guard let value = try argument(name, of: call) else { return fallback }
        guard case .string(let text) = value else { throw mismatch(name, call, "a string", value) }
        return text
    }

    /// A pattern: Tera reads `\n` and `\t` in it as line break and tab.
    @inline(never)
    mutating func pattern(_ name: String, of call: FilterCall, or fallback: String?) throws(TemplateError) -> [UInt8] {
        let text = if let fallback { try string(name, of: call, or: fallback) } else { try string(name, of: call) }
        var bytes: [UInt8] = []
        try charge(bytes: text.utf8.count)
        for byte in text.utf8 {
            if bytes.last == UInt8(ascii: "\\"), byte == UInt8(ascii: "n") || byte == UInt8(ascii: "t") {
                bytes[bytes.count - 1] = byte == UInt8(ascii: "n") ? 0x0A : 0x09
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    @inline(never)
    mutating func integer(_ name: String, of call: FilterCall) throws(TemplateError) -> Int? {
        guard let value = try argument(name, of: call) else { return nil }
        guard let double = asDouble(value), let whole = Int(exactly: double.rounded(.towardZero)) else {
            throw mismatch(name, call, "a whole number", value)
        }
        return whole
    }

    /// As in Tera what is no bool is false.
    private mutating func isPretty(_ call: FilterCall) throws(TemplateError) -> Bool {
        if case .bool(true) = try argument("pretty", of: call) { return true }
        return false
    }

    @inline(never)
    mutating func flag(_ name: String, of call: FilterCall) throws(TemplateError) -> Bool {
        guard let value = try argument(name, of: call) else { return false }
        guard case .bool(let flag) = value else { throw mismatch(name, call, "true or false", value) }
        return flag
    }

    // MARK: Filters on several kinds

    @inline(never)
    private mutating func length(_ value: JSONValue) throws(TemplateError) -> JSONValue {
        switch value {
        case .array(let elements): return .integer(Int64(elements.count))
        case .object(let object): return .integer(Int64(object.members.count))
        case .string(let text):
            try charge(bytes: text.utf8.count)
            return .integer(Int64(text.unicodeScalars.count))
        default: throw fault("filter `length` takes an array, an object or a string, not \(kindName(value))")
        }
    }

    @inline(never)
    private mutating func reverse(_ value: JSONValue) throws(TemplateError) -> JSONValue {
        switch value {
        case .array(let elements):
            try charge(elements.count >> 2)
            return .array(elements.reversed())
        case .string(let text):
            try chargeForScalars(text)
            var reversed = String.UnicodeScalarView()
            reversed.append(contentsOf: text.unicodeScalars.reversed())
            return .string(String(reversed))
        default: throw fault("filter `reverse` takes an array or a string, not \(kindName(value))")
        }
    }

    @inline(never)
    private mutating func get(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        let key = try string("key", of: call)
        guard case .object(let object) = value else { throw mismatch(call, "an object", value) }
        if let found = try member(key, of: object) { return found }
        if let fallback = try argument("default", of: call) { return fallback }
        throw fault("filter `get` found no key `\(shortened(key))`")
    }
}
