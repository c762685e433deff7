internal import JSON
internal import SessionCore

/// `vellum user list`.
enum UserListing {
    static func run(_ words: ArraySlice<String>, _ environment: Environment) async throws {
        let words = try CommandWords(
            words, of: "user list", own: [CommandWords.OwnOption(name: "--json")], environment: environment)
        guard words.operands.isEmpty else { throw OptionError(message: "vellum user list takes no user: it lists all") }
        let isJSON = words.has("--json")
        var broken: [UserID] = []
        try await AdminStore.with(try words.serveOptions()) { store in
            let list = AccountList(redis: store.redis)
            var seen = RecentNames()
            var cursor: String?
            repeat {
                try Task.checkCancellation()
                let page = try await list.page(after: cursor)
                for row in page.rows where seen.insert(row.account.userID.text) {
                    try StandardOutput.print(isJSON ? json(row) : line(row))
                }
                broken += page.broken
                cursor = page.next
            } while cursor != nil
        }
        guard broken.isEmpty else {
            let names = broken.prefix(10).map(\.text).joined(separator: ", ")
            throw CommandFailure(
                .failed,
                "the records of \(broken.count) accounts cannot be read, among them \(names): restore them, or "
                    + "delete the accounts")
        }
    }

    private static func line(_ row: AccountList.Row) -> String {
        fields(row).map { name, value in "\(name)=\(Log.quoted(value))" }.joined(separator: " ")
            + " sessions=\(row.sessions) sign_ins=\(row.signIns)"
    }

    private static func json(_ row: AccountList.Row) -> String {
        var object = JSONObject()
        for (name, value) in fields(row) { object[name] = .string(value) }
        object["sessions"] = .integer(Int64(row.sessions))
        object["sign_ins"] = .integer(Int64(row.signIns))
        return TerminalSafe.json(String(decoding: JSONValue.object(object).encoded, as: UTF8.self))
    }

    private static func fields(_ row: AccountList.Row) -> [(String, String)] {
        let account = row.account
        return [
            ("user_id", account.userID.text), ("state", account.state.rawValue), ("email", account.email),
            ("created_at", Timestamp.text(account.createdAt)),
        ] + (account.lastLoginAt.map { [("last_login_at", Timestamp.text($0))] } ?? [])
    }
}

/// The names seen lately, so that SCAN, which may tell a key twice, does not make a line twice. Bounded: two generations.
struct RecentNames {
    /// Names in a generation.
    private static let generation = 32_768
    private var young: Set<String> = []
    private var old: Set<String> = []

    /// False when the name has been seen.
    mutating func insert(_ name: String) -> Bool {
        guard !old.contains(name), young.insert(name).inserted else { return false }
        if young.count >= RecentNames.generation {
            old = young
            young = []
        }
        return true
    }
}
