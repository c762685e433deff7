/// Lists of entity tags, the values of If-None-Match (RFC 9110 §13.1.2).
public enum EntityTags {
    /// Weak comparison; `*` stands for any.
    public static func list(_ field: String?, contains tag: String) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { element in
            let text = element.drop { $0 == " " || $0 == "\t" }
            let end = text.lastIndex { $0 != " " && $0 != "\t" }
            let trimmed = end.map { text[...$0] } ?? ""
            return trimmed == "*" || (trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed) == tag
        }
    }
}
