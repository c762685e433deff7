/// Media ranges of an Accept field (RFC 9110 §12.5.1).
package enum MediaRange {
    /// Whether an Accept field takes a media type. A field that is absent or empty takes any.
    package static func isAcceptable(_ mediaType: String, in field: String?) -> Bool {
        guard let field, field.contains(where: { $0 != " " && $0 != "\t" }) else { return true }
        return weight(of: mediaType, in: field) > 0
    }

    /// How much an Accept field likes a media type, from 0 (not at all) to 1; the most specific range decides, and the
    /// first of several alike.
    static func weight(of mediaType: String, in field: String) -> Double {
        let type = Substring(mediaType.utf8.prefix { $0 != UInt8(ascii: ";") }).trimmingBlanks.lowercased()
        var best: (specificity: Int, weight: Double) = (-1, 0)
        for element in field[...].partsOutsideQuotes(at: UInt8(ascii: ",")) {
            var parts = element.partsOutsideQuotes(at: UInt8(ascii: ";"))[...]
            guard let range = parts.popFirst()?.lowercased(), var specificity = specificity(range, type) else {
                continue
            }
            let weight = parts.lastIndex { $0.lowercased().hasPrefix("q=") }
            let value = weight.map { self.weight(parts[$0].dropping(2)) } ?? 1
            let parameters = parts[..<(weight ?? parts.endIndex)].filter { !$0.isEmpty }.map { $0.lowercased() }
            if !parameters.isEmpty {
                // What is served is UTF-8. Of other parameters nothing is known here: who wants the type with them is
                // taken to want it without, but who refuses it with them has not refused it.
                if parameters.allSatisfy({ $0 == "charset=utf-8" || $0 == "charset=\"utf-8\"" }) {
                    specificity += 1
                } else if value == 0 {
                    continue
                } else {
                    specificity -= 1
                }
            }
            if specificity > best.specificity { best = (specificity, value) }
        }
        return best.weight
    }

    /// 6 for the very type, 3 for `type/*`, 0 for `*/*`, nil for another.
    private static func specificity(_ range: String, _ mediaType: String) -> Int? {
        if range == mediaType { return 6 }
        if range == "*/*" { return 0 }
        guard range.hasSuffix("/*") else { return nil }
        return mediaType.hasPrefix(range.dropLast(1)) ? 3 : nil
    }

    /// A qvalue (RFC 9110 §12.4.2), with more digits if need be, and 1 at most. What is none says nothing.
    private static func weight(_ text: Substring) -> Double {
        let parts = text.parts(at: UInt8(ascii: "."), maxSplits: 1)
        let digits = parts.flatMap { Array($0.utf8) }
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return 1 }
        return min(1, Double("0" + text) ?? 1)
    }
}
