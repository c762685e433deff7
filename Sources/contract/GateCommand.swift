internal import ContractDiff
internal import OpenAPI

/// Refuses a breaking change without a new major number.
struct GateCommand: Subcommand {
    static let name = "gate"
    static let summary = "compare each contract with its lock: a breaking change needs a new major number"
    static let usage = """
        USAGE: contract gate [--root DIRECTORY] [--locked] CONTRACT...

        Compares each contract with its lock, contracts/NAME.lock.yaml, which is the contract as it was published. Exits
        with 1 when a change breaks clients and the major number of info.version did not go up, or when the version went
        down. Names each change, its line, and the two ways out. The build does the same.

        --locked           a contract without a lock is an error; otherwise it is one that was never published
        --root DIRECTORY   contracts are named relative to this folder in messages (default: the working directory)
        """

    private let contracts: ContractFiles
    private let needsLock: Bool

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var root = ""
        var needsLock = false
        let paths = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--root": root = try value()
            case "--locked": needsLock = true
            default: return false
            }
            return true
        }
        self.needsLock = needsLock
        contracts = try ContractFiles(paths.filter { !ContractLock.isLock($0) }, root: root)
    }

    func run() throws -> ExitCode {
        var isPassed = true
        try contracts.readEach { contract, _ in
            let lock = LockFile(of: contract, among: contracts)
            if let gate = try lock.gate(contract, needsLock: needsLock) {
                for note in gate.notes { print(note) }
                for error in gate.errors { Terminal.error(error) }
                if gate.isPassed { print("\(contract.file): may follow \(lock.name): \(gate.diff.summary)") }
                isPassed = isPassed && gate.isPassed
            } else {
                print(
                    "\(contract.file): note: there is no \(lock.name), so nothing is compared; run "
                        + "`swift run contract lock \(contract.file)` when it is published")
            }
        }
        return isPassed ? .success : .problems
    }
}
