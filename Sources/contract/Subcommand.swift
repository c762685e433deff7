/// One thing that `contract` does, in a file of its own.
protocol Subcommand {
    static var name: String { get }
    /// A line for the overview.
    static var summary: String { get }
    /// What `--help` prints.
    static var usage: String { get }

    /// - Throws: `UsageError` when the words after the command's name are not what it takes.
    init(_ arguments: inout ArgumentReader) throws(UsageError)
    func run() throws -> ExitCode
}

/// What a script may ask about.
enum ExitCode: Int32 {
    case success = 0
    /// A contract has problems, or an answer is no.
    case problems = 1
    /// EX_USAGE of sysexits.h.
    case usage = 64
}

struct UsageError: Error {
    let message: String
}
