internal import Patterns

/// Whether a default is a value that its own schema allows.
extension Schema.StringKeywords {
    package func allow(_ value: String) -> Bool {
        let length = value.unicodeScalars.count
        guard length >= minLength ?? 0, length <= maxLength ?? .max else { return false }
        return pattern.flatMap { matches($0, value) } != false && excluded.flatMap { matches($0, value) } != true
    }

    /// A pattern that cannot be read is a problem of its own.
    private func matches(_ pattern: String, _ value: String) -> Bool? { try? Pattern(pattern).matches(value) }
}

extension Schema.IntegerKeywords {
    func allow(_ value: Int64) -> Bool {
        value >= least ?? .min && value <= greatest ?? .max
    }
}

extension Schema.NumberKeywords {
    func allow(_ value: Double) -> Bool { value >= minimum ?? -.infinity && value <= maximum ?? .infinity }
}
