/// Writes the list of all contracts of a package: the one file that no single contract gives.
package struct IndexFile: Sendable {
    package static let name = "Contracts.swift"

    private let namespaces: [String]

    /// - Parameter files: the contracts' paths, in the order in which they are listed.
    package init(files: [String]) { namespaces = files.map(ContractGenerator.namespace) }

    package var text: String {
        var text = SwiftText()
        text.line("// Generated from contracts/contracts.list at every build. Change the list, not this file.")
        text.line()
        text.line("package import ContractRuntime")
        text.line()
        text.line("/// The contracts of this package, in the order of the list.")
        text.block("package enum Contracts") { text in
            let documents = namespaces.map { "\($0).document" }.joined(separator: ", ")
            text.line("package static let documents: [ContractDocument] = [\(documents)]")
        }
        return text.text
    }
}
