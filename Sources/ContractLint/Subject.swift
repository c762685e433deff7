internal import OpenAPI
internal import YAML

/// A contract as rules look at it: the model, the text it was read from, and where everything stands.
struct Subject: Sendable {
    let contract: Contract
    let document: DocumentIndex
    /// Every schema, once, with what it is used for.
    let schemas: [SchemaSite]

    init(_ contract: Contract, _ source: [UInt8]) throws(ContractProblems) {
        do {
            document = DocumentIndex(try Node(parsing: source))
        } catch {
            throw ContractProblems(diagnostics: [
                Diagnostic(file: contract.file, mark: error.mark, pointer: "", message: error.message)
            ])
        }
        self.contract = contract
        schemas = SchemaWalk.sites(contract, document)
    }

    var operations: [Operation] { contract.operations }

    /// Every parameter once, however many operations share it.
    var parameters: [Parameter] { distinct(operations.flatMap(\.parameters), by: \.mark) }

    var headers: [Response.Header] { distinct(operations.flatMap(\.responses).flatMap(\.headers), by: \.mark) }

    var contents: [(content: Content, isRequest: Bool)] {
        let requests = operations.compactMap(\.body).flatMap(\.contents).map { ($0, true) }
        let responses = operations.flatMap(\.responses).flatMap(\.contents).map { ($0, false) }
        return distinct(requests + responses, by: \.0.mark)
    }

    private func distinct<Element>(_ elements: [Element], by mark: (Element) -> Mark) -> [Element] {
        var seen: Set<Mark> = []
        return elements.filter { seen.insert(mark($0)).inserted }
    }

    // MARK: Places

    func found(_ operation: Operation, _ message: String) -> Found {
        Found(mark: operation.mark, pointer: operation.pointer, message: message)
    }

    func found(key mark: Mark, _ message: String) -> Found {
        Found(mark: mark, pointer: document.pointer(ofKey: mark), message: message)
    }

    func found(value mark: Mark, _ message: String) -> Found {
        Found(mark: mark, pointer: document.pointer(ofValue: mark), message: message)
    }

    /// Where an element of the document stands: its key where it has one.
    func found(at pointer: String, _ message: String) -> Found {
        let entry = document[pointer]
        return Found(
            mark: entry?.key ?? entry?.node.mark ?? Mark(line: 1, column: 1), pointer: pointer, message: message)
    }
}

/// Every node of a document by its place.
struct DocumentIndex: Sendable {
    struct Entry {
        let node: Node
        /// Where the name of a member stands; nil for elements of lists and the root.
        let key: Mark?
    }

    private var entries: [String: Entry] = [:]
    private var keys: [Mark: String] = [:]
    private var values: [Mark: String] = [:]
    /// Where a `$ref` stands, and the pointer that it names.
    private(set) var references: [(from: String, to: String)] = []

    init(_ root: Node) { add(root, key: nil, "") }

    private mutating func add(_ node: Node, key: Mark?, _ pointer: String) {
        entries[pointer] = Entry(node: node, key: key)
        // What an alias repeats stands where it was written first.
        if let key, keys[key] == nil { keys[key] = pointer }
        if values[node.mark] == nil { values[node.mark] = pointer }
        if let reference = node["$ref"]?.string, reference.hasPrefix("#") {
            references.append((from: pointer, to: String(reference.dropFirst())))
        }
        for member in node.members ?? [] {
            add(member.value, key: member.key.mark, pointer + "/" + JSONPointer.escaped(member.name))
        }
        for (index, element) in (node.elements ?? []).enumerated() { add(element, key: nil, "\(pointer)/\(index)") }
    }

    subscript(pointer: String) -> Entry? { entries[pointer] }

    func pointer(ofKey mark: Mark) -> String { keys[mark] ?? "" }
    func pointer(ofValue mark: Mark) -> String { values[mark] ?? "" }

    /// The place that a reference at this place names, or this place itself.
    func target(of pointer: String) -> String {
        guard let reference = entries[pointer]?.node["$ref"]?.string, reference.hasPrefix("#") else { return pointer }
        return String(reference.dropFirst())
    }

    /// Members of a mapping with their pointers; none where there is no mapping.
    func members(of pointer: String) -> [(name: String, pointer: String)] {
        (entries[pointer]?.node.members ?? []).map { ($0.name, pointer + "/" + JSONPointer.escaped($0.name)) }
    }
}
