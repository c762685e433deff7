internal import ContractGenerator

/// Writes the Swift files of contracts.
struct GenerateCommand: Subcommand {
    static let name = "generate"
    static let summary = "write the Swift files of each contract; a file whose text is unchanged is left alone"
    static let usage = """
        USAGE: contract generate --output DIRECTORY [--root DIRECTORY] CONTRACT...

        Writes the Swift files of each contract. A file whose text is unchanged is left alone, so that nothing that
        depends on it is compiled again. The build runs this.

        --output DIRECTORY   where generated files go
        --root DIRECTORY     contracts are named relative to this folder in messages (default: the working directory)
        """

    private let contracts: ContractFiles
    private let output: String

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var output: String?
        var root = ""
        let paths = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--output": output = try value()
            case "--root": root = try value()
            default: return false
            }
            return true
        }
        guard let output else { throw UsageError(message: "generate needs --output DIRECTORY") }
        self.output = output
        contracts = try ContractFiles(paths, root: root)
    }

    func run() throws -> ExitCode {
        try contracts.forEach { contract, source in
            for file in try ContractGenerator(contract).files(source: source) {
                try FileAccess.writeIfChanged(Array(file.text.utf8), to: "\(output)/\(file.name)")
            }
        }
        return .success
    }
}
