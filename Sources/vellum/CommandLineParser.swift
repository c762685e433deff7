/// Reads the command line: what to do, and where the options come from.
struct CommandLineParser {
    enum Action {
        case serve(OptionSources)
        /// A command, and the words behind its name.
        case run(any Command.Type, ArraySlice<String>)
        /// Its text.
        case help(String)
    }

    /// - Parameters:
    ///   - words: without the program's own name.
    ///   - environment: asked by name.
    static func parse(_ words: [String], environment: (String) -> String?) throws(OptionError) -> Action {
        var rest = words[...]
        let command = Commands.all.first { $0.name == words.first }
        if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) || words == ["help"] {
            return .help(command.map { Usage.text(of: $0, words.dropFirst()) } ?? usage)
        }
        guard let name = rest.popFirst() else { throw OptionError(message: "say what to do: vellum serve") }
        if let command { return .run(command, rest) }
        guard name == "serve" else {
            let others = Commands.all.map { "vellum \($0.name)" }.joined(separator: ", ")
            throw OptionError(message: "\"\(name)\" is not a command: write vellum serve, or \(others)")
        }
        return .serve(OptionSources(commandLine: try serveSettings(rest), environment: environment))
    }

    private static func serveSettings(_ words: ArraySlice<String>) throws(OptionError) -> [OptionSources.Setting] {
        var settings: [OptionSources.Setting] = []
        var rest = words
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
        return settings
    }

    static var usage: String { Usage.overview }
}
