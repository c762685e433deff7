/// What was asked for on the command line.
struct Arguments {
    enum Command: String { case generate, check }

    let command: Command
    let contracts: [String]
    let output: String
    let root: String
    let wantsHelp: Bool

    init(_ words: some Sequence<String>) throws(UsageError) {
        var words = Array(words)[...]
        wantsHelp = words.contains("--help") || words.contains("-h")
        var command: Command?
        var contracts: [String] = []
        var output: String?
        var root = ""
        while !wantsHelp, let word = words.popFirst() {
            switch word {
            case "--output", "--root":
                guard let value = words.popFirst() else { throw UsageError(message: "\(word) needs a folder after it") }
                if word == "--output" { output = value } else { root = value }
            case _ where word.hasPrefix("-"): throw UsageError(message: "\(word) is not an option")
            case _ where command == nil:
                guard let known = Command(rawValue: word) else {
                    throw UsageError(message: "\(word) is not a command: write generate or check")
                }
                command = known
            default: contracts.append(word)
            }
        }
        if !wantsHelp {
            if command == nil { throw UsageError(message: "say what to do: generate or check") }
            if contracts.isEmpty { throw UsageError(message: "name at least one contract") }
            if command == .generate && output == nil { throw UsageError(message: "generate needs --output DIRECTORY") }
        }
        self.command = command ?? .check
        self.contracts = contracts
        self.output = output ?? "."
        self.root = root
    }

    /// The path as messages show it: relative to the root, so that an editor finds it from the package.
    func relativeName(_ path: String) -> String {
        let prefix = root.isEmpty || root.hasSuffix("/") ? root : root + "/"
        return !prefix.isEmpty && path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }
}
