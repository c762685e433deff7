internal import ContractGenerator
internal import ContractLint
internal import OpenAPI

/// Tells where contracts that the build accepts are poor promises.
struct LintCommand: Subcommand {
    static let name = "lint"
    static let summary = "ask each contract what the build does not: examples, bounds, security, names, words"
    static let usage = """
        USAGE: contract lint [OPTIONS] CONTRACT...

        Asks each contract what the build does not: whether its examples are values of their schemas, whether what
        clients send has bounds, whether every 401 has its challenge, and so on. What the build refuses is told too.
        Exits with 1 when there is a finding of the level of --level.

        --rules            print every rule with its level and its reason, and look at no contract
        --only RULE        ask this rule alone; may be given several times
        --disable RULE     do not ask this rule; may be given several times
        --level LEVEL      fail from error, warning or note on (default: error)
        --format FORMAT    text, json, or sarif for code hosts (default: text)
        --root DIRECTORY   contracts are named relative to this folder (default: the working directory)

        A finding that has been judged is suppressed where it stands, at the end of the line or above it:

            # contract-lint: allow open-write - signing in needs no token
        """

    private struct Options {
        var root = ""
        var only: [String] = []
        var disabled: [String] = []
        var level = Level.error
        var format = Report.Format.text
        var listsRules = false
    }

    private let contracts: ContractFiles?
    private let linter: Linter
    private let options: Options

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var options = Options()
        let paths = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--root": options.root = try value()
            case "--only": options.only.append(try value())
            case "--disable": options.disabled.append(try value())
            case "--level": options.level = try LintCommand.choice(option, try value())
            case "--format": options.format = try LintCommand.choice(option, try value())
            case "--rules": options.listsRules = true
            default: return false
            }
            return true
        }
        do {
            linter = Linter(try RuleSelection(only: options.only, disabled: options.disabled))
        } catch {
            throw UsageError(message: error.description)
        }
        contracts = options.listsRules ? nil : try ContractFiles(paths, root: options.root)
        self.options = options
    }

    private static func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ option: String, _ word: String
    ) throws(UsageError) -> Value {
        guard let value = Value(rawValue: word) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError(message: "\(option) cannot be \(word): write one of \(known)")
        }
        return value
    }

    func run() throws -> ExitCode {
        guard let contracts else {
            print(RuleBook.table, terminator: "")
            return .success
        }
        var findings: [Finding] = []
        for path in contracts.paths {
            findings += linter.findings(
                in: try FileAccess.read(path), file: contracts.name(path), reading: ContractGenerator.contract)
        }
        let report = Report(findings, files: contracts.paths.map(contracts.name))
        print(report.rendered(as: options.format), terminator: "")
        return report.fails(at: options.level) ? .problems : .success
    }
}
