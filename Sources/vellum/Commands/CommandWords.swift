/// The words behind a command, sorted: operands, options of its own, and options that it shares with `vellum serve`.
struct CommandWords: Sendable {
    /// An option of a command's own.
    struct OwnOption: Sendable {
        let name: String
        /// Nil for a switch.
        var placeholder: String?
    }

    /// Options of `vellum serve` that say where the data are.
    static let storeOptions = ["--redis-url", "--data-dir", Option.envFile]

    let operands: [String]
    private let own: [String: String]
    private let sources: OptionSources

    /// - Parameters:
    ///   - command: as written behind `vellum`, for messages.
    ///   - shared: names of options of `vellum serve`.
    init(
        _ words: ArraySlice<String>, of command: String, own: [OwnOption] = [], shared: [String] = storeOptions,
        environment: Environment
    ) throws(OptionError) {
        var rest = words
        var operands: [String] = []
        var values: [String: String] = [:]
        var settings: [OptionSources.Setting] = []
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let name = parts[0]
            let given = parts.count == 2 ? parts[1] : nil
            if let option = own.first(where: { $0.name == name }) {
                guard values[name] == nil else { throw OptionError(message: "write \(name) once") }
                values[name] = try CommandWords.value(name, option.placeholder, given, &rest)
            } else if shared.contains(name), let option = Option.all.first(where: { $0.name == name }) {
                let text = try CommandWords.value(name, option.placeholder, given, &rest)
                settings.append(OptionSources.Setting(option: option, text: text, source: name))
            } else {
                throw OptionError(message: "\"\(name)\" is not an option: vellum \(command) --help lists them")
            }
        }
        self.operands = operands
        self.own = values
        sources = OptionSources(commandLine: settings, environment: environment)
    }

    private static func value(
        _ name: String, _ placeholder: String?, _ given: String?, _ rest: inout ArraySlice<String>
    ) throws(OptionError) -> String {
        guard let placeholder else {
            guard given == nil else { throw OptionError(message: "\(name) is a switch: write it without a value") }
            return "true"
        }
        guard let value = given ?? rest.popFirst() else {
            throw OptionError(message: "\(name) needs a value after it: \(placeholder)")
        }
        return value
    }

    /// The value of an option of the command's own; nil when it was not given.
    subscript(name: String) -> String? { own[name] }

    func has(_ name: String) -> Bool { own[name] != nil }

    /// The options of `vellum serve` as command line, environment and file set them.
    func serveOptions() throws(OptionError) -> ServeOptions { try sources.resolve().options }

    /// What `--help` says of a command's options.
    ///
    /// - Parameters:
    ///   - own: each as it is written, and what it does.
    ///   - shared: names of options of `vellum serve`.
    static func help(own: [(label: String, text: String)] = [], shared: [String] = storeOptions) -> String {
        let known = Option.all.filter { shared.contains($0.name) }
        let rows = own + known.map { (label: $0.label, text: "\($0.help) [\($0.environment)]") }
        let width = rows.map(\.label.count).max() ?? 0
        return rows.map { row in
            "  \(row.label)\(String(repeating: " ", count: width - row.label.count + 2))\(row.text)"
        }.joined(separator: "\n")
    }
}
