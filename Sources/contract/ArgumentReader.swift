/// The words after a command's name: options with or without a value, and everything else.
struct ArgumentReader {
    private var words: ArraySlice<String>

    init(_ words: ArraySlice<String>) { self.words = words }

    /// Gives each option to `option`, whose second argument fetches the option's value, and returns the other words.
    ///
    /// - Parameter option: false for an option that it does not know.
    mutating func read(
        _ option: (String, _ value: () throws(UsageError) -> String) throws(UsageError) -> Bool
    ) throws(UsageError) -> [String] {
        var others: [String] = []
        while let word = words.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                others.append(word)
                continue
            }
            var rest = words
            let isKnown = try option(word) { () throws(UsageError) in
                guard let value = rest.popFirst() else { throw UsageError(message: "\(word) needs a value after it") }
                return value
            }
            guard isKnown else { throw UsageError(message: "\(word) is not an option of this command") }
            words = rest
        }
        return others
    }
}
