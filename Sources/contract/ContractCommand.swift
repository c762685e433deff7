internal import ContractGenerator
internal import Glibc
internal import OpenAPI

/// The command that the build runs, and that people run by hand.
@main
struct ContractCommand {
    static let usage = """
        USAGE: contract generate --output DIRECTORY [--root DIRECTORY] CONTRACT...
               contract check [--root DIRECTORY] CONTRACT...

        generate   writes the Swift files of each contract; a file whose text is unchanged is left alone
        check      reads each contract and reports every problem, with file, line and column

        --output DIRECTORY   where generated files go
        --root DIRECTORY     contracts are named relative to this folder in messages (default: the working directory)
        """

    static func main() {
        do {
            try run(Arguments(CommandLine.arguments.dropFirst()))
        } catch let problems as ContractProblems {
            for diagnostic in problems.diagnostics { Terminal.error("\(diagnostic)") }
            exit(1)
        } catch let error as UsageError {
            Terminal.error("contract: \(error.message)\n\n\(usage)")
            exit(64)
        } catch {
            Terminal.error("contract: \(error)")
            exit(1)
        }
    }

    private static func run(_ arguments: Arguments) throws {
        if arguments.wantsHelp { return print(usage) }
        var problems: [Diagnostic] = []
        for path in arguments.contracts {
            let name = arguments.relativeName(path)
            do {
                let contract = try Contract(parsing: try FileAccess.read(path), file: name)
                let generator = try ContractGenerator(contract)
                if arguments.command == .generate {
                    for file in generator.files() {
                        try FileAccess.writeIfChanged(Array(file.text.utf8), to: "\(arguments.output)/\(file.name)")
                    }
                } else {
                    print(
                        "\(name): \(contract.operations.count) operations, \(contract.schemas.count) schemas, no problem"
                    )
                }
            } catch let found as ContractProblems {
                problems += found.diagnostics
            }
        }
        if !problems.isEmpty { throw ContractProblems(diagnostics: problems) }
    }
}

struct UsageError: Error {
    let message: String
}

enum Terminal {
    static func error(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
    }
}
