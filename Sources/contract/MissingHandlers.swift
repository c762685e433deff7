internal import ContractGenerator
internal import OpenAPI

/// Prints a skeleton of every handler that nobody has written yet.
struct MissingHandlers {
    /// The folder that handlers are looked for in.
    let sources: String

    func print(_ contracts: ContractFiles) throws -> ExitCode {
        let texts = try SwiftFiles.texts(under: sources)
        var isFirst = true
        try contracts.readEach { contract, _ in
            guard let text = HandlerSkeletons(contract).text(missingFrom: texts) else {
                return Terminal.error("\(contract.file): every operation has its handler in \(sources)")
            }
            Swift.print(isFirst ? text : "\n" + text, terminator: "")
            isFirst = false
        }
        return .success
    }
}
