internal import ContractGenerator
internal import OpenAPI

/// Writes the Swift files of contracts.
struct GenerateCommand: Subcommand {
    static let name = "generate"
    static let summary = "write the Swift files of each contract; a file whose text is unchanged is left alone"
    static let usage = """
        USAGE: contract generate --output DIRECTORY [--root DIRECTORY] CONTRACT...
               contract generate --handlers [--sources DIRECTORY] [--root DIRECTORY] CONTRACT...

        Writes the Swift files of each contract. A file whose text is unchanged is left alone, so that nothing that
        depends on it is compiled again. The build runs this.

        With --handlers, nothing is written: skeletons of the handlers that are missing are printed, to be pasted.

        --output DIRECTORY   where generated files go
        --handlers           print a skeleton of each handler that is missing
        --sources DIRECTORY  where handlers are looked for (default: Sources/Handlers)
        --root DIRECTORY     contracts are named relative to this folder in messages (default: the working directory)
        """

    private let contracts: ContractFiles
    /// Nil when skeletons are wanted instead.
    private let output: String?
    private let sources: String

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var output: String?
        var root = ""
        var printsHandlers = false
        var sources: String?
        let paths = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--output": output = try value()
            case "--root": root = try value()
            case "--handlers": printsHandlers = true
            case "--sources": sources = try value()
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
        contracts = try ContractFiles(paths, root: root)
    }

    func run() throws -> ExitCode {
        guard let output else { return try printHandlers() }
        try contracts.forEach { contract, source in
            for file in try ContractGenerator(contract).files(source: source) {
                try FileAccess.writeIfChanged(Array(file.text.utf8), to: "\(output)/\(file.name)")
            }
        }
        return .success
    }

    private func printHandlers() throws -> ExitCode {
        let texts = try SwiftFiles.texts(under: sources)
        var isFirst = true
        try contracts.forEach { contract, _ in
            _ = try ContractGenerator(contract)
            if let text = HandlerSkeletons(contract).text(missingFrom: texts) {
                print(isFirst ? text : "\n" + text, terminator: "")
                isFirst = false
            } else {
                Terminal.error("\(contract.file): every operation has its handler in \(sources)")
            }
        }
        return .success
    }
}
