/// `vellum contract`: which contracts this program was built from, and what they say.
struct ContractCommand: Command {
    static let name = "contract"
    static let lines = [
        UsageLine(
            synopsis: "contract [FILE]",
            summary: "prints the SHA-256 of each contract this program was built from, or the text of the one named",
            details: "`vellum contract | sha256sum --check` compares the contracts with those of a checkout.")
    ]

    static func run(_ words: ArraySlice<String>, environment: @escaping Environment) async throws {
        if let option = words.first(where: { $0.hasPrefix("-") }) {
            throw OptionError(message: "\"\(option)\" is not an option: vellum contract takes the name of a file")
        }
        guard words.count <= 1 else { throw OptionError(message: "vellum contract prints one contract at a time") }
        guard let name = words.first else { return try StandardOutput.print(ContractPrinter.digests) }
        try StandardOutput.write(try ContractPrinter.text(of: name))
    }
}
