/// Taking apart what a style has written (OpenAPI 3.0.3, Style Values; RFC 6570).
///
/// Raw text is split first and decoded then, once: an encoded comma is part of a value and separates nothing. Where a
/// style joins its items by a separator, no text is no items; where it repeats the name, each name is an item, and
/// `ids=` is an empty one. `label` without explode is comma-separated, as RFC 6570 §3.2.5 and OpenAPI 3.0.4 have it:
/// the dots in the table of 3.0.3 were a mistake that could not be told from dots in values.
extension ParameterStyle {
    /// The raw text of a single value, without what its style puts in front; nil when it is not written so.
    func single(_ raw: Substring, name: String) -> Substring? {
        switch self {
        case .label: return raw.utf8.first == UInt8(ascii: ".") ? raw.dropping(1) : nil
        case .matrix:
            guard let pairs = matrix(raw), pairs.count == 1, isName(pairs[0].name, name) else { return nil }
            return pairs[0].value
        // Its members stand in parameters of their own.
        case .deepObject: return nil
        case .simple, .form, .spaceDelimited, .pipeDelimited: return raw
        }
    }

    /// The pieces of one raw value: of a path segment, a header field, a cookie, or a query parameter without explode.
    ///
    /// - Parameters:
    ///   - isEncoded: whether the text is percent-encoded; header fields are not.
    ///   - plusIsSpace: in a query, a plus stands for a space.
    func pieces(
        _ raw: Substring, name: String, isArray: Bool, isEncoded: Bool = true, plusIsSpace: Bool = false
    ) -> TextPieces {
        func decode(_ text: Substring) -> String? {
            isEncoded ? PercentEncoding.decode(text, plusIsSpace: plusIsSpace) : String(text.trimmingBlanks)
        }
        if case .matrix(explode: true) = self {
            return matrix(raw).map { exploded($0, name: name, isArray: isArray, decode) } ?? .malformed
        }
        guard let text = single(raw, name: name) else { return .malformed }
        var (parts, isExploded) = split(text)
        // An empty element of a list in a header field is none (RFC 9110 §5.6.1).
        if !isEncoded, isArray { parts.removeAll(where: \.trimmingBlanks.isEmpty) }
        if isArray {
            let items = parts.map(decode)
            return items.contains(nil) ? .malformed : .items(items.compactMap(\.self))
        }
        return isExploded ? assignments(parts, decode) : alternating(parts, decode)
    }

    /// The text between the separators, and whether each part of an object is `name=value`.
    private func split(_ text: Substring) -> (parts: [Substring], isExploded: Bool) {
        if text.isEmpty { return ([], false) }
        let comma = UInt8(ascii: ",")
        switch self {
        case .simple(let explode): return (text.parts(at: comma), explode)
        case .label(let explode): return (text.parts(at: explode ? UInt8(ascii: ".") : comma), explode)
        case .form, .matrix, .deepObject: return (text.parts(at: comma), false)
        // These separators stand in no query as they are, or need not: clients escape them.
        case .spaceDelimited: return (text.split(separatedBy: ["%20", "+"]), false)
        case .pipeDelimited: return (text.split(separatedBy: ["|", "%7C", "%7c"]), false)
        }
    }

    /// `;name=value` once or more; a name alone has the empty value. Nil when it is something else.
    private func matrix(_ raw: Substring) -> [(name: Substring, value: Substring)]? {
        guard raw.utf8.first == UInt8(ascii: ";") else { return nil }
        return raw.dropping(1).parts(at: UInt8(ascii: ";")).map { part in
            let pair = part.parts(at: UInt8(ascii: "="), maxSplits: 1)
            return (pair[0], pair.count == 2 ? pair[1] : "")
        }
    }

    private func isName(_ raw: Substring, _ name: String) -> Bool {
        PercentEncoding.decode(raw)?.isSame(as: name) == true
    }

    private func exploded(
        _ pairs: [(name: Substring, value: Substring)], name: String, isArray: Bool, _ decode: (Substring) -> String?
    ) -> TextPieces {
        guard isArray else { return members(pairs, decode) }
        let items = pairs.map { isName($0.name, name) ? decode($0.value) : nil }
        return items.contains(nil) ? .malformed : .items(items.compactMap(\.self))
    }

    /// `role=admin`, one by one.
    private func assignments(_ parts: [Substring], _ decode: (Substring) -> String?) -> TextPieces {
        let pairs = parts.map { $0.parts(at: UInt8(ascii: "="), maxSplits: 1) }
        guard pairs.allSatisfy({ $0.count == 2 }) else { return .malformed }
        return members(pairs.map { ($0[0], $0[1]) }, decode)
    }

    /// Names and values in turn.
    private func alternating(_ parts: [Substring], _ decode: (Substring) -> String?) -> TextPieces {
        guard parts.count % 2 == 0 else { return .malformed }
        return members(stride(from: 0, to: parts.count, by: 2).map { (parts[$0], parts[$0 + 1]) }, decode)
    }

    private func members(
        _ pairs: [(name: Substring, value: Substring)], _ decode: (Substring) -> String?
    ) -> TextPieces {
        var members: [(name: String, value: String)] = []
        for pair in pairs {
            guard let name = decode(pair.name), let value = decode(pair.value) else { return .malformed }
            members.append((name, value))
        }
        return .members(members)
    }
}

extension Substring {
    /// Split at each of several separators.
    fileprivate func split(separatedBy separators: [String]) -> [Substring] {
        var parts: [Substring] = []
        var start = utf8.startIndex
        var index = start
        while index < utf8.endIndex {
            if let separator = separators.first(where: { utf8[index...].starts(with: $0.utf8) }) {
                parts.append(self[start..<index])
                index = utf8.index(index, offsetBy: separator.utf8.count)
                start = index
            } else {
                index = utf8.index(after: index)
            }
        }
        parts.append(self[start...])
        return parts
    }
}
