internal import Glibc
internal import SessionCore

/// `vellum user`: accounts, by whoever may use the server's Redis.
struct UserCommand: Command {
    static let name = "user"

    static let lines = [
        UsageLine(
            synopsis: "user add ID --email ADDRESS [--password-stdin]", summary: "makes an account",
            details: """
                The password is asked for at the terminal, or read as the first line of the standard input:
                  vellum user add alice --email alice@example.com --password-stdin < password
                It is never taken from the command line, where every user of the machine could read it.

                \(options(["--bcrypt-cost"], of: [("--email ADDRESS", "of no other account"), ("--password-stdin", "read the password from the standard input")]))

                Exit status: 3 when the ID or the address is taken, 64 when one of them or the password is not allowed.
                """),
        UsageLine(
            synopsis: "user list [--json]", summary: "lists the accounts",
            details: """
                A line for each, in no order: user, state, e-mail, created, last login (when there was one), sessions and
                sign-ins that have not expired. Accounts that come or go meanwhile may be missing or come twice.

                \(options(of: [("--json", "an object a line instead of logfmt")]))
                """),
        UsageLine(
            synopsis: "user disable ID...", summary: "refuses users, and ends their tokens, sessions and open streams",
            details: change("A disabled user is answered as if the password were wrong.")),
        UsageLine(
            synopsis: "user enable ID...", summary: "lets disabled users sign in again",
            details: change("What ended stays ended.")),
        UsageLine(
            synopsis: "user delete ID... [--yes]", summary: "deletes accounts with all that belongs to them",
            details: change(
                "The ID and the e-mail address may be registered anew at once; no old token is good for the new account.",
                of: [("--yes", "do not ask")])),
        UsageLine(
            synopsis: "user sign-out ID...", summary: "ends every token and sign-in of users; sessions stay",
            details: change("The users may sign in again.")),
    ]

    private static func change(_ text: String, of own: [(String, String)] = []) -> String {
        """
        \(text)
        Running servers follow by themselves, at once. May be repeated. Write -- before IDs that begin with a dash.

        \(options(of: own))

        Exit status: 2 when one of the users has no account.
        """
    }

    private static func options(_ shared: [String] = [], of own: [(String, String)] = []) -> String {
        CommandWords.help(own: own, shared: shared + CommandWords.storeOptions)
    }

    static func run(_ words: ArraySlice<String>, environment: @escaping Environment) async throws {
        var rest = words
        switch rest.popFirst() {
        case "add": try await UserAdding.run(rest, environment)
        case "list": try await UserListing.run(rest, environment)
        case let word? where !word.hasPrefix("-"):
            guard let change = UserChange(rawValue: word) else {
                throw OptionError(
                    message: "\"vellum user \(word)\" is not a command: write add, list, disable, enable, delete or "
                        + "sign-out after vellum user")
            }
            try await change.run(rest, environment)
        default:
            throw OptionError(
                message: "say what to do: vellum user add, list, disable, enable, delete or sign-out; "
                    + "vellum user --help tells of each")
        }
    }

    // MARK: What its parts share

    static func userID(_ text: String) throws(OptionError) -> UserID {
        guard let user = UserID(validating: text) else {
            throw OptionError(
                message: "\(Log.quoted(text)) is no user ID: write 1 to 128 of A-Z a-z 0-9 . _ ~ -, not . or .. and "
                    + "not ending in .svg")
        }
        return user
    }

    /// Does something that the audit tells of. What is told goes to the standard error as the server's log does.
    static func administer(
        _ command: String, _ options: ServeOptions, mayMake: Bool = false,
        _ work: (Administration) async throws -> Void
    ) async throws {
        try await AdminStore.with(options, mayMake: mayMake) { store in
            var configuration = CoreConfiguration()
            configuration.bcryptCost = options.bcryptCost
            configuration.auditEntries = options.auditEntries
            let administration = try Administration(
                configuration, redis: store.redis, loop: store.loop, log: Log(level: max(.notice, options.logLevel)),
                agent: "vellum user \(command), uid \(getuid())")
            do {
                try await work(administration)
            } catch {
                _ = await administration.finish()
                throw error
            }
            if await !administration.finish() {
                StandardOutput.note("it is done, but the audit stream in Redis did not take it: keep the line above")
            }
        }
    }
}
