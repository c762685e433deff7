internal import Glibc
internal import JOSE
internal import JSON
internal import SessionCore

/// `vellum keys`: the keys that sign and verify tokens.
struct KeysCommand: Command {
    static let name = "keys"

    static let lines = [
        UsageLine(
            synopsis: "keys list [--json]", summary: "lists the keys that sign and verify tokens",
            details: """
                A line for each: kid, algorithm, role (signs, next, verifies), when it was made and begins to sign, and until
                when it verifies, where another is to take its place.

                \(options(of: [("--json", "an object a line instead of logfmt")]))
                """),
        UsageLine(
            synopsis: "keys rotate [--at-once] [--algorithm NAME]", summary: "makes a key that signs from now on",
            details: """
                It is published for six minutes before it signs, so that verifiers have it by then. What the key before it
                signed stays good until it expires.

                \(options(of: [("--at-once", "sign with it now: others may refuse tokens until they fetch the keys again"), ("--algorithm NAME", "RS256, ES256 or EdDSA (that of the key that signs)")]))
                """),
        UsageLine(
            synopsis: "keys retire KID", summary: "takes a key back: tokens that it signed are refused from now on",
            details: """
                When it is the key that signs, another is made that signs at once. It cannot be undone.

                \(options())

                Exit status: 2 when there is no such key.
                """),
    ]

    private static func options(of own: [(String, String)] = []) -> String {
        CommandWords.help(own: own)
            + "\n\nRunning servers follow within a second. With sealed keys it needs their VELLUM_KEY_SECRET."
    }

    static func run(_ words: ArraySlice<String>, environment: @escaping Environment) async throws {
        var rest = words
        let word = rest.popFirst()
        switch word {
        case "list": try await list(rest, environment)
        case "rotate": try await rotate(rest, environment)
        case "retire": try await retire(rest, environment)
        default:
            let said = word.map { "\"vellum keys \($0)\" is not a command: " } ?? ""
            throw OptionError(message: "\(said)write list, rotate or retire after vellum keys")
        }
    }

    private static func list(_ words: ArraySlice<String>, _ environment: Environment) async throws {
        let words = try CommandWords(
            words, of: "keys list", own: [CommandWords.OwnOption(name: "--json")], environment: environment)
        guard words.operands.isEmpty else { throw OptionError(message: "vellum keys list takes no key: it lists all") }
        try await administer("list", try words.serveOptions(), isJSON: words.has("--json")) { keys in
            try await keys.list()
        }
    }

    private static func rotate(_ words: ArraySlice<String>, _ environment: Environment) async throws {
        let words = try CommandWords(
            words, of: "keys rotate",
            own: [
                CommandWords.OwnOption(name: "--at-once"),
                CommandWords.OwnOption(name: "--algorithm", placeholder: "NAME"),
            ], environment: environment)
        guard words.operands.isEmpty else {
            throw OptionError(message: "vellum keys rotate takes no key: it makes one")
        }
        let algorithm = try words["--algorithm"].map { name throws(OptionError) in
            guard let algorithm = SignatureAlgorithm(rawValue: name) else {
                throw OptionError(message: "--algorithm: write \(Option.algorithms.joined(separator: " or "))")
            }
            return algorithm
        }
        try await administer("rotate", try words.serveOptions()) { keys in
            try await keys.rotate(algorithm, atOnce: words.has("--at-once"))
        }
    }

    private static func retire(_ words: ArraySlice<String>, _ environment: Environment) async throws {
        let words = try CommandWords(words, of: "keys retire", environment: environment)
        guard words.operands.count == 1, let kid = words.operands.first else {
            throw OptionError(message: "say which key: vellum keys retire KID; vellum keys list tells of each")
        }
        try await administer("retire", try words.serveOptions()) { keys in try await keys.retire(kid) }
    }

    /// Does something to the keys, and prints those that there are then.
    private static func administer(
        _ command: String, _ options: ServeOptions, isJSON: Bool = false,
        _ work: (KeyAdministration) async throws -> [KeyAdministration.Status]
    ) async throws {
        try await AdminStore.with(options) { store in
            let log = Log(level: max(.notice, options.logLevel))
            let audit = AuditTrail(redis: store.redis, loop: store.loop, log: log, capacity: options.auditEntries)
            let keys = KeyAdministration(
                store.redis, secret: options.keySecret, audit: audit, agent: "vellum keys \(command), uid \(getuid())")
            do {
                for key in try await work(keys) { try StandardOutput.print(isJSON ? json(key) : line(key)) }
            } catch let failure as KeyAdministration.Failure {
                throw told(failure)
            }
            await audit.drain()
        }
    }

    private static func told(_ failure: KeyAdministration.Failure) -> any Error {
        switch failure {
        case .core(.corrupt(let detail)): CommandFailure(.failed, "the keys cannot be used: \(detail)")
        case .core(let error): error
        case .noKeys: CommandFailure(.notFound, "there are no keys yet: vellum serve makes the first one")
        case .unknownKey(let known):
            CommandFailure(.notFound, "there is no such key: there are \(known.joined(separator: ", "))")
        case .tooManyKeys(let limit):
            CommandFailure(
                .failed, "there are \(limit) keys, which is the limit: retire one, or wait until one has run out")
        case .notSealed:
            CommandFailure(
                .failed,
                "the keys in Redis are not sealed: unset VELLUM_KEY_SECRET, or start the servers with it first, which "
                    + "seal them")
        case .contended: CommandFailure(.failed, "something else changed the keys again and again: repeat the command")
        }
    }

    // MARK: Lines

    private static func line(_ key: KeyAdministration.Status) -> String {
        fields(key).map { name, value in "\(name)=\(Log.quoted(value))" }.joined(separator: " ")
    }

    private static func json(_ key: KeyAdministration.Status) -> String {
        var object = JSONObject()
        for (name, value) in fields(key) { object[name] = .string(value) }
        return TerminalSafe.json(String(decoding: JSONValue.object(object).encoded, as: UTF8.self))
    }

    private static func fields(_ key: KeyAdministration.Status) -> [(String, String)] {
        func time(_ seconds: Int64) -> String { Timestamp.text(seconds * 1000) }
        return [("kid", key.kid), ("algorithm", key.algorithm.rawValue), ("role", key.role.rawValue)]
            + (key.created > 0 ? [("created_at", time(key.created)), ("signs_from", time(key.signsFrom))] : [])
            + (key.verifiesUntil.map { [("verifies_until", time($0))] } ?? [])
    }
}
