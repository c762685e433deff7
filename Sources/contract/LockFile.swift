internal import ContractDiff
internal import OpenAPI

/// The lock beside a contract.
struct LockFile {
    let path: String
    /// As messages write it.
    let name: String

    init(of contract: Contract, among files: ContractFiles) {
        path = ContractLock.path(of: files.path(of: contract))
        name = ContractLock.path(of: contract.file)
    }

    /// Nil when the contract has no lock and needs none.
    ///
    /// - Throws: when a lock that must be there is not, or is no contract.
    func gate(_ contract: Contract, needsLock: Bool) throws -> Gate? {
        guard FileAccess.exists(path) else {
            guard needsLock else { return nil }
            throw ContractProblems(diagnostics: [
                Diagnostic(
                    file: contract.file, mark: contract.versionMark, pointer: "/info/version",
                    message:
                        "this contract is locked, but \(name) is not there: restore it with `git checkout -- \(name)`; "
                        + "a contract that was never published has no \"\(ContractList.locked)\" in contracts.list")
            ])
        }
        return Gate(from: try read(), to: contract)
    }

    func read() throws -> Contract {
        do {
            return try Contract(parsing: FileAccess.read(path), file: name)
        } catch let problems as ContractProblems {
            throw ContractProblems(
                diagnostics: problems.diagnostics.map { problem in
                    Diagnostic(
                        file: problem.file, mark: problem.mark, pointer: problem.pointer,
                        message: problem.message + "; a lock is a copy of what was published: restore it with "
                            + "`git checkout -- \(name)`")
                })
        }
    }
}
