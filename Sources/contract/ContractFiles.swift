internal import ContractGenerator
internal import OpenAPI

/// The contracts that were named on the command line.
struct ContractFiles {
    let paths: [String]
    /// The folder that messages name contracts from, so that an editor finds them from the package.
    let root: String

    init(_ paths: [String], root: String) throws(UsageError) {
        guard !paths.isEmpty else { throw UsageError(message: "name at least one contract") }
        self.paths = paths
        self.root = root
    }

    func name(_ path: String) -> String {
        let prefix = root.isEmpty || root.hasSuffix("/") ? root : root + "/"
        return !prefix.isEmpty && path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
    }

    /// The path that a contract was read from.
    func path(of contract: Contract) -> String { paths.first { name($0) == contract.file } ?? contract.file }

    /// Runs a step with each contract; problems are collected, so that one run tells them all.
    func readEach(_ step: (Contract, [UInt8]) throws -> Void) throws {
        var problems: [Diagnostic] = []
        for path in paths {
            do {
                let bytes = try FileAccess.read(path)
                try step(try ContractGenerator.contract(parsing: bytes, file: name(path)), bytes)
            } catch let found as ContractProblems {
                problems += found.diagnostics
            }
        }
        if !problems.isEmpty { throw ContractProblems(diagnostics: problems) }
    }
}
