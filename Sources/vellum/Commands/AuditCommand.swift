internal import EventLoop
internal import Redis
internal import SessionCore

/// `vellum audit`: what happened to accounts and tokens, from the stream in Redis.
struct AuditCommand: Command {
    static let name = "audit"

    /// Events that `--follow` begins with when nothing says how many.
    private static let tail = 10
    /// Events that `--limit` may ask for: so many are held in memory.
    private static let largestLimit = 1_000_000

    static let lines = [
        UsageLine(
            synopsis: "audit [--user ID] [--since TIME] [--limit NUMBER] [--follow] [--json]",
            summary: "prints the audit events, oldest first",
            details: """
                A line for each event: time, event, user, action, address, agent and request, as in the log. What clients sent
                is escaped: it cannot end a line or reach the terminal.

                \(CommandWords.help(own: [
                    ("--user ID", "events of this user only"),
                    ("--since TIME", "from then on: 15m, 24h, 7d ago, or a time such as 2026-11-25T08:00:00Z"),
                    ("--limit NUMBER", "the newest so many of them, 1 to \(largestLimit)"),
                    ("--follow", "go on until SIGINT, also when Redis or the server goes and comes again; begins with the "
                        + "last \(tail) events unless --since or --limit says otherwise"),
                    ("--json", "an object a line instead of logfmt"),
                ]))
                """)
    ]

    static func run(_ words: ArraySlice<String>, environment: @escaping Environment) async throws {
        let words = try CommandWords(
            words, of: name,
            own: [
                CommandWords.OwnOption(name: "--user", placeholder: "ID"),
                CommandWords.OwnOption(name: "--since", placeholder: "TIME"),
                CommandWords.OwnOption(name: "--limit", placeholder: "NUMBER"),
                CommandWords.OwnOption(name: "--follow"), CommandWords.OwnOption(name: "--json"),
            ], environment: environment)
        if let operand = words.operands.first {
            throw OptionError(message: "\(Log.quoted(operand)) is too much: for one user, write --user ID")
        }
        let request = try AuditRequest(words, now: Clock.system.now())
        let (endpoint, cursor) = try await AdminStore.with(try words.serveOptions()) { store in
            if request.follows && store.isAlone {
                StandardOutput.note("no server uses this data directory now: events are shown as soon as one does")
            }
            return (store.redis.endpoint, try await request.printKnown(AuditReader(redis: store.redis)))
        }
        if request.follows { try await AuditFollowing(request: request).run(endpoint, from: cursor) }
    }

    /// What was asked for.
    struct AuditRequest: Sendable {
        let user: UserID?
        /// Milliseconds since 1970.
        let since: Int64
        /// Nil for all.
        let limit: Int?
        let follows: Bool
        let isJSON: Bool

        init(_ words: CommandWords, now: Int64) throws(OptionError) {
            user = try words["--user"].map { text throws(OptionError) in try UserCommand.userID(text) }
            since = try words["--since"].map { text throws(OptionError) in try PastTime.read(text, now: now) } ?? 0
            follows = words.has("--follow")
            isJSON = words.has("--json")
            let count = try words["--limit"].map { text throws(OptionError) in
                do throws(OptionError) { return try Option.number(text, in: 1...largestLimit) } catch {
                    throw OptionError(message: "--limit \(Log.quoted(text)) cannot be used: \(error.message)")
                }
            }
            limit = count ?? (follows && words["--since"] == nil ? tail : nil)
        }

        /// Prints what is there.
        ///
        /// - Returns: the ID of the last entry there was, printed or not.
        func printKnown(_ reader: AuditReader) async throws -> String {
            let newest = try await reader.newest()
            guard newest != "0-0" else { return newest }
            if let limit {
                let entries = try await reader.last(limit, since: since, upTo: newest, where: isWanted)
                for entry in entries { try show(entry) }
            } else {
                try await reader.read(since: since, upTo: newest) { entry in
                    try Task.checkCancellation()
                    try show(entry)
                }
            }
            return newest
        }

        func show(_ entry: AuditEntry) throws {
            if isWanted(entry) { try StandardOutput.print(isJSON ? entry.json : entry.line) }
        }

        private func isWanted(_ entry: AuditEntry) -> Bool { user.map { entry["user"] == $0.text } ?? true }
    }
}
