/// `contracts.list`: a file name a line, and after it `locked` once the contract was published.
package enum ContractList {
    /// The word that makes a missing lock an error: who deletes a lock has to take it back here too.
    package static let locked = "locked"

    /// The first line that is neither a name, nor a name and `locked`: a word with a slip in it would lock nothing.
    package static func problem(in text: String) -> (line: Int, message: String)? {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(separator: " ")
            guard let name = words.first, !name.hasPrefix("#"), words.count > 1, words.dropFirst() != [locked[...]]
            else {
                continue
            }
            let others = words.dropFirst().joined(separator: " ")
            return (index + 1, "\"\(others)\" after \(name) means nothing: write \(locked), or leave it out")
        }
        return nil
    }

    /// The list with a contract marked as locked; nil when it is marked already, or not in the list.
    package static func marking(_ contract: String, in text: String) -> String? {
        let name = contract.split(separator: "/").last ?? ""
        var isChanged = false
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.first == name, words.count == 1 else { return String(line) }
            isChanged = true
            return "\(name) \(locked)"
        }
        return isChanged ? lines.joined(separator: "\n") : nil
    }
}
