package import YAML

/// A problem of a contract, at its place.
package struct Diagnostic: Error, Sendable, Hashable, CustomStringConvertible {
    /// The contract's path relative to the package, as the compiler shows it.
    package let file: String
    package let mark: Mark
    /// RFC 6901, from the root of the contract.
    package let pointer: String
    /// What was found, and what to write instead.
    package let message: String

    package init(file: String, mark: Mark, pointer: String, message: String) {
        self.file = file
        self.mark = mark
        self.pointer = pointer
        self.message = message
    }

    init(file: String, problem: YAMLProblem) {
        self.init(file: file, mark: problem.mark, pointer: problem.pointer, message: problem.message)
    }

    /// The form that build systems and editors recognise, in one line whatever names a contract has.
    package var description: String {
        "\(file):\(mark.line):\(mark.column): error: \(message) (at #\(pointer))".inOneLine
    }
}

extension String {
    /// With escapes for what ends a line or speaks to a terminal.
    fileprivate var inOneLine: String {
        func isShown(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        }
        guard !unicodeScalars.allSatisfy(isShown) else { return self }
        return unicodeScalars.map { isShown($0) ? String($0) : $0.escaped(asASCII: true) }.joined()
    }
}

/// All problems of one contract, in the order of their places.
package struct ContractProblems: Error, Sendable {
    package let diagnostics: [Diagnostic]

    package init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    /// - Parameter diagnostics: in any order. A component that is used twice is read twice; its problems are told once.
    package init(all diagnostics: [Diagnostic]) {
        var told: Set<Diagnostic> = []
        self.diagnostics = diagnostics.filter { told.insert($0).inserted }.sorted { $0.mark < $1.mark }
    }
}
