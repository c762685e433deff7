/// The texts of `--help`.
enum Usage {
    /// All commands, and the options of `vellum serve`.
    static var overview: String {
        let width = Option.all.map(\.label.count).max() ?? 0
        let options = Option.all.map { option in
            let gap = String(repeating: " ", count: width - option.label.count + 2)
            return "  \(option.label)\(gap)\(option.help) [\(option.environment)]"
        }
        return """
            Vellum serves live SVG images, as its two OpenAPI contracts say.

            USAGE: vellum serve [OPTION...]
                   vellum COMMAND [OPTION...]

            \(table([serve] + Commands.all.flatMap { $0.lines }))

            vellum COMMAND --help tells more of each.

            Options of vellum serve:
            \(options.joined(separator: "\n"))
              --help\(String(repeating: " ", count: width - 4))this text

            The name in brackets is the environment variable that sets the same, also in the file of --env-file (but for that one). The
            command line wins over the environment, and that over the file.
            """
    }

    /// The ways to write a command that fit the words behind its name: of `vellum user add --help`, one.
    static func text(of command: any Command.Type, _ words: ArraySlice<String>) -> String {
        let fitting = command.lines.filter { line in
            let parts = line.synopsis.split(separator: " ")
            return parts.count > 1 && words.first.map { $0 == parts[1] } == true
        }
        let lines = fitting.isEmpty ? command.lines : fitting
        let synopses = lines.map { "vellum \($0.synopsis)" }.joined(separator: "\n       ")
        let text =
            lines.count == 1
            ? lines.map { [$0.summary, $0.details].filter { !$0.isEmpty }.joined(separator: "\n\n") }.joined()
            : "\(table(lines))\n\nvellum \(command.name) WORD --help tells more of each."
        return "USAGE: \(synopses)\n\n\(text)"
    }

    private static let serve = UsageLine(
        synopsis: "serve [OPTION...]", summary: "answers requests until SIGTERM or SIGINT")

    /// The words of a line without what stands for something else.
    private static func heading(_ line: UsageLine) -> String {
        line.synopsis.split(separator: " ").prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } && $0.first != "-" }
            .joined(separator: " ")
    }

    private static func table(_ lines: [UsageLine]) -> String {
        let headings = lines.map(heading)
        let width = headings.map(\.count).max() ?? 0
        return zip(headings, lines).map { heading, line in
            "  \(heading)\(String(repeating: " ", count: width - heading.count + 2))\(line.summary)"
        }.joined(separator: "\n")
    }
}

extension Option {
    /// As the help writes it: `--port NUMBER`.
    var label: String { name + (placeholder.map { " " + $0 } ?? "") }
}
