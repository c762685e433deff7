internal import HTTPServer
internal import JOSE
internal import SessionCore

/// What `vellum serve` can be told, by the command line, the environment, or the file of `--env-file`.
struct ServeOptions: Sendable, Equatable {
    /// Addresses to listen on, without brackets; at least one.
    var hosts = ["127.0.0.1"]
    var port: UInt16 = 3000
    /// A Unix socket instead of addresses and a port.
    var socket: String?
    /// Event loops; nil for one per core.
    var loops: Int?
    /// Nil: a redis-server of our own, in the data directory.
    var redisURL: String?
    var dataDirectory = ".vellum"
    var logLevel = Log.Level.info
    var openTokens = false
    var openTokensAnywhere = false
    /// Attempts a minute at register, login, issueToken and changePassword, per address and per account, each by itself,
    /// and wrong introspection secrets per address; 0 is off.
    var authAttemptsPerMinute = 5
    /// Writes a minute to public sessions, per address; 0 is off.
    var publicWritesPerMinute = 1200
    /// Public sessions at a time.
    var maxPublicSessions = 10_000
    /// Whether sessions without an owner are served at all.
    var publicSessions = true
    /// Entries that the audit stream keeps; 0 is off.
    var auditEntries = 100_000
    var bcryptCost = 12
    /// Seconds.
    var accessTokenSeconds = 900
    /// Seconds.
    var refreshTokenSeconds = 604_800
    var sessionsPerUser = 100
    /// Viewers of one session at a time.
    var viewersPerSession = CoreConfiguration().viewersPerSession
    /// Open streams of one IPv4 address or IPv6 /64; 0 is off.
    var streamsPerAddress = CoreConfiguration().streamsPerAddress
    /// Frames of one session a second.
    var framesPerSecond = Int(CoreConfiguration().framesPerSecond)
    /// `iss` and `aud` of tokens; the latter nil for none.
    var tokenIssuer = CoreConfiguration().issuer
    var tokenAudience: String?
    /// What becomes of requests with a token while a logout made elsewhere may be missed.
    var revocationMode = CoreConfiguration.RevocationMode.available
    /// What new keys sign with.
    var keyAlgorithm = SignatureAlgorithm.rs256
    /// The age at which a key gets a successor; 0 is never.
    var keyRotationDays = 90
    /// Private keys are sealed under it in Redis; nil to keep them in the open.
    var keySecret: String?
    /// Sign-ins of one user, tokens of issueToken among them.
    var signInsPerUser = 100
    /// How the server is reached from outside, without a slash at its end; nil: by the address it listens on.
    var publicURL: String?
    /// Nil: nobody may introspect by HTTP Basic.
    var introspectionSecret: String?
    /// Nil: the standard output.
    var accessLogFile: String?
    /// Limits and deadlines of the HTTP engine.
    var engine = {
        var engine = HTTPServerConfiguration()
        engine.accessLog = .text
        return engine
    }()
}

/// A value that cannot be used, in one sentence that says what to write.
struct OptionError: Error {
    let message: String
}

/// One option: its name on the command line, in the environment, in the help, and what it sets.
struct Option: Sendable {
    let name: String
    /// Shown in the help; nil for a switch.
    let placeholder: String?
    let help: String
    let environment: String
    /// Never repeated in a message, and refused on a command line, which every user of the machine can read.
    let isSecret: Bool
    let set: @Sendable (inout ServeOptions, String) throws(OptionError) -> Void

    init(
        _ name: String, _ placeholder: String?, environment: String? = nil, isSecret: Bool = false, _ help: String,
        set: @escaping @Sendable (inout ServeOptions, String) throws(OptionError) -> Void
    ) {
        self.name = name
        self.placeholder = placeholder
        self.help = help
        self.isSecret = isSecret
        self.environment = environment ?? "VELLUM_" + name.dropFirst(2).uppercased().replacing("-", with: "_")
        self.set = set
    }
}

extension Option {
    static let all: [Option] = listening + service + streams + accounts + tokens + accessLog + engine

    private static let service: [Option] = [
        Option(
            "--redis-url", "URL", environment: "REDIS_URL",
            "redis://[user:password@]host:port[/db] (none: a private redis-server in the data directory)"
        ) { (options, value) throws(OptionError) in
            options.redisURL = value.isEmpty ? nil : value
        },
        Option("--data-dir", "FOLDER", "where the private redis-server keeps its data (.vellum)") {
            (options, value) throws(OptionError) in
            guard !value.isEmpty else { throw OptionError(message: "write a folder, such as .vellum") }
            options.dataDirectory = value
        },
        Option("--log-level", "LEVEL", environment: "LOG_LEVEL", "debug, info, notice, warning or error (info)") {
            (options, value) throws(OptionError) in
            guard let level = Log.Level(rawValue: value) else {
                throw OptionError(message: "write debug, info, notice, warning or error")
            }
            options.logLevel = level
        },
        Option("--open-tokens", nil, "issue tokens to any user ID without an account: for demonstrations only") {
            (options, value) throws(OptionError) in
            options.openTokens = try flag(value)
        },
        Option("--open-tokens-anywhere", nil, "allow --open-tokens on an address that is not loopback") {
            (options, value) throws(OptionError) in
            options.openTokensAnywhere = try flag(value)
        },
        Option(
            "--auth-attempts-per-minute", "NUMBER",
            "register, login, issueToken, changePassword, wrong introspection secrets, each; 0 is off (5)"
        ) { (options, value) throws(OptionError) in
            options.authAttemptsPerMinute = try number(value, in: 0...1_000_000)
        },
        Option(
            "--public-writes-per-minute", "NUMBER",
            "writes to public sessions per address; 0 is off (1200)"
        ) { (options, value) throws(OptionError) in
            options.publicWritesPerMinute = try number(value, in: 0...1_000_000)
        },
        Option("--max-public-sessions", "NUMBER", "public sessions at a time; one more is refused (10000)") {
            (options, value) throws(OptionError) in
            options.maxPublicSessions = try number(value, in: 1...10_000_000)
        },
        Option("--no-public-sessions", nil, "do not serve sessions without an owner: their paths answer 404") {
            (options, value) throws(OptionError) in
            options.publicSessions = try !flag(value)
        },
        Option("--audit-entries", "NUMBER", "entries that the audit stream in Redis keeps; 0 is off (100000)") {
            (options, value) throws(OptionError) in
            options.auditEntries = try number(value, in: 0...10_000_000)
        },
        Option("--bcrypt-cost", "NUMBER", "the cost of a password hash, 4 to 16 (12)") {
            (options, value) throws(OptionError) in
            options.bcryptCost = try number(value, in: 4...16)
        },
        Option("--access-token-seconds", "NUMBER", "the life of an access token (900)") {
            (options, value) throws(OptionError) in
            options.accessTokenSeconds = try number(value, in: 1...86_400)
        },
        Option("--refresh-token-seconds", "NUMBER", "the life of a refresh token (604800)") {
            (options, value) throws(OptionError) in
            options.refreshTokenSeconds = try number(value, in: 1...31_536_000)
        },
        Option("--sessions-per-user", "NUMBER", "sessions that one user may have (100)") {
            (options, value) throws(OptionError) in
            options.sessionsPerUser = try number(value, in: 1...100_000)
        },
    ]

    static func number(_ text: String, in range: ClosedRange<Int>) throws(OptionError) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw OptionError(message: "write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    private static func flag(_ text: String) throws(OptionError) -> Bool {
        switch text {
        case "1", "true", "yes": return true
        case "", "0", "false", "no": return false
        default: throw OptionError(message: "write true or false")
        }
    }
}
