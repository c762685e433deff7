internal import Glibc
internal import OpenAPI

/// The command that the build runs, and that people and CI run by hand.
@main
struct ContractCommand {
    static var subcommands: [any Subcommand.Type] {
        [
            GenerateCommand.self, IndexCommand.self, CheckCommand.self, LintCommand.self, DiffCommand.self,
            LockCommand.self,
            GateCommand.self,
        ]
    }

    static func main() {
        var words = Array(CommandLine.arguments.dropFirst())[...]
        let name = words.popFirst()
        if name == nil || name == "--help" || name == "-h" || name == "help" { return print(overview) }
        guard let subcommand = subcommands.first(where: { $0.name == name }) else {
            let known = subcommands.map { $0.name }.joined(separator: ", ")
            fail("\(name ?? "") is not a command: write one of \(known)", usage: overview)
        }
        if words.contains("--help") || words.contains("-h") { return print(subcommand.usage) }
        do {
            exit(try run(subcommand, words).rawValue)
        } catch let problems as ContractProblems {
            for diagnostic in problems.diagnostics { Terminal.error("\(diagnostic)") }
            exit(ExitCode.problems.rawValue)
        } catch let error as UsageError {
            fail(error.message, usage: subcommand.usage)
        } catch {
            Terminal.error("contract: \(error)")
            exit(ExitCode.problems.rawValue)
        }
    }

    private static func run(_ subcommand: any Subcommand.Type, _ words: ArraySlice<String>) throws -> ExitCode {
        var arguments = ArgumentReader(words)
        return try subcommand.init(&arguments).run()
    }

    private static func fail(_ message: String, usage: String) -> Never {
        Terminal.error("contract: \(message)\n\n\(usage)")
        exit(ExitCode.usage.rawValue)
    }

    private static var overview: String {
        let width = subcommands.map { $0.name.count }.max() ?? 0
        let lines = subcommands.map { subcommand in
            "  \(subcommand.name)" + String(repeating: " ", count: width - subcommand.name.count + 3)
                + subcommand.summary
        }
        return """
            USAGE: contract COMMAND [OPTIONS] CONTRACT...

            \(lines.joined(separator: "\n"))

            contract COMMAND --help tells the options of a command.
            """
    }
}
