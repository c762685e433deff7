/// Media ranges of an Accept field (RFC 9110 §12.5.1).
enum MediaRange {
    /// How much an Accept field likes a media type, from 0 (not at all) to 1; the most specific range decides.
    static func weight(of mediaType: String, in field: String) -> Double {
        // Ranges are compared with the type alone: `text/plain` takes `text/plain; charset=utf-8`.
        let type = mediaType.prefix { $0 != ";" }.trimmingBlanks.lowercased()
        var best: (specificity: Int, weight: Double) = (-1, 0)
        for element in field.split(separator: ",") {
            let parts = element.split(separator: ";").map(\.trimmingBlanks)
            guard let range = parts.first?.lowercased(), let specificity = specificity(range, type) else {
                continue
            }
            let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
            let value = weight.flatMap { Double($0.dropFirst(2)) } ?? 1
            if specificity > best.specificity { best = (specificity, value) }
        }
        return best.weight
    }

    /// 2 for the very type, 1 for `type/*`, 0 for `*/*`, nil for another.
    private static func specificity(_ range: String, _ mediaType: String) -> Int? {
        if range == mediaType { return 2 }
        if range == "*/*" { return 0 }
        guard range.hasSuffix("/*") else { return nil }
        return mediaType.hasPrefix(range.dropLast(1)) ? 1 : nil
    }
}
