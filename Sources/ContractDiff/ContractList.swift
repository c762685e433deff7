/// `contracts.list`: a file name a line, and after it `locked` once the contract was published.
package enum ContractList {
    /// The word that makes a missing lock an error: who deletes a lock has to take it back here too.
    package static let locked = "locked"

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
