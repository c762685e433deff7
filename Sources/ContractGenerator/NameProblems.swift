internal import OpenAPI
internal import YAML

/// Names that are fine in a contract and are not in Swift: two that become one, and those that become none.
struct NameProblems {
    let contract: Contract
    let namespace: String
    private(set) var diagnostics: [Diagnostic] = []

    init(_ contract: Contract, namespace: String) {
        self.contract = contract
        self.namespace = namespace
        checkNamespace()
        checkTags()
        checkSchemes()
        for schema in contract.schemas { check(schema) }
        for operation in contract.operations { check(operation) }
        for schema in contract.schemas { checkDepth(schema) }
    }

    private mutating func check(_ named: NamedSchema) {
        let pointer = "/components/schemas/\(named.name)"
        switch named.schema.shape {
        case .object(let properties, _):
            check(properties.map { ($0.name, $0.mark) }, pointer + "/properties")
        case .enumeration(let values):
            // One that stands twice has been told.
            var known: Set<String> = []
            check(
                values.filter { known.insert($0).inserted }.map { ($0, named.schema.mark(of: "enum")) },
                pointer + "/enum")
        default: break
        }
    }

    private mutating func check(_ operation: Operation) {
        let pointer = operation.pointer
        guard !operation.id.isEmpty else { return }
        if SwiftNames.isKeyword(operation.id) {
            report("the operationId \"\(operation.id)\" is a keyword of Swift: rename it", operation.mark, pointer)
        }
        let type = SwiftNames.upperFirst(operation.id)
        if type == namespace {
            report(
                "the operationId \"\(operation.id)\" makes the name that the file gives the whole contract: rename one",
                operation.mark, pointer)
        }
        if let schema = contract.schemas.first(where: { $0.name == type }) {
            report(
                "the operationId \"\(operation.id)\" and the schema of line \(schema.mark.line) are both \(type) "
                    + "in Swift: rename one", operation.mark, pointer)
        }
        for name in BodyTypes.names(operation) {
            guard let schema = contract.schemas.first(where: { $0.name == name }) else { continue }
            report(
                "the schema of line \(schema.mark.line) and a type inside \(type) are both \(name) in Swift: rename the "
                    + "schema", operation.mark, pointer)
        }
        checkMedia(operation.body?.contents ?? [], pointer + "/requestBody")
        let accept = BodyTypes.isNegotiated(operation) ? [("accept", operation.mark)] : []
        let body = accept + (operation.body.map { [("body", $0.mark)] } ?? [])
        check(body + differing(operation.parameters).map { ($0.name, $0.mark) }, pointer + "/parameters")
        for response in operation.responses {
            check(response.headers.map { ($0.name, $0.mark) }, pointer + "/responses/\(response.status)")
            checkMedia(response.contents, pointer + "/responses/\(response.status)")
        }
        // All that a client may accept stands side by side too, from whatever response.
        let successes = operation.responses.filter { $0.status < 300 }
        let isTold = successes.contains {
            Set($0.contents.map { MediaNames.name($0.mediaType) }).count < $0.contents.count
        }
        if !isTold { checkMedia(successes.flatMap(\.contents), pointer + "/responses") }
    }

    /// Parameters without those of which the reader has said that they stand twice, or have no name.
    private func differing(_ parameters: [Parameter]) -> [Parameter] {
        var known: Set<String> = []
        return parameters.filter { !$0.name.isEmpty && known.insert("\($0.location) \($0.name)").inserted }
    }

    /// Media types that stand side by side become cases.
    private mutating func checkMedia(_ contents: [Content], _ pointer: String) {
        var known: [String: String] = [:]
        for content in contents {
            let name = MediaNames.name(content.mediaType)
            if name == "_" {
                report("\(content.mediaType) cannot be a name in Swift: leave it out", content.mark, pointer)
            } else if let other = known.updateValue(content.mediaType, forKey: name), other != content.mediaType {
                report(
                    "\(other) and \(content.mediaType) are both \(name) in Swift: leave one out", content.mark, pointer)
            }
        }
    }

    /// Names that stand side by side.
    private mutating func check(_ names: [(name: String, mark: Mark)], _ pointer: String) {
        var known: [String: String] = [:]
        for (name, mark) in names {
            let swift = SwiftNames.value(name)
            if swift == "_" {
                report("\"\(name)\" cannot be a name in Swift: rename it", mark, pointer)
            } else if let other = known.updateValue(name, forKey: swift) {
                let what =
                    other == name
                    ? "\"\(name)\" stands for something else here already"
                    : "\"\(other)\" and \"\(name)\" are both \(swift) in Swift"
                report("\(what): rename one", mark, pointer)
            }
        }
    }

