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
        for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsSpace: true) else {
                problems.append(("query", .notPercentEncoded))
                continue
            }
            let isDeep = declared.deep.contains { name.hasPrefix($0 + "[") && name.hasSuffix("]") }
            let isRepeated = declared.repeated.contains(name)
            if !isDeep, !isRepeated, !declared.single.contains(name) {
                guard !declared.ignoresOthers else { continue }
                let start = String(name.unicodeScalars.prefix(BodyReader.maximumUnknownName))
                problems.append(
                    ("query/\(start)", Breach(keyword: "parameters", message: "is not a known parameter")))
            } else if !isRepeated, pairs.contains(where: { $0.name == name }) {
                problems.append(("query/\(name)", Breach(keyword: "parameters", message: "stands twice")))
            } else {
                pairs.append(Pair(name: name, raw: parts.count == 2 ? parts[1] : ""))
            }
        }
    }

    func raw(_ name: String) -> Substring? { pairs.first { $0.name == name }?.raw }

    /// What a composite value is written as; nil when none of it is there.
    func pieces(_ name: String, _ style: ParameterStyle, _ shape: TextShape) -> TextPieces? {
        let isArray = shape.isArray
        switch style {
        case .form(explode: true), .spaceDelimited(explode: true), .pipeDelimited(explode: true):
            let found = pairs.filter { isArray ? $0.name == name : shape.names.contains($0.name) }
            if found.isEmpty { return nil }
            let values = found.map { PercentEncoding.decode($0.raw, plusIsSpace: true) }
            if values.contains(nil) { return .malformed }
            let texts = values.compactMap(\.self)
            return isArray ? .items(texts) : .members(zip(found.map(\.name), texts).map { ($0, $1) })
        case .deepObject:
            let found = pairs.filter { $0.name.hasPrefix(name + "[") && $0.name.hasSuffix("]") }
            if found.isEmpty { return nil }
            var pieces: [(name: String, value: String)] = []
            for pair in found {
                guard let value = PercentEncoding.decode(pair.raw, plusIsSpace: true) else { return .malformed }
                pieces.append((String(pair.name.dropFirst(name.count + 1).dropLast()), value))
            }
            return .members(pieces)
        default:
            return raw(name).map { style.pieces($0, name: name, isArray: isArray, plusIsSpace: true) }
        }
    }
}

extension Breach {
    static let notPercentEncoded = Breach(keyword: "format", message: "must be percent-encoded UTF-8")
}
