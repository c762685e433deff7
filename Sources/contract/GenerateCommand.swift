internal import ContractDiff
internal import ContractGenerator
internal import OpenAPI

/// Writes the Swift files of contracts.
struct GenerateCommand: Subcommand {
    static let name = "generate"
    static let summary = "write the Swift files of each contract; a file whose text is unchanged is left alone"
    static let usage = """
        USAGE: contract generate --output DIRECTORY [--root DIRECTORY] [--gate] [--locked] CONTRACT...
               contract generate --handlers [--sources DIRECTORY] [--root DIRECTORY] CONTRACT...

        Writes the Swift files of each contract. A file whose text is unchanged is left alone, so that nothing that
        depends on it is compiled again. The build runs this.

        With --handlers, nothing is written: skeletons of the handlers that are missing are printed, to be pasted.

        --output DIRECTORY   where generated files go
        --handlers           print a skeleton of each handler that is missing
        --sources DIRECTORY  where handlers are looked for (default: Sources/Handlers)
        --root DIRECTORY     contracts are named relative to this folder in messages (default: the working directory)
        --gate               write nothing when a contract breaks clients of its lock: see contract gate --help
        --locked             with --gate: a contract without a lock is an error
        """

    private let contracts: ContractFiles
    /// Nil when skeletons are wanted instead.
    private let output: String?
    /// Where handlers are looked for.
    private let sources: String
    private let isGated: Bool
    private let needsLock: Bool

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var output: String?
        var root = ""
        var printsHandlers = false
        var sources: String?
        var isGated = false
        var needsLock = false
        let paths = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--output": output = try value()
            case "--root": root = try value()
            case "--handlers": printsHandlers = true
            case "--sources": sources = try value()
            case "--gate": isGated = true
            case "--locked": needsLock = true
            default: return false
            }
            return true
        }
        if printsHandlers == (output != nil) {
            throw UsageError(message: "generate needs --output DIRECTORY, or --handlers and no --output")
        }
        if sources != nil, !printsHandlers { throw UsageError(message: "--sources belongs to --handlers") }
        self.output = output
        self.sources = sources ?? "Sources/Handlers"
        self.isGated = isGated
        self.needsLock = needsLock
        contracts = try ContractFiles(paths, root: root)
    }

    func run() throws -> ExitCode {
        guard let output else { return try MissingHandlers(sources: sources).print(contracts) }
        var isPassed = true
        try contracts.readEach { contract, source in
            guard try passes(contract) else {
                isPassed = false
                return
            }
            for file in try ContractGenerator(contract).files(source: source) {
                try FileAccess.writeIfChanged(Array(file.text.utf8), to: "\(output)/\(file.name)")
            }
        }
        return isPassed ? .success : .problems
    }

    private func passes(_ contract: Contract) throws -> Bool {
        guard isGated, let gate = try LockFile(of: contract, among: contracts).gate(contract, needsLock: needsLock)
        else { return true }
        for line in gate.notes + gate.errors { Terminal.error(line) }
        return gate.isPassed
    }
}
