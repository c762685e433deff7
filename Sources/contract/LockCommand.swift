internal import ContractDiff
internal import OpenAPI

/// Keeps a contract as the one that is published, for the gate to compare with.
struct LockCommand: Subcommand {
    static let name = "lock"
    static let summary = "keep each contract as the published one, which the gate compares with"
    static let usage = """
        USAGE: contract lock [--root DIRECTORY] CONTRACT...

        Copies each contract to its lock, contracts/NAME.lock.yaml, and marks it as locked in contracts/contracts.list.
        Commit both. Exits with 1 and writes nothing when the contract breaks clients of the lock that is there and the
        major number of info.version did not go up.

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
        contracts = try ContractFiles(paths.filter { !ContractLock.isLock($0) }, root: root)
    }

    func run() throws -> ExitCode {
        var isLocked = true
        try contracts.readEach { contract, bytes in
            isLocked = try lock(contract, bytes) && isLocked
        }
        return isLocked ? .success : .problems
    }

    private func lock(_ contract: Contract, _ bytes: [UInt8]) throws -> Bool {
        let lock = LockFile(of: contract, among: contracts)
        let isFirst = !FileAccess.exists(lock.path)
        // A contract follows itself, so that a first lock has a version that the next can be compared with.
        let gate = Gate(from: isFirst ? contract : try lock.read(), to: contract)
        for note in gate.notes { print(note) }
        guard gate.isPassed else {
            for error in gate.errors { Terminal.error(error) }
            Terminal.error("\(lock.name) is left as it was")
            return false
        }
        if !isFirst, try FileAccess.read(lock.path) == bytes {
            print("\(lock.name): is \(contract.file) already, version \(contract.version)")
        } else {
            try FileAccess.replace(lock.path, with: bytes)
            print(
                isFirst
                    ? "\(lock.name): written, version \(contract.version)"
                    : "\(lock.name): was version \(gate.diff.old.version) and is \(contract.version): \(gate.diff.summary)"
            )
            if !gate.diff.changes.isEmpty, gate.diff.old.version == contract.version {
                print("\(contract.file): note: the contract changed and its version did not")
            }
        }
        try markInList(contract)
        return true
    }

    /// From now on the build asks for the lock.
    private func markInList(_ contract: Contract) throws {
        let path = contracts.path(of: contract)
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let file = "\(folder)contracts.list"
        guard FileAccess.exists(file) else { return }
        let text = String(decoding: try FileAccess.read(file), as: UTF8.self)
        guard let marked = ContractList.marking(path, in: text) else { return }
        try FileAccess.replace(file, with: Array(marked.utf8))
        print("\(contracts.name(file)): \(contract.file) is marked as locked; run `touch Package.swift` once")
    }
}
