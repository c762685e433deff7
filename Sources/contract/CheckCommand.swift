internal import ContractGenerator
internal import OpenAPI

/// Reads contracts and tells every problem.
struct CheckCommand: Subcommand {
    static let name = "check"
    static let summary = "read each contract and report every problem, with file, line and column"
    static let usage = """
        USAGE: contract check [--root DIRECTORY] CONTRACT...

        Reads each contract as the build does, and reports every problem with file, line and column, what was found
        and what to write. Exits with 1 when there is one.

        --root DIRECTORY   contracts are named relative to this folder in messages (default: the working directory)
        """

    private let contracts: ContractFiles

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var root = ""
        let paths = try arguments.read { (option, value) throws(UsageError) in
            guard option == "--root" else { return false }
            root = try value()
            return true
        }
        contracts = try ContractFiles(paths, root: root)
    }

    func run() throws -> ExitCode {
        try contracts.readEach { contract, _ in
            let counts = "\(contract.operations.count) operations, \(contract.schemas.count) schemas"
            print("\(contract.file): \(counts), no problem")
        }
        return .success
    }
}
