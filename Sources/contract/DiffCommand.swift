internal import ContractDiff
internal import OpenAPI

/// Tells what changed from one contract to another, and whom it breaks.
struct DiffCommand: Subcommand {
    static let name = "diff"
    static let summary = "tell what changed from one contract to another: breaking, risky, safe"
    static let usage = """
        USAGE: contract diff OLD NEW [--format text|json|markdown] [--fail-on breaking|risky|never]
               contract diff --rules [--format text|json|markdown]

        Tells what changed from one contract to another, for requests and responses apart: what breaks clients, what may
        make them stumble, what is safe. Each change has a rule, and its place in both contracts.

        --format FORMAT    text for people, json for scripts, markdown for a pull request (default: text)
        --fail-on WHAT     exit with 1 on a breaking change, also on a risky one, or never (default: breaking)
        --rules            print every rule, what it finds and why it is judged so
        """

    private enum Task {
        case rules
        case diff(old: String, new: String)
    }

    private let task: Task
    private let format: DiffFormat
    /// The mildest severity that fails; nil for none.
    private let failing: Severity?

    init(_ arguments: inout ArgumentReader) throws(UsageError) {
        var format = DiffFormat.text
        var failing: Severity? = .breaking
        var isRules = false
        let paths = try arguments.read { (option, value) throws(UsageError) in
            switch option {
            case "--rules": isRules = true
            case "--format":
                let name = try value()
                guard let known = DiffFormat(rawValue: name) else {
                    throw UsageError(message: "\(name) is not a format: write text, json or markdown")
                }
                format = known
            case "--fail-on": failing = try Self.failing(try value())
            default: return false
            }
            return true
        }
        guard paths.count == (isRules ? 0 : 2) else {
            throw UsageError(
                message: isRules ? "--rules takes no contract" : "name two contracts: the old one and the new one")
        }
        task = isRules ? .rules : .diff(old: paths[0], new: paths[1])
        self.format = format
        self.failing = failing
    }

    private static func failing(_ name: String) throws(UsageError) -> Severity? {
        switch name {
        case "breaking": .breaking
        case "risky": .risky
        case "never": nil
        default: throw UsageError(message: "\(name) is not what may fail: write breaking, risky or never")
        }
    }

    func run() throws -> ExitCode {
        switch task {
        case .rules:
            print(format.table(of: Rule.all), terminator: "")
            return .success
        case .diff(let old, let new):
            var contracts: [Contract] = []
            let files = try ContractFiles([old, new], root: "")
            try files.readEach { contract, _ in
                contracts.append(contract)
            }
            let diff = ContractDiff(from: contracts[0], to: contracts[1])
            print(format.report(diff), terminator: "")
            let isFailure = failing.map { failing in diff.changes.contains { $0.severity <= failing } } ?? false
            return isFailure ? .problems : .success
        }
    }
}