    /// The file gives the namespace its name.
    private mutating func checkNamespace() {
        let start = Mark(line: 1, column: 1)
        let stem = ContractGenerator.stem(contract.file)
        guard let first = stem.unicodeScalars.first, first.isASCII, first.properties.isAlphabetic,
            stem.unicodeScalars.allSatisfy(\.isASCII)
        else {
            return report("the name of the file must begin with a letter and be ASCII: rename it", start, "")
        }
        if ContractNames.reservedTypes.union(ContractNames.reservedModules).contains(namespace) {
            report("the file makes the name \(namespace), which the generated code needs: rename it", start, "")
        }
        if let schema = contract.schemas.first(where: { $0.name == namespace }) {
            report(
                "the schema has the name that the file gives the whole contract: rename one", schema.mark,
                "/components/schemas/\(schema.name)")
        }
    }

    /// Each tag that an operation has becomes a protocol.
    private mutating func checkTags() {
        var known: [String: String] = ["Handlers": "the protocol of all handlers"]
        for schema in contract.schemas { known[schema.name] = "the schema of line \(schema.mark.line)" }
        known[namespace] = "the whole contract"
        for operation in contract.operations {
            known[SwiftNames.upperFirst(operation.id)] = "the operation of line \(operation.mark.line)"
        }
        for (index, tag) in contract.tags.enumerated()
        where !tag.name.isEmpty && contract.operations.contains(where: { $0.tag == tag.name }) {
            let name = HandlersFile.protocolName(tag.name)
            let pointer = "/tags/\(index)"
            if name.first?.isLetter != true {
                report("the tag \"\(tag.name)\" must begin with a letter: rename it", tag.mark, pointer)
            } else if let other = known.updateValue("the tag of line \(tag.mark.line)", forKey: name) {
                report(
                    "the tag \"\(tag.name)\" and \(other) are both \(name) in Swift: rename one", tag.mark, pointer)
            }
        }
    }

    /// Each security scheme becomes a requirement beside `requireOwner`.
    private mutating func checkSchemes() {
        for scheme in contract.securitySchemes where ["requireOwner", "joined"].contains(SwiftNames.value(scheme.name))
        {
            report(
                "the scheme \"\(scheme.name)\" is \(SwiftNames.value(scheme.name)) in Swift, a name that the generated "
                    + "code needs: rename it",
                scheme.mark, "/components/securitySchemes/\(JSONPointer.escaped(scheme.name))")
        }
        check(contract.securitySchemes.map { ($0.name, $0.mark) }, "/components/securitySchemes")
    }

    private mutating func checkDepth(_ named: NamedSchema) {
        let pointer = "/components/schemas/\(named.name)"
        if contains(named.name, itself: named.schema) {
            report(
                "\"\(named.name)\" contains itself without an array between: no value could be that large",
                named.mark, pointer)
        }
        if isArray(named.name, ofItself: named.schema) {
            report(
                "\"\(named.name)\" refers to itself without an object between: no type could be written for it",
                named.mark, pointer)
        }
    }

    /// Whether the items of this array, or theirs, are this array again: an alias of Swift cannot hold itself.
    private func isArray(_ name: String, ofItself schema: Schema) -> Bool {
        var visited: Set<String> = []
        var next = schema
        while true {
            switch next.shape {
            case .array(let element, _): next = element
            case .reference(let target):
                if target == name { return true }
                guard visited.insert(target).inserted, let schema = contract.schema(named: target) else { return false }
                next = schema
            default: return false
            }
        }
    }

    /// Whether a value of this schema always or sometimes holds another of it, in place.
    private func contains(_ name: String, itself schema: Schema) -> Bool {
        var visited: Set<String> = []
        var waiting = [schema]
        while let next = waiting.popLast() {
            switch next.shape {
            case .reference(let target):
                if target == name { return true }
                if visited.insert(target).inserted, let schema = contract.schema(named: target) {
                    waiting.append(schema)
                }
            case .object(let properties, _): waiting += properties.map(\.schema)
            default: break
            }
        }
        return false
    }

    private mutating func report(_ message: String, _ mark: Mark, _ pointer: String) {
        diagnostics.append(Diagnostic(file: contract.file, mark: mark, pointer: pointer, message: message))
    }
}
