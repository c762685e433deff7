import JSON

/// Filters on arrays. Their elements are charged by the caller, deeper looks here.
extension Renderer {
    @inline(never)
    mutating func applyToArray(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> JSONValue {
        switch call.filter {
        case .first: return elements.first ?? .string("")
        case .last: return elements.last ?? .string("")
        case .nth: return try nth(call, elements)
        case .join: return .string(try joined(call, elements))
        case .sort: return .array(try sorted(call, elements))
        case .unique: return .array(try unique(call, elements))
        case .slice: return .array(try slice(call, elements))
        case .filter: return .array(try filtered(call, elements))
        case .map: return .array(try mapped(call, elements))
        case .concat: return .array(try concatenated(call, elements))
        default: return .object(try grouped(call, elements))
        }
    }

    @inline(never)
    private mutating func nth(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> JSONValue {
        if elements.isEmpty { return .string("") }
        guard let index = try integer("n", of: call) else { throw fault("filter `nth` needs the argument `n`") }
        return elements.indices.contains(index) ? elements[index] : .string("")
    }

    @inline(never)
    private mutating func joined(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> String {
        let separator = try pattern("sep", of: call, or: "")
        let mark = output.count
        for (index, element) in elements.enumerated() {
            if index > 0 {
                try charge(bytes: separator.count)
                unsafe separator.withUnsafeBytes { unsafe output.append($0) }
            }
            try emit(element, escaped: false)
        }
        return try take(from: mark)
    }

    /// The value to compare an element by: itself, or what `attribute` names.
    @inline(never)
    private mutating func key(_ path: String, of element: JSONValue) throws(TemplateError) -> JSONValue {
        if path.isEmpty { return element }
        if let key = try attribute(path, of: element) { return key }
        throw fault("attribute `\(shortened(path))` does not reference a field")
    }

    @inline(never)
    private mutating func sorted(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> [JSONValue] {
        let path = try string("attribute", of: call, or: "")
        var keys: [(key: JSONValue, index: Int)] = []
        var bytes = 0
        for (index, element) in elements.enumerated() {
            let key = try key(path, of: element)
            if let first = keys.first?.key, kindName(first) != kindName(key) {
                throw fault("filter `sort` cannot order \(kindName(key)) and \(kindName(first))")
            }
            switch key {
            case .null, .object: throw fault("filter `sort` cannot order \(kindName(key))")
            case .string(let text): bytes += text.utf8.count
            default: break
            }
            keys.append((key, index))
        }
        try charge((elements.count >> 2 + bytes >> 6) * (Int.bitWidth - elements.count.leadingZeroBitCount))
        keys.sort { left, right in
            switch order(left.key, right.key) {
            case .some(let isBefore): isBefore
            case nil: left.index < right.index
            }
        }
        return keys.map { elements[$0.index] }
    }

    /// Whether a key comes before another of its kind; nil when they rank alike.
    private func order(_ left: JSONValue, _ right: JSONValue) -> Bool? {
        switch (left, right) {
        case (.string(let left), .string(let right)): return left.isExactly(right) ? nil : precedes(left, right)
        case (.bool(let left), .bool(let right)): return left == right ? nil : !left
        case (.array(let left), .array(let right)): return left.count == right.count ? nil : left.count < right.count
        default:
            guard let left = asDouble(left), let right = asDouble(right), left != right else { return nil }
            return left < right
        }
    }

    private enum UniqueKey: Hashable {
        case string(ExactText)
        case number(Double)
        case bool(Bool)
    }

    @inline(never)
    private mutating func unique(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> [JSONValue] {
        let isCaseSensitive = try flag("case_sensitive", of: call)
        let path = try string("attribute", of: call, or: "")
        try charge(elements.count)
        var seen: Set<UniqueKey> = []
        var kept: [JSONValue] = []
        var kind: String?
        for element in elements {
            guard let value = path.isEmpty ? element : try attribute(path, of: element) else { continue }
            let key: UniqueKey
            switch value {
            case .string(let text):
                try charge(bytes: text.utf8.count)
                key = .string(ExactText(isCaseSensitive ? text : text.lowercased()))
            case .integer(let number): key = .number(Double(number))
            case .number(let number): key = .number(number)
            case .bool(let flag): key = .bool(flag)
            default: throw fault("filter `unique` cannot compare \(kindName(value))")
            }
            guard kind == nil || kind == kindName(value) else {
                throw fault("filter `unique` cannot compare several kinds of values")
            }
            kind = kindName(value)
            if seen.insert(key).inserted { kept.append(element) }
        }
        return kept
    }

    /// Negative places count from the end.
    @inline(never)
    private mutating func slice(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> [JSONValue] {
        func place(_ index: Int) -> Int { index >= 0 ? index : max(0, elements.count + max(index, -elements.count)) }
        let start = place(try integer("start", of: call) ?? 0)
        let end = min(place(try integer("end", of: call) ?? elements.count), elements.count)
        return start < end ? Array(elements[start..<end]) : []
    }

    @inline(never)
    private mutating func filtered(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> [JSONValue] {
        let path = try string("attribute", of: call)
        let wanted = try argument("value", of: call) ?? .null
        var kept: [JSONValue] = []
        for element in elements {
            let value = try attribute(path, of: element) ?? .null
            let isKept: Bool
            if case .null = wanted {
                if case .null = value { isKept = false } else { isKept = true }
            } else {
                isKept = try equal(value, wanted)
            }
            if isKept { kept.append(element) }
        }
        return kept
    }

    @inline(never)
    private mutating func mapped(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> [JSONValue] {
        let path = try string("attribute", of: call)
        var values: [JSONValue] = []
        for element in elements {
            guard let value = try attribute(path, of: element) else { continue }
            if case .null = value { continue }
            values.append(value)
        }
        return values
    }

    @inline(never)
    private mutating func concatenated(
        _ call: FilterCall, _ elements: [JSONValue]
    ) throws(TemplateError) -> [JSONValue] {
        let other = try required("with", of: call)
        if case .array(let others) = other {
            try charge(others.count >> 2)
            return elements + others
        }
        try checkNesting(other, level: 2)
        return elements + [other]
    }

    @inline(never)
    private mutating func grouped(_ call: FilterCall, _ elements: [JSONValue]) throws(TemplateError) -> JSONObject {
        let path = try string("attribute", of: call)
        var groups: [(name: String, elements: [JSONValue])] = []
        var places: [ExactText: Int] = [:]
        for element in elements {
            guard let value = try attribute(path, of: element) else { continue }
            let name: String
            switch value {
            case .null: continue
            case .string(let text): name = text
            default: name = try json(value, indent: nil)
            }
            try charge(bytes: name.utf8.count)
            if let place = places[ExactText(name)] {
                groups[place].elements.append(element)
            } else {
                places[ExactText(name)] = groups.count
                groups.append((name, [element]))
            }
        }
        // An object finds each member by a search, so making one costs the square of its size.
        try charge(groups.count * groups.count >> 5)
        var object = JSONObject()
        for group in groups { object[group.name] = .array(group.elements) }
        return object
    }
}
