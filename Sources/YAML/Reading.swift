/// How the bytes of a file are to be read.
package enum TextFormat: Sendable, CaseIterable {
    case yaml, json

    /// JSON only where the file says so: its rules are stricter, and its strings have surrogate pairs.
    package init(file: String) { self = file.lowercased().hasSuffix(".json") ? .json : .yaml }
}

/// What came out of a text.
package struct Reading: Sendable {
    /// Nil when the text could not be read to its end. There is a problem then.
    package let node: Node?
    /// In the order of their places.
    package let problems: [YAMLProblem]
}

extension Node {
    /// Reads one document, and every problem on the way.
    ///
    /// Stricter than YAML where a contract would be misread: repeated keys, merge keys, tags, several documents and
    /// keys that are collections are problems. The tree goes on without them.
    package static func read(
        _ bytes: [UInt8], as format: TextFormat = .yaml, limits: YAMLLimits = .standard
    ) -> Reading {
        var builder = TreeBuilder(limits: limits)
        do throws(YAMLProblem) {
            let text = try CheckedText(bytes, format: format, limit: limits.problems)
            for problem in text.problems { try builder.report(problem) }
            switch format {
            case .yaml: try builder.read(yaml: text.bytes)
            case .json: try builder.read(json: text.bytes)
            }
            return Reading(node: builder.root, problems: builder.problems.sorted { $0.mark < $1.mark })
        } catch {
            return Reading(node: nil, problems: (builder.problems + [error]).sorted { $0.mark < $1.mark })
        }
    }

    /// Reads one document that must be without a problem.
    /// - Throws: `YAMLError` with the first problem.
    package init(
        parsing bytes: [UInt8], as format: TextFormat = .yaml, limits: YAMLLimits = .standard
    ) throws(YAMLError) {
        let reading = Node.read(bytes, as: format, limits: limits)
        if let first = reading.problems.first { throw YAMLError(message: first.message, mark: first.mark) }
        guard let node = reading.node else {
            throw YAMLError(message: "the file is empty", mark: Mark(line: 1, column: 1))
        }
        self = node
    }
}
