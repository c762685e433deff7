/// Where options come from: the command line over the environment over the file of `--env-file` over the defaults.
///
/// The file may be read again while the server runs; the others are what they were at the start.
struct OptionSources: Sendable {
    struct Setting: Sendable {
        let option: Option
        let text: String
        /// What a message calls it: the option, its environment variable, or the latter with file and line.
        let source: String
    }

    private let commandLine: [Setting]
    private let environment: [Setting]

    /// - Parameter environment: asked by name.
    init(commandLine: [Setting], environment: (String) -> String?) {
        self.commandLine = commandLine
        self.environment = Option.all.compactMap { option in
            environment(option.environment).map { Setting(option: option, text: $0, source: option.environment) }
        }
    }

    /// The file of settings; nil when there is none.
    var file: String? {
        let path = (environment + commandLine).last { $0.option.name == Option.envFile }?.text
        return path?.isEmpty == false ? path : nil
    }

    /// Reads the file, and checks every value, also those that another source overrides.
    func resolve() throws(OptionError) -> ResolvedOptions {
        var resolved = ResolvedOptions()
        for setting in try fileSettings() + environment + commandLine { try resolved.set(setting) }
        return resolved
    }

    private func fileSettings() throws(OptionError) -> [Setting] {
        guard let file else { return [] }
        var settings: [Setting] = []
        for entry in try EnvFile.read(file) {
            guard let option = Option.all.first(where: { $0.environment == entry.key }) else {
                throw OptionError(
                    message: "\(file):\(entry.line): \(entry.key) is no setting: vellum serve --help lists them")
            }
            guard option.name != Option.envFile else {
                throw OptionError(
                    message: "\(file):\(entry.line): \(entry.key) cannot stand in the file itself: "
                        + "give it on the command line or in the environment")
            }
            settings.append(Setting(option: option, text: entry.value, source: "\(file):\(entry.line): \(entry.key)"))
        }
        return settings
    }
}

/// Options, and which text set each.
struct ResolvedOptions: Sendable {
    private(set) var options = ServeOptions()
    /// By the option's name; those that are missing have their defaults.
    private var texts: [String: String] = [:]

    mutating func set(_ setting: OptionSources.Setting) throws(OptionError) {
        do {
            try setting.option.set(&options, setting.text)
            texts[setting.option.name] = setting.text
        } catch {
            let isSecret = setting.option.isSecret || setting.option.name == "--redis-url"
            let found = isSecret ? "" : " \"\(setting.text)\""
            throw OptionError(message: "\(setting.source)\(found) cannot be used: \(error.message)")
        }
    }

    /// The options that mean something else in `other`, by their names.
    func changes(to other: ResolvedOptions) -> [String] {
        Option.all.filter { alone($0) != other.alone($0) }.map(\.name)
    }

    /// These options, with those of the given names as in `other`.
    func taking(_ names: Set<String>, from other: ResolvedOptions) -> ResolvedOptions {
        var result = ResolvedOptions()
        for option in Option.all {
            guard let text = (names.contains(option.name) ? other : self).texts[option.name] else { continue }
            result.texts[option.name] = text
            // Each text was accepted before.
            try? option.set(&result.options, text)
        }
        return result
    }

    /// The defaults with this option only, so that `true` and `1` are no difference.
    private func alone(_ option: Option) -> ServeOptions {
        var options = ServeOptions()
        if let text = texts[option.name] { try? option.set(&options, text) }
        return options
    }
}
