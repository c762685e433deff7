/// Something that `vellum` does once and then ends, beside `serve`: one type each in this folder.
///
/// To add one, conform a type and name it in `Commands.all`: parser, overview and `--help` follow.
protocol Command: Sendable {
    /// The word behind `vellum`.
    static var name: String { get }
    /// Each way to write it, in the order of the help.
    static var lines: [UsageLine] { get }

    /// - Parameters:
    ///   - words: behind the name.
    ///   - environment: asked by name.
    /// - Throws: `OptionError` for words that it does not take, `CommandFailure` for what did not work.
    static func run(_ words: ArraySlice<String>, environment: @escaping Environment) async throws
}

/// Environment variables by name.
typealias Environment = @Sendable (String) -> String?

/// One way to write a command.
struct UsageLine: Sendable {
    /// Behind `vellum`, such as `user delete ID [--yes]`.
    let synopsis: String
    /// One line that begins with a verb.
    let summary: String
    /// What `--help` tells of it besides; may have many lines, or none.
    var details = ""
}

/// What a command could not do.
struct CommandFailure: Error {
    let status: ExitStatus
    /// One sentence that says what to do.
    let message: String

    init(_ status: ExitStatus = .failed, _ message: String) {
        self.status = status
        self.message = message
    }
}

/// What scripts may ask about.
enum ExitStatus: Int32 {
    case done = 0
    /// Redis is away, say. What was begun may be repeated.
    case failed = 1
    /// There is no such user, key or other thing.
    case notFound = 2
    /// A name or an e-mail address belongs to somebody else.
    case taken = 3
    /// EX_USAGE of sysexits.h: the words are not what the command takes.
    case usage = 64
    /// Ended by a signal before it was done, as shells count SIGINT.
    case interrupted = 130
    /// Whoever read the output went away, as shells count SIGPIPE.
    case outputClosed = 141
}

/// Every command but `serve`.
enum Commands {
    static let all: [any Command.Type] = [
        UserCommand.self, KeysCommand.self, AuditCommand.self, ContractCommand.self,
    ]
}
