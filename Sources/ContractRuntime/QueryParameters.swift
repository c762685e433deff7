/// The parameters of a query, as they came: split at `&` and `=`, values still encoded.
struct QueryParameters: Sendable {
    /// How the query of an operation is declared.
    struct Declaration: Sendable {
        /// Names that may stand once.
        var single: [String] = []
        /// Names that may stand more often: exploded arrays.
        var repeated: [String] = []
        /// Names in front of brackets: `filter[colour]`.
        var deep: [String] = []
        var ignoresOthers = false
    }

    struct Pair: Sendable {
        let name: String
        let raw: Substring
    }

    private(set) var pairs: [Pair] = []
    private(set) var problems: [(pointer: String, breach: Breach)] = []

    init(_ text: String?, _ declared: Declaration) {
        guard let text, !text.isEmpty else { return }
        for pair in text[...].parts(at: UInt8(ascii: "&")) where !pair.isEmpty {
            let parts = pair.parts(at: UInt8(ascii: "="), maxSplits: 1)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true) else {
                problems.append(("query", .notPercentEncoded))
                continue
            }
            let isDeep = declared.deep.contains { QueryParameters.member(name, of: $0) != nil }
            let isRepeated = declared.repeated.contains { $0.isSame(as: name) }
            // Clients choose what stands in brackets, at any length.
            let pointer = "query/\(String(name.unicodeScalars.prefix(BodyReader.maximumUnknownName)))"
            if !isDeep, !isRepeated, !declared.single.contains(where: { $0.isSame(as: name) }) {
                guard !declared.ignoresOthers else { continue }
                problems.append((pointer, Breach(keyword: "parameters", message: "is not a known parameter")))
            } else if !isRepeated, pairs.contains(where: { $0.name.isSame(as: name) }) {
                problems.append((pointer, Breach(keyword: "parameters", message: "stands twice")))
            } else {
                pairs.append(Pair(name: name, raw: parts.count == 2 ? parts[1] : ""))
            }
        }
    }

    func raw(_ name: String) -> Substring? { pairs.first { $0.name.isSame(as: name) }?.raw }

    /// What stands in the brackets of `filter[colour]`; nil for another name.
    private static func member(_ text: String, of name: String) -> Substring? {
        let text = text[...]
        guard text.utf8.starts(with: "\(name)[".utf8), text.utf8.last == UInt8(ascii: "]") else { return nil }
        return Substring(text.utf8.dropFirst(name.utf8.count + 1).dropLast())
    }

    /// What a composite value is written as; nil when none of it is there.
    func pieces(_ name: String, _ style: ParameterStyle, _ shape: TextShape) -> TextPieces? {
        let isArray = shape.isArray
        switch style {
        case .form(explode: true), .spaceDelimited(explode: true), .pipeDelimited(explode: true):
            let found = pairs.filter { pair in
                isArray ? pair.name.isSame(as: name) : shape.names.contains { $0.isSame(as: pair.name) }
            }
            if found.isEmpty { return nil }
            let values = found.map { PercentEncoding.decode($0.raw, plusIsSpace: true) }
            if values.contains(nil) { return .malformed }
            let texts = values.compactMap(\.self)
            return isArray ? .items(texts) : .members(zip(found.map(\.name), texts).map { ($0, $1) })
        case .deepObject:
            var pieces: [(name: String, value: String)] = []
            for pair in pairs {
                guard let member = QueryParameters.member(pair.name, of: name) else { continue }
                guard let value = PercentEncoding.decode(pair.raw, plusIsSpace: true) else { return .malformed }
                pieces.append((String(member), value))
            }
            return pieces.isEmpty ? nil : .members(pieces)
        default:
            return raw(name).map { style.pieces($0, name: name, isArray: isArray, plusIsSpace: true) }
        }
    }
}

extension Breach {
    static let notPercentEncoded = Breach(keyword: "format", message: "must be percent-encoded UTF-8")
}
