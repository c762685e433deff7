package import OpenAPI
internal import YAML

/// Whether a contract may follow the one that was published, by what Semantic Versioning 2.0.0 says: a change that
/// breaks somebody needs a new major number.
package struct Gate: Sendable {
    /// Lines for the terminal, as compilers write them; none when the contract may follow.
    package let errors: [String]
    /// What is worth knowing and no error.
    package let notes: [String]
    package let diff: ContractDiff

    package var isPassed: Bool { errors.isEmpty }

    /// - Parameter published: the lock.
    package init(from published: Contract, to contract: Contract) {
        diff = ContractDiff(from: published, to: contract)
        guard let before = Version(published.version) else {
            errors = [Self.noVersion(published)]
            notes = []
            return
        }
        guard let now = Version(contract.version) else {
            errors = [Self.noVersion(contract)]
            notes = []
            return
        }
        let place = Self.versionPlace(contract)
        let breaking = diff.changes.filter { $0.severity == .breaking }
        var errors: [String] = []
        var notes: [String] = []
        if now < before {
            errors.append(
                "\(place): error: info.version went down: it was \(before) (\(Self.versionPlace(published))) and is "
                    + "\(now); write version: \(before), or a later one")
        }
        if now.major > before.major {
            if breaking.isEmpty {
                notes.append(
                    "\(place): note: the major number went up from \(before.major) to \(now.major), though no change is "
                        + "breaking: a minor one would do")
            }
        } else if !breaking.isEmpty {
            errors += breaking.flatMap(Self.lines)
            let version = max(before, now).nextMajor
            errors.append(
                "\(place): note: or, if \(breaking.count == 1 ? "it is" : "they are") meant, raise the major number: "
                    + "write version: \(version) here, and run `swift run contract lock \(contract.file)` when it is "
                    + "published")
        }
        self.errors = errors
        self.notes = notes
    }

    /// What breaks, and how the contract stays compatible.
    private static func lines(_ change: Change) -> [String] {
        [
            "\(change.nearest): error: \(change.headline): \(change.rule.why) [\(change.rule.id)] (\(change.context))",
            "\(change.nearest): note: either stay compatible: \(change.rule.remedy ?? "take the change back")",
        ]
    }

    private static func noVersion(_ contract: Contract) -> String {
        "\(versionPlace(contract)): error: info.version is \"\(contract.version)\", but must be three numbers for the "
            + "gate to compare: write version: 1.0.0"
    }

    private static func versionPlace(_ contract: Contract) -> Place {
        Place(file: contract.file, mark: contract.versionMark, pointer: "/info/version")
    }
}
