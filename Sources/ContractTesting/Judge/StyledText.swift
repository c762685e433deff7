import Foundation

extension ParameterDescription.Style {
    /// Where a style may be used (OpenAPI 3.0.3, Style Values).
    var places: [ParameterDescription.Location] {
        switch self {
        case .matrix, .label: [.path]
        case .simple: [.path, .header]
        case .form: [.query, .cookie]
        case .spaceDelimited, .pipeDelimited, .deepObject: [.query]
        }
    }
}

/// Takes values apart that a style has written, by the table "Style Examples" of OpenAPI 3.0.3.
struct StyledText {
    let values: SimpleValue
    let parameter: ParameterDescription

    private var schema: String { parameter.schema }

    /// The value of one text as it stands in a path, a field, a cookie, or behind the equals sign of a query.
    /// Nil when the style does not write such a text.
    func read(_ raw: String) throws(OracleError) -> JSONTree? {
        var raw = raw
        switch parameter.style {
        case .label:
            guard raw.hasPrefix(".") else { return nil }
            raw.removeFirst()
        case .matrix:
            guard raw.hasPrefix(";") else { return nil }
            raw.removeFirst()
        default: break
        }
        switch try values.typeName(schema) {
        case "array": return try array(raw)
        case "object": return try object(raw)
        default:
            if parameter.style == .matrix {
                guard let value = withoutName(raw) else { return nil }
                raw = value
            }
            return try decoded(raw).map { text throws(OracleError) in try values.read(text, schema: schema) }
        }
    }

    /// A query's value, which may be spread over several pairs; nil when it is not there.
    func read(query: [(name: String, raw: String)]) throws(OracleError) -> (value: JSONTree?, count: Int)? {
        let type = try values.typeName(schema)
        if parameter.style == .deepObject {
            let own = query.filter { $0.name.hasPrefix(parameter.name + "[") && $0.name.hasSuffix("]") }
            let pairs = own.map { (String($0.name.dropFirst(parameter.name.count + 1).dropLast()), $0.raw) }
            return own.isEmpty ? nil : (try members(pairs), 1)
        }
        if type == "object" && parameter.isExploded {
            let names = try values.properties(schema)
            let own = query.filter { names.contains($0.name) }
            return own.isEmpty ? nil : (try members(own.map { ($0.name, $0.raw) }), 1)
        }
        let own = query.filter { $0.name == parameter.name }.map(\.raw)
        guard let first = own.first else { return nil }
        if type == "array" && parameter.isExploded { return (try list(own), 1) }
        return (try read(first), own.count)
    }

    /// The names that this parameter takes in a query.
    func takes(_ name: String) throws(OracleError) -> Bool {
        if parameter.style == .deepObject { return name.hasPrefix(parameter.name + "[") && name.hasSuffix("]") }
        if parameter.isExploded, try values.typeName(schema) == "object" {
            return try values.properties(schema).contains(name)
        }
        return name == parameter.name
    }

    private func array(_ raw: String) throws(OracleError) -> JSONTree? {
        if parameter.style == .matrix {
            if parameter.isExploded {
                let items = raw.components(separatedBy: ";").map(withoutName)
                return items.contains(nil) ? nil : try list(items.compactMap(\.self))
            }
            guard let value = withoutName(raw) else { return nil }
            return try list(value.components(separatedBy: ","))
        }
        if raw.isEmpty { return .array([]) }
        if parameter.location == .header {
            // Empty elements of a list do not count (RFC 9110 §5.6.1.2).
            return try list(raw.components(separatedBy: ",").filter { $0.contains { $0 != " " && $0 != "\t" } })
        }
        switch parameter.style {
        case .label where parameter.isExploded: return try list(raw.components(separatedBy: "."))
        case .spaceDelimited:
            return try list(raw.replacingOccurrences(of: "+", with: "%20").components(separatedBy: "%20"))
        case .pipeDelimited:
            let plain = raw.replacingOccurrences(of: "%7C", with: "|", options: .caseInsensitive)
            return try list(plain.components(separatedBy: "|"))
        default: return try list(raw.components(separatedBy: ","))
        }
    }

    private func object(_ raw: String) throws(OracleError) -> JSONTree? {
        guard parameter.isExploded else {
            guard let raw = parameter.style == .matrix ? withoutName(raw) : raw else { return nil }
            let parts = raw.components(separatedBy: ",")
            guard parts.count % 2 == 0 else { return nil }
            return try members(stride(from: 0, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) })
        }
        let separator = parameter.style == .label ? "." : parameter.style == .matrix ? ";" : ","
        var pairs: [(String, String)] = []
        for part in raw.components(separatedBy: separator) {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            pairs.append((String(part[..<equals]), String(part[part.index(after: equals)...])))
        }
        return try members(pairs)
    }

    private func withoutName(_ raw: String) -> String? {
        let start = parameter.name + "="
        return raw.hasPrefix(start) ? String(raw.dropFirst(start.count)) : nil
    }

    private func list(_ raws: [String]) throws(OracleError) -> JSONTree? {
        let texts = raws.map(decoded)
        return texts.contains(nil) ? nil : try values.list(texts.compactMap(\.self), schema: schema)
    }

    private func members(_ pairs: [(String, String)]) throws(OracleError) -> JSONTree? {
        var members = JSONMembers()
        for (rawName, rawValue) in pairs {
            // Names of a query are decoded already; decoding them once more would make others of them.
            let name = parameter.location == .query && parameter.isExploded ? rawName : decoded(rawName)
            guard let name, let text = decoded(rawValue) else { return nil }
            guard members.append(name, try values.member(name, text, of: schema)) else { return nil }
        }
        return .object(members)
    }

    /// Header fields are not percent-encoded; blanks around what a comma separates do not count (RFC 9110 §5.6.1).
    private func decoded(_ raw: String) -> String? {
        switch parameter.location {
        case .header: raw.trimmingCharacters(in: CharacterSet(charactersIn: " \t"))
        case .query: raw.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
        case .path, .cookie: raw.removingPercentEncoding
        }
    }
}
