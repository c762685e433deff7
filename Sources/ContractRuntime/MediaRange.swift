/// Media types and ranges (RFC 9110 §8.3.1, §12.5.1).
enum MediaRange {
    /// Whether an Accept field takes a media type with a weight above zero; the most specific range decides.
    static func list(_ field: String, accepts mediaType: String) -> Bool {
        // Ranges are compared with the type alone: `text/plain` takes `text/plain; charset=utf-8`.
        let type = mediaType.split(separator: ";").first.map(trimmed)?.lowercased() ?? ""
        var best: (specificity: Int, weight: Double) = (-1, 0)
        for element in field.split(separator: ",") {
            let parts = element.split(separator: ";").map(trimmed)
            guard let range = parts.first?.lowercased(), let specificity = specificity(range, type) else {
                continue
            }
            let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
            let value = weight.flatMap { Double($0.dropFirst(2)) } ?? 1
            if specificity > best.specificity { best = (specificity, value) }
        }
        return best.weight > 0
    }

    /// 2 for the very type, 1 for `type/*`, 0 for `*/*`, nil for another.
    private static func specificity(_ range: String, _ mediaType: String) -> Int? {
        if range == mediaType { return 2 }
        if range == "*/*" { return 0 }
        guard range.hasSuffix("/*") else { return nil }
        return mediaType.hasPrefix(range.dropLast(1)) ? 1 : nil
    }

    /// `application/json`, with no parameter but charset=utf-8 (RFC 8259 §11).
    static func isJSON(_ contentType: String) -> Bool {
        let parts = contentType.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
        guard parts[0].lowercased() == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { ["charset=utf-8", "charset=\"utf-8\""].contains($0.lowercased()) }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
