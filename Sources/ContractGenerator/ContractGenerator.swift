package import OpenAPI
internal import YAML

/// A contract as Swift text: a pure function from the contract to a fixed set of files.
package struct ContractGenerator: Sendable {
    package struct File: Sendable {
        package let name: String
        package let text: String
    }

    private let contract: Contract
    private let namespace: String

    /// - Throws: `ContractProblems` where names cannot be told apart in Swift.
    package init(_ contract: Contract) throws(ContractProblems) {
        let namespace = ContractGenerator.namespace(file: contract.file)
        let problems = NameProblems(contract, namespace: namespace).diagnostics
        guard problems.isEmpty else { throw ContractProblems(all: problems) }
        self.contract = contract
        self.namespace = namespace
    }

    /// Reads a contract that Swift can be generated from.
    ///
    /// - Throws: `ContractProblems` with every problem found: of the text, of what it says, and of its names in Swift.
    package static func contract(parsing bytes: [UInt8], file: String) throws(ContractProblems) -> Contract {
        let reading = Contract.read(bytes, file: file)
        let names = reading.contract.map { NameProblems($0, namespace: namespace(file: file)).diagnostics } ?? []
        let problems = reading.problems + names
        guard problems.isEmpty, let contract = reading.contract else { throw ContractProblems(all: problems) }
        return contract
    }

    /// `contracts/user-session-api.yaml` becomes `UserSessionAPI`.
    package static func namespace(file: String) -> String {
        SwiftNames.type(stem(file))
    }

    /// The name of the file up to its first dot.
    static func stem(_ file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return String(name.prefix { $0 != "." })
    }

    /// The names of the files that any contract of this path gives, known before it is read.
    package static func fileNames(file: String) -> [String] {
        let namespace = namespace(file: file)
        return ["", "Types", "Operations", "Handlers", "Routes"].map { "\(namespace)\($0).swift" }
    }

    /// - Parameter source: the bytes of the contract, which become part of the program.
    package func files(source: [UInt8]) -> [File] {
        var rules = RuleBook(contract)
        let types = SwiftTypes(contract: contract)
        let texts = [
            TypesFile(contract: contract, namespace: namespace, types: types).text(rules: &rules),
            OperationsFile(contract: contract, namespace: namespace, types: types).text(),
            HandlersFile(contract: contract, namespace: namespace).text(),
            RoutesFile(contract: contract, namespace: namespace, types: types).text(rules: &rules),
        ]
        // The rules come first among the files, but are known last.
        let first = NamespaceFile(contract: contract, namespace: namespace, source: source).text(rules)
        return zip(ContractGenerator.fileNames(file: contract.file), [first] + texts).map(File.init)
    }
}
