/// Reads the command line: what to do, and where the options come from.
struct CommandLineParser {
    enum Action {
        case serve(OptionSources)
        /// The digests of the contracts, or the text of the one that is named.
        case contract(name: String?)
        case help
    }

    /// - Parameters:
    ///   - words: without the program's own name.
    ///   - environment: asked by name.
    static func parse(_ words: [String], environment: (String) -> String?) throws(OptionError) -> Action {
        if words.contains("--help") || words.contains("-h") || words == ["help"] { return .help }
        if words.first == "contract" { return try contract(words.dropFirst()) }
        var settings: [OptionSources.Setting] = []
        var rest = words[...]
        guard let command = rest.popFirst() else { throw OptionError(message: "say what to do: vellum serve") }
        guard command == "serve" else {
            throw OptionError(message: "\"\(command)\" is not a command: write vellum serve, or vellum contract")
        }
        while let word = rest.popFirst() {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let option = Option.all.first(where: { $0.name == parts[0] }) else {
                throw OptionError(message: "\"\(parts[0])\" is not an option: vellum serve --help lists them")
            }
            guard !option.isSecret else {
                throw OptionError(
                    message: "\(option.name) would show its secret to every user of this machine: "
                        + "write \(option.environment) in the environment or the file of --env-file")
            }
            let value: String
            if parts.count == 2 {
                value = parts[1]
            } else if option.placeholder == nil {
                value = "true"
            } else if let next = rest.popFirst() {
                value = next
            } else {
                throw OptionError(message: "\(option.name) needs a value after it: \(option.placeholder ?? "")")
            }
            settings.append(OptionSources.Setting(option: option, text: value, source: option.name))
        }
        return .serve(OptionSources(commandLine: settings, environment: environment))
    }

    private static func contract(_ words: ArraySlice<String>) throws(OptionError) -> Action {
        if let option = words.first(where: { $0.hasPrefix("-") }) {
            throw OptionError(message: "\"\(option)\" is not an option: vellum contract takes the name of a file")
        }
        guard words.count <= 1 else { throw OptionError(message: "vellum contract prints one contract at a time") }
        return .contract(name: words.first)
    }

    static var usage: String {
        let width = Option.all.map { label($0).count }.max() ?? 0
        let lines = Option.all.map { option in
            let label = label(option)
            return
                "  \(label)\(String(repeating: " ", count: width - label.count + 2))\(option.help) [\(option.environment)]"
        }
        return """
            Vellum serves live SVG images, as its two OpenAPI contracts say.

            USAGE: vellum serve [OPTION...]
                   vellum contract [FILE]

            serve      answers requests until SIGTERM or SIGINT
            contract   prints the SHA-256 of each contract this program was built from, or the text of the one named

            \(lines.joined(separator: "\n"))
              --help\(String(repeating: " ", count: width - 4))this text

            The name in brackets is the environment variable that sets the same, also in the file of --env-file (but for that one). The
            command line wins over the environment, and that over the file.
            """
    }

    private static func label(_ option: Option) -> String { option.name + (option.placeholder.map { " " + $0 } ?? "") }
}
