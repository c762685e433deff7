import JSON

/// Filters to or from numbers.
extension Renderer {
    @inline(never)
    mutating func applyToNumber(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        switch call.filter {
        case .int: return try int(call, value)
        case .float: return try float(call, value)
        case .abs:
            switch value {
            case .integer(let number):
                guard number != .min else { throw fault("a calculation leaves the range of 64-bit integers") }
                return .integer(Swift.abs(number))
            case .number(let number): return .number(number.magnitude)
            default: throw mismatch(call, "a number", value)
            }
        case .round: return try rounded(call, value)
        case .pluralize: return try pluralized(call, value)
        default: return try fileSize(call, value)
        }
    }

    @inline(never)
    private mutating func int(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        let fallback = Int64(try integer("default", of: call) ?? 0)
        let base = try integer("base", of: call) ?? 10
        guard (2...36).contains(base) else { throw fault("argument `base` of filter `int` must be between 2 and 36") }
        switch value {
        case .integer: return value
        case .number(let number): return .integer(clamped(number))
        case .string(let text):
            try chargeForScalars(text)
            var digits = Substring(trimmed(text, start: true, end: true))
            let prefix = [2: "0b", 8: "0o", 16: "0x"][base]
            if let prefix { while digits.hasPrefix(prefix) { digits = digits.dropFirst(2) } }
            if let number = Int64(digits, radix: base) { return .integer(number) }
            guard digits.contains("."), let number = decimal(String(digits)) else { return .integer(fallback) }
            return .integer(clamped(number))
        default: throw mismatch(call, "a string or a number", value)
        }
    }

    private func clamped(_ number: Double) -> Int64 {
        if number.isNaN { return 0 }
        return Int64(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
    }

    /// A decimal number, without the hexadecimal and named forms that Swift would also read.
    private func decimal(_ text: String) -> Double? {
        let allowed = text.utf8.allSatisfy {
            $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E || $0 | 0x20 == 0x65
        }
        guard allowed, let number = Double(text), number.isFinite else { return nil }
        return number
    }

    @inline(never)
    private mutating func float(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        let fallback = try argument("default", of: call).flatMap { asDouble($0) } ?? 0
        switch value {
        case .integer(let number): return .number(Double(number))
        case .number: return value
        case .string(let text):
            try chargeForScalars(text)
            return .number(decimal(trimmed(text, start: true, end: true)) ?? fallback)
        default: throw mismatch(call, "a string or a number", value)
        }
    }

    @inline(never)
    private mutating func rounded(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        guard let number = asDouble(value) else { throw mismatch(call, "a number", value) }
        let method = try string("method", of: call, or: "common")
        let precision = try integer("precision", of: call) ?? 0
        guard (-308...308).contains(precision) else {
            throw fault("argument `precision` of filter `round` must be between -308 and 308")
        }
        var scale = 1.0
        for _ in 0..<Swift.abs(precision) { scale *= 10 }
        if precision < 0 { scale = 1 / scale }
        let rule: FloatingPointRoundingRule
        switch method {
        case "common": rule = .toNearestOrAwayFromZero
        case "ceil": rule = .up
        case "floor": rule = .down
        default: throw fault("argument `method` of filter `round` must be `common`, `ceil` or `floor`")
        }
        let result = (scale * number).rounded(rule) / scale
        return .number(result.isFinite ? result : .nan)
    }

    @inline(never)
    private mutating func pluralized(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        guard let number = asDouble(value) else { throw mismatch(call, "a number", value) }
        let plural = try string("plural", of: call, or: "s")
        let singular = try string("singular", of: call, or: "")
        return .string((number.magnitude - 1).magnitude > Double.ulpOfOne ? plural : singular)
    }

    /// In steps of 1024 either way; `binary` changes the unit's name only, as in Tera.
    @inline(never)
    private mutating func fileSize(_ call: FilterCall, _ value: JSONValue) throws(TemplateError) -> JSONValue {
        guard case .integer(let size) = value, size >= 0 else {
            throw mismatch(call, "a whole number from 0 up", value)
        }
        let isBinary = try flag("binary", of: call)
        let units =
            isBinary ? ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] : ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
        var number = Double(size)
        var unit = 0
        while number >= 1024, unit < units.count - 1 {
            number /= 1024
            unit += 1
        }
        guard number != number.rounded() else { return .string("\(Int64(number)) \(units[unit])") }
        let hundredths = Int64((number * 100).rounded(.toNearestOrEven))
        let fraction = hundredths % 100
        return .string("\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) \(units[unit])")
    }
}
