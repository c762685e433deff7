internal import YAML

/// Reads a contract out of a YAML tree, and every problem on the way.
///
/// What is not known is an error: a keyword that is skipped in silence is a promise that nobody keeps.
struct ContractReader {
    let file: String
    let root: Cursor
    var diagnostics: [Diagnostic] = []
    var schemaNames: Set<String> = []
    /// The schemas under components/schemas that could be read.
    var readSchemas: [String: Schema] = [:]
    /// Whether some schema is a file: most contracts have none, and need not be searched for them.
    var hasFiles = false

    mutating func report(_ cursor: Cursor, _ message: String, at mark: Mark? = nil) {
        diagnostics.append(
            Diagnostic(file: file, mark: mark ?? cursor.node.mark, pointer: cursor.pointer, message: message))
    }

    /// Reports every member that is neither known nor an extension (`x-…`) whose name we allow.
    mutating func allow(_ names: [String], in cursor: Cursor, of what: String) {
        guard cursor.node.members != nil else {
            return report(cursor, "\(what) must be a mapping")
        }
        for member in cursor.members where !names.contains(member.name) {
            let known = names.joined(separator: ", ")
            report(
                member.cursor, "\"\(member.name)\" is not supported in \(what): remove it, or use one of \(known)",
                at: member.key.mark)
        }
    }

    mutating func text(_ name: String, in cursor: Cursor) -> String? {
        guard let child = cursor.child(name) else { return nil }
        guard let text = child.node.string else {
            report(child, "\"\(name)\" must be a string: put it in quotes")
            return nil
        }
        return text
    }

    /// The name of something; empty when it was told that there is none.
    mutating func requiredName(in cursor: Cursor, of what: String) -> String {
        let name = requiredText("name", in: cursor, of: what)
        if name.isEmpty, let child = cursor.child("name"), child.node.string != nil {
            report(child, "the name of \(what) is empty: write one")
        }
        return name
    }

    mutating func requiredText(_ name: String, in cursor: Cursor, of what: String) -> String {
        guard cursor.child(name) != nil else {
            report(cursor, "\(what) has no \"\(name)\": write one")
            return ""
        }
        return text(name, in: cursor) ?? ""
    }

    mutating func flag(_ name: String, in cursor: Cursor) -> Bool? {
        guard let child = cursor.child(name) else { return nil }
        guard let value = child.node.bool else {
            report(child, "\"\(name)\" must be true or false")
            return nil
        }
        return value
    }

    /// The elements of a member that must be a list; none when it is absent.
    mutating func list(_ name: String, in cursor: Cursor) -> [Cursor] {
        guard let child = cursor.child(name) else { return [] }
        if child.node.elements == nil { report(child, "\"\(name)\" must be a list: begin each entry with a dash") }
        return child.elements
    }

    /// The members of a member that must be a mapping; none when it is absent.
    mutating func mapping(_ name: String, in cursor: Cursor) -> [(name: String, key: Node, cursor: Cursor)] {
        guard let child = cursor.child(name) else { return [] }
        if child.node.members == nil { report(child, "\"\(name)\" must be a mapping: write NAME: and what it is") }
        return child.members
    }

    /// Follows `$ref` to one kind of component, at most once: components do not refer on.
    mutating func component(_ cursor: Cursor, kind: String) -> Cursor? {
        guard let reference = cursor.child("$ref") else { return cursor }
        guard let text = reference.node.string, let name = componentName(text, kind: kind) else {
            report(reference, "this reference is not supported here: write '#/components/\(kind)/NAME'")
            return nil
        }
        if let sibling = cursor.members.first(where: { $0.name != "$ref" }) {
            report(sibling.cursor, "\"\(sibling.name)\" beside $ref has no effect: remove it", at: sibling.key.mark)
        }
        guard let target = root.child("components")?.child(kind)?.child(name) else {
            report(reference, "components/\(kind) has no \"\(name)\": add it, or mend the reference")
            return nil
        }
        guard target.child("$ref") == nil else {
            report(target, "a component that is itself a reference is not supported: write it out")
            return nil
        }
        return target
    }

    func componentName(_ reference: String, kind: String) -> String? {
        let prefix = "#/components/\(kind)/"
        guard reference.hasPrefix(prefix) else { return nil }
        let name = String(reference.dropFirst(prefix.count))
        return name.isEmpty || name.contains("/") ? nil : name
    }
}

extension Contract {
    /// What could be read of a contract, and every problem found: those of the text and those of the contract.
    package struct Reading: Sendable {
        /// Nil when nothing could. With a problem, parts are missing or empty.
        package let contract: Contract?
        package let problems: [Diagnostic]
    }

    package static func read(_ bytes: [UInt8], file: String) -> Reading {
        let reading = Node.read(bytes, as: TextFormat(file: file))
        let problems = reading.problems.map { Diagnostic(file: file, problem: $0) }
        guard let root = reading.node else { return Reading(contract: nil, problems: problems) }
        var reader = ContractReader(file: file, root: Cursor(node: root, pointer: ""))
        let contract = reader.contract()
        // Where the text could not be understood, what else is wrong with the value follows from that.
        let gaps = Set(reading.problems.filter(\.leavesGap).map(\.pointer))
        return Reading(
            contract: contract, problems: problems + reader.diagnostics.filter { !gaps.contains($0.pointer) })
    }

    /// - Throws: `ContractProblems` with every problem found.
    package init(parsing bytes: [UInt8], file: String) throws(ContractProblems) {
        let reading = Contract.read(bytes, file: file)
        guard reading.problems.isEmpty, let contract = reading.contract else {
            throw ContractProblems(all: reading.problems)
        }
        self = contract
    }
}
