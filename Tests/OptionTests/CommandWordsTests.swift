import Testing

@testable import vellum

/// How the words behind a command are sorted.
@Suite struct CommandWordsTests {
    private static let own = [
        CommandWords.OwnOption(name: "--yes"), CommandWords.OwnOption(name: "--since", placeholder: "TIME"),
    ]

    private func words(_ words: [String], _ environment: [String: String] = [:]) throws(OptionError) -> CommandWords {
        try CommandWords(words[...], of: "thing", own: Self.own) { environment[$0] }
    }

    @Test func operandsAndOptionsComeInAnyOrder() throws {
        let sorted = try words(["alice", "--since", "1h", "bob", "--yes", "--data-dir=/x"])
        #expect(sorted.operands == ["alice", "bob"])
        #expect(sorted["--since"] == "1h")
        #expect(sorted.has("--yes"))
        #expect(try sorted.serveOptions().dataDirectory == "/x")
    }

    /// A user ID may begin with a dash.
    @Test func whatFollowsTwoDashesIsNoOption() throws {
        #expect(try words(["--yes", "--", "-x", "--since"]).operands == ["-x", "--since"])
    }

    @Test func theEnvironmentSaysWhereTheDataAreToo() throws {
        #expect(try words([], ["REDIS_URL": "redis://a"]).serveOptions().redisURL == "redis://a")
        let both = try words(["--redis-url", "redis://b"], ["REDIS_URL": "redis://a"])
        #expect(try both.serveOptions().redisURL == "redis://b")
    }

    @Test(arguments: [
        (["--port", "1"], "\"--port\" is not an option: vellum thing --help lists them"),
        (["--since"], "--since needs a value after it: TIME"), (["--yes=1"], "--yes is a switch"),
        (["--yes", "--yes"], "write --yes once"), (["--data-dir"], "--data-dir needs a value after it: FOLDER"),
    ]) func whatACommandDoesNotTakeIsRefusedWithAdvice(_ given: [String], message: String) {
        let error = #expect(throws: OptionError.self) { try words(given) }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }

    @Test func theOverviewNamesEveryCommand() {
        for line in Commands.all.flatMap({ $0.lines }) { #expect(CommandLineParser.usage.contains(line.summary)) }
    }

    @Test(arguments: [["contract", "--help"], ["contract", "-h"], ["contract", "auth-api.yaml", "--help"]])
    func aCommandHasAHelpOfItsOwn(_ words: [String]) throws {
        guard case .help(let text) = try CommandLineParser.parse(words, environment: { _ in nil }) else {
            Issue.record("no help")
            return
        }
        #expect(text.hasPrefix("USAGE: vellum contract [FILE]\n"))
    }

    @Test func aGroupTellsItsPartsAndEachPartItsOwn() throws {
        func help(_ words: String...) throws -> String {
            guard case .help(let text) = try CommandLineParser.parse(words, environment: { _ in nil }) else {
                return ""
            }
            return text
        }
        let group = try help("user", "--help")
        for line in UserCommand.lines { #expect(group.contains("vellum \(line.synopsis)\n")) }
        #expect(try help("user", "list", "--help").hasPrefix("USAGE: vellum user list [--json]\n\n"))
        #expect(try help("serve", "--help") == CommandLineParser.usage)
    }

    @Test func aWordThatIsNoCommandIsAnsweredWithThoseThereAre() {
        let error = #expect(throws: OptionError.self) {
            try CommandLineParser.parse(["fly"], environment: { _ in nil })
        }
        #expect(
            error?.message == "\"fly\" is not a command: write vellum serve, or "
                + Commands.all.map { "vellum \($0.name)" }.joined(separator: ", "))
    }
}
