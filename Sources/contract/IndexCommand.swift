internal import ContractDiff
internal import ContractGenerator

/// Writes the file that lists all contracts.
struct IndexCommand: Subcommand {
    static let name = "index"
    static let summary = "write the Swift file that lists all contracts"
    static let usage = """
        USAGE: contract index --list FILE --output DIRECTORY CONTRACT...

        Writes \(IndexFile.name), which lists the contracts that are named. The build runs this.

        --list FILE          names the contracts, one a line; they must be those of the command line
        --output DIRECTORY   where the file goes
        """

    private let contracts: [String]
    private let list: String
    private let output: String

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var output: String?
        var list: String?
        contracts = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--output": output = try value()
            case "--list": list = try value()
            default: return false
            }
            return true
        }
        guard let output, let list else { throw UsageError(message: "index needs --list FILE and --output DIRECTORY") }
        self.output = output
        self.list = list
    }

    func run() throws -> ExitCode {
        let source = String(decoding: try FileAccess.read(list), as: UTF8.self)
        if let problem = ContractList.problem(in: source) {
            Terminal.error("\(list):\(problem.line):1: error: \(problem.message)")
            return .problems
        }
        let names = source.split(separator: "\n")
            .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        guard names == contracts else {
            // The build system plans once: it sees that the list has changed, and not what that means.
            let way = "run `touch Package.swift`, build again"
            Terminal.error("\(list):1:1: error: the list of contracts has changed: \(way)")
            return .problems
        }
        let text = IndexFile(files: contracts).text
        try FileAccess.writeIfChanged(Array(text.utf8), to: "\(output)/\(IndexFile.name)")
        return .success
    }
}
