internal import ContractRuntime
internal import ServiceContracts

/// `vellum contract`: which contracts this program was built from, and what they say.
enum ContractPrinter {
    static var documents: [ContractDocument] { Contracts.documents }

    /// A line for each contract, as `sha256sum` writes it, so that `vellum contract | sha256sum --check` compares them
    /// with the files of a checkout.
    static var digests: String {
        documents.map { "\($0.sha256)  \($0.file)" }.joined(separator: "\n")
    }

    /// The bytes of a contract by its file's name.
    static func text(of name: String) throws(OptionError) -> [UInt8] {
        guard let document = documents.first(where: { $0.name == name || $0.file == name }) else {
            let known = documents.map(\.name).joined(separator: " or ")
            throw OptionError(message: "\"\(name)\" is no contract of this server: write \(known)")
        }
        return document.bytes
    }
}
