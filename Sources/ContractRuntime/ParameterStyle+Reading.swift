/// Taking apart what a style has written. Raw text is split first and decoded then, once: an encoded comma is part of a
/// value and separates nothing.
extension ParameterStyle {
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
        let parts: [Substring]
        var isExploded = false
        switch self {
        case .simple(let explode):
            parts = raw.split(separator: ",", omittingEmptySubsequences: false)
            isExploded = explode
        case .form: parts = raw.split(separator: ",", omittingEmptySubsequences: false)
        case .label(let explode):
            guard raw.first == "." else { return .malformed }
            parts = raw.dropFirst().split(separator: explode ? "." : ",", omittingEmptySubsequences: false)
            isExploded = explode
        case .matrix(let explode):
            guard let parameters = matrix(raw) else { return .malformed }
            if explode { return exploded(parameters, name: name, isArray: isArray, decode) }
            guard parameters.count == 1, parameters[0].name == name else { return .malformed }
            parts = parameters[0].value.split(separator: ",", omittingEmptySubsequences: false)
        case .spaceDelimited: parts = raw.split(separatedBy: ["%20", "+"])
        case .pipeDelimited: parts = raw.split(separatedBy: ["|", "%7C", "%7c"])
        case .deepObject: return .malformed
        }
        if isArray {
            let items = raw.isEmpty ? [] : parts.map(decode)
            return items.contains(nil) ? .malformed : .items(items.compactMap(\.self))
        }
        return isExploded ? assignments(parts, decode) : alternating(parts, decode)
    }

    /// `;name=value` once or more; nil when it is something else.
    private func matrix(_ raw: Substring) -> [(name: Substring, value: Substring)]? {
        guard raw.first == ";" else { return nil }
        return raw.dropFirst().split(separator: ";", omittingEmptySubsequences: false).map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (pair[0], pair.count == 2 ? pair[1] : "")
        }
    }

    private func exploded(
        _ parameters: [(name: Substring, value: Substring)], name: String, isArray: Bool, _ decode: (Substring) -> String?
    ) -> TextPieces {
        if isArray {
            let items = parameters.map { $0.name == name ? decode($0.value) : nil }
            return items.contains(nil) ? .malformed : .items(items.compactMap(\.self))
        }
        return members(parameters, decode)
    }

    /// `role=admin`, one by one.
    private func assignments(_ parts: [Substring], _ decode: (Substring) -> String?) -> TextPieces {
        let pairs = parts.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
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
    /// Without the spaces and tabs around it (RFC 9110 §5.6.3).
    var trimmingBlanks: Substring {
        var text = self
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return text
    }

    /// Split at each of several separators.
    fileprivate func split(separatedBy separators: [String]) -> [Substring] {
        var parts: [Substring] = []
        var start = startIndex
        var index = startIndex
        while index < endIndex {
            if let separator = separators.first(where: { self[index...].hasPrefix($0) }) {
                parts.append(self[start..<index])
                index = self.index(index, offsetBy: separator.count)
                start = index
            } else {
                index = self.index(after: index)
            }
        }
        parts.append(self[start...])
        return parts
    }
}
