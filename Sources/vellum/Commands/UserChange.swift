internal import Glibc
internal import SessionCore

/// `vellum user disable`, `enable`, `delete` and `sign-out`.
enum UserChange: String, Sendable {
    case disable, enable, delete
    case signOut = "sign-out"

    func run(_ words: ArraySlice<String>, _ environment: Environment) async throws {
        let command = "user \(rawValue)"
        let words = try CommandWords(
            words, of: command, own: self == .delete ? [CommandWords.OwnOption(name: "--yes")] : [],
            environment: environment)
        guard !words.operands.isEmpty else { throw OptionError(message: "say which user: vellum \(command) ID") }
        let users = try words.operands.map { text throws(OptionError) in try UserCommand.userID(text) }
        var options = try words.serveOptions()
        // No password is looked at: the one that is hashed at the start need not be dear.
        options.bcryptCost = 4
        if self == .delete && !words.has("--yes") { try await confirm(users) }
        try await UserCommand.administer(rawValue, options) { administration in
            var missing: [UserID] = []
            for user in users {
                try Task.checkCancellation()
                if let told = try await attempt(user, administration) {
                    try StandardOutput.print("\(user) \(told)")
                } else {
                    missing.append(user)
                }
            }
            guard missing.isEmpty else {
                let names = missing.map(\.text).joined(separator: ", ")
                throw CommandFailure(
                    .notFound, "there is no account \(names): vellum user list tells which there are")
            }
        }
    }

    /// Nil when there is no such user.
    private func attempt(_ user: UserID, _ administration: Administration) async throws -> String? {
        do {
            return try await apply(to: user, administration)
        } catch CoreError.accountNotFound {
            return nil
        }
    }

    private func apply(to user: UserID, _ administration: Administration) async throws(CoreError) -> String {
        switch self {
        case .disable: return "is disabled: \(UserChange.text(try await administration.disable(user))) ended"
        case .enable:
            try await administration.enable(user)
            return "is enabled"
        case .delete: return "is deleted: \(UserChange.text(try await administration.delete(user))) ended"
        case .signOut:
            return "is signed out: \(UserChange.count(try await administration.signOut(user), "sign-in")) ended"
        }
    }

    private static func text(_ ended: AccountLife.Ended) -> String {
        "\(count(ended.signIns, "sign-in")) and \(count(ended.sessions, "session"))"
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)\(number == 1 ? "" : "s")"
    }

    /// Asks at the terminal, before anything is opened.
    private func confirm(_ users: [UserID]) async throws {
        guard isatty(STDIN_FILENO) == 1 else {
            throw OptionError(
                message: "vellum user delete asks before it deletes, and there is no terminal to ask at: add --yes if "
                    + "you are sure")
        }
        let names = users.map(\.text).joined(separator: ", ")
        let answer = try await Terminal.ask("Delete \(names) with all sessions and sign-ins? Type yes: ")
        guard answer == "yes" else { throw CommandFailure(.failed, "nothing was deleted") }
    }
}
