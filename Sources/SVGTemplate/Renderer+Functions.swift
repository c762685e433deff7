import JSON

/// Functions, and the filter that shows times.
extension Renderer {
    @inline(never)
    mutating func call(_ node: FunctionNode) throws(TemplateError) -> JSONValue {
        switch node.function {
        case .range: return try range(node)
        case .now: return try now(node)
        case .throw:
            let message = try argument("message", of: node)
            here = node.offset
            guard case .string(let text) = message else { throw fault("function `throw` needs the string `message`") }
            throw fault(text.utf8.count <= 1024 ? text : String(text.unicodeScalars.prefix(256)) + "…")
        }
    }

    private mutating func argument(_ name: String, of node: FunctionNode) throws(TemplateError) -> JSONValue? {
        guard let argument = template.tables.argument(name, in: node.arguments) else { return nil }
        let value = try evaluate(argument)
        here = node.offset
        return value
    }

    @inline(never)
    private mutating func range(_ node: FunctionNode) throws(TemplateError) -> JSONValue {
        guard let end = try bound("end", of: node) else { throw fault("function `range` needs the argument `end`") }
        let start = try bound("start", of: node) ?? 0
        let step = try bound("step_by", of: node) ?? 1
        here = node.offset
        guard start <= end else { throw fault("function `range` got a `start` greater than its `end`") }
        guard step > 0 else { throw fault("argument `step_by` of function `range` must be greater than 0") }
        let count = (end - start) / step + ((end - start) % step == 0 ? 0 : 1)
        guard count <= limits.rangeLength else {
            throw fault("function `range` makes at most \(limits.rangeLength) elements", kind: .limit)
        }
        try charge(Int(count >> 2))
        var elements: [JSONValue] = []
        elements.reserveCapacity(Int(count))
        for index in 0..<count { elements.append(.integer(start + index * step)) }
        return .array(elements)
    }

    private mutating func bound(_ name: String, of node: FunctionNode) throws(TemplateError) -> Int64? {
        guard let value = try argument(name, of: node) else { return nil }
        guard let double = asDouble(value), let whole = Int64(exactly: double), whole >= 0 else {
            throw fault("argument `\(name)` of function `range` must be a whole number from 0 up")
        }
        return whole
    }

    /// As Tera's `now`, in UTC whether `utc` is given or not.
    @inline(never)
    private mutating func now(_ node: FunctionNode) throws(TemplateError) -> JSONValue {
        _ = try argument("utc", of: node)
        if case .bool(true) = try argument("timestamp", of: node) { return .integer(now) }
        guard let time = CivilTime(unixTime: now), let text = DateFormat.format(time, "%+") else {
            throw fault("the time is out of range")
        }
        return .string(text)
    }

    // MARK: The filter `date`

    @inline(never)
    mutating func date(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> String {
        let format = try string("format", of: call, or: "%Y-%m-%d")
        let zone = try argument("timezone", of: call)
        var time: CivilTime
        switch value {
        case .integer(let seconds):
            guard let found = CivilTime(unixTime: seconds) else { throw fault("filter `date` got a time out of range") }
            time = found
        case .string(let text):
            guard let found = CivilTime(text) else {
                throw fault("filter `date` cannot read `\(shortened(text))` as an RFC 3339 time or a date YYYY-MM-DD")
            }
            time = found
        default: throw mismatch(call, "a whole number of seconds or a string", value)
        }
        if let zone {
            guard case .string(let name) = zone, ["UTC", "Etc/UTC", "GMT", "Etc/GMT", "Z"].contains(name) else {
                throw fault("filter `date` knows the time zone UTC only")
            }
            let fraction = time.fraction
            guard let utc = CivilTime(unixTime: Int64(time.unixTime)) else { throw fault("the time is out of range") }
            time = utc
            time.fraction = fraction
        }
        try charge(format.utf8.count * 2)
        guard let text = DateFormat.format(time, format) else {
            throw fault("invalid date format `\(shortened(format))`")
        }
        try checkLength(text)
        return text
    }
}
