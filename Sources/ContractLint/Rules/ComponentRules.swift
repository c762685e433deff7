internal import OpenAPI

/// What is declared and not used.
enum ComponentRules {
    static let all: [Rule] = [component, tag]

    static let component = Rule(
        "component-unused", .warning, "Nothing that is served refers to a component",
        because: "it is read and kept in step for nobody, or a reference to it was forgotten",
        see: Reference.openAPI("components-object")
    ) { subject in
        let reached = reachable(subject.document)
        let kinds = ["schemas", "responses", "parameters", "headers", "requestBodies", "examples"]
        return kinds.flatMap { subject.document.members(of: "/components/\($0)") }
            .filter { !reached.contains($0.pointer) }
            .map { subject.found(at: $0.pointer, "nothing refers to \"\($0.name)\": remove it, or use it") }
    }

    static let tag = Rule(
        "tag-unused", .warning, "No operation has a tag that is declared",
        because: "documentation shows an empty group", see: Reference.openAPI("tag-object")
    ) { subject in
        let used = Set(subject.operations.map(\.tag))
        return subject.contract.tags.filter { !used.contains($0.name) }
            .map { subject.found(value: $0.mark, "no operation has the tag \"\($0.name)\": remove it, or use it") }
    }

    /// The components that are reached from outside of components, through any number of others.
    private static func reachable(_ document: DocumentIndex) -> Set<String> {
        var reached: Set<String> = []
        var next = document.references.filter { !$0.from.hasPrefix("/components/") }.map(\.to)
        while let pointer = next.popLast() {
            guard reached.insert(pointer).inserted else { continue }
            next += document.references.filter { $0.from == pointer || $0.from.hasPrefix(pointer + "/") }.map(\.to)
        }
        return reached
    }
}
