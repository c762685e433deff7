internal import OpenAPI
internal import Patterns

extension Comparison {
    /// `pattern` and `not: {pattern}` together: which strings they let through, among those of a length that both sides
    /// allow. Lengths have rules of their own.
    mutating func comparePatterns(_ old: Schema.StringKeywords, _ new: Schema.StringKeywords, _ pair: SchemaPair) {
        guard old.pattern != new.pattern || old.excluded != new.excluded else { return }
        let low = max(old.minLength ?? 0, new.minLength ?? 0)
        let high = min(old.maxLength ?? .max, new.maxLength ?? .max)
        let keyword = old.pattern != new.pattern ? "pattern" : "not"
        let name = pair.sides.name
        // No length is in both: every string is judged by the rules of lengths.
        guard low <= high else {
            return changed(.patternRewritten, "the pattern of \(name) is another", pair, at: keyword)
        }
        let (before, now) = (old.language, new.language)
        switch (before.isContained(in: now, lengths: low...high), now.isContained(in: before, lengths: low...high)) {
        case (.contained, .contained):
            changed(.patternRewritten, "the pattern of \(name) is another that matches the same", pair, at: keyword)
        case (.contained, .counterexample(let text)):
            changed(.patternWidened, "\(name) could not be \(text.debugDescription) and can", pair, at: keyword)
        case (.counterexample(let text), .contained):
            changed(
                .patternNarrowed, "\(name) could be \(text.debugDescription) and cannot any more", pair, at: keyword)
        case (.counterexample(let text), .counterexample(let other)):
            changed(
                .patternReplaced,
                "\(name) could be \(text.debugDescription), and can be \(other.debugDescription) instead",
                pair, at: keyword)
        // What one direction has shown stays true when the other is too large.
        case (.counterexample(let text), .undecided):
            changed(
                .patternReplaced, "\(name) could be \(text.debugDescription) and cannot any more", pair, at: keyword)
        case (.undecided, _), (.contained, .undecided):
            changed(.patternUndecided, "the pattern of \(name) is another, too large to compare", pair, at: keyword)
        }
    }
}

extension Schema.StringKeywords {
    fileprivate var language: PatternLanguage {
        // A contract whose pattern cannot be read is refused before it gets here.
        PatternLanguage(
            required: pattern.flatMap { try? Pattern($0) }, excluded: excluded.flatMap { try? Pattern($0) })
    }
}
