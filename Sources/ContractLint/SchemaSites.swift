internal import OpenAPI
internal import YAML

/// A schema at its place, with what values of it are used for.
struct SchemaSite: Sendable {
    enum Use: Hashable { case requestBody, parameter, header, response }

    enum Role {
        case named(NamedSchema)
        case property(Schema.Property)
        /// Items of an array, or what a parameter, header or body is.
        case inline
    }

    let schema: Schema
    let role: Role
    let pointer: String
    fileprivate(set) var uses: Set<Use> = []

    var isReference: Bool { if case .reference = schema.shape { true } else { false } }
    /// Whether clients choose its values: header fields are bounded as a whole, by every server.
    var isChosenByClients: Bool { uses.contains(.requestBody) || uses.contains(.parameter) }
}

/// Follows every use of a schema down to its items and properties.
struct SchemaWalk {
    private let contract: Contract
    private let document: DocumentIndex
    private var sites: [SchemaSite] = []
    private var places: [Mark: Int] = [:]

    static func sites(_ contract: Contract, _ document: DocumentIndex) -> [SchemaSite] {
        var walk = SchemaWalk(contract: contract, document: document)
        for operation in contract.operations { walk.visit(operation) }
        for named in contract.schemas { walk.visit(named.schema, nil, .named(named)) }
        return walk.sites
    }

    private init(contract: Contract, document: DocumentIndex) {
        self.contract = contract
        self.document = document
    }

    private mutating func visit(_ operation: Operation) {
        for parameter in operation.parameters {
            visit(parameter.schema, parameter.location == .header ? .header : .parameter, .inline)
        }
        for schema in (operation.body?.contents ?? []).compactMap(\.schema) { visit(schema, .requestBody, .inline) }
        for response in operation.responses {
            for header in response.headers { visit(header.schema, .response, .inline) }
            for schema in response.contents.compactMap(\.schema) { visit(schema, .response, .inline) }
        }
    }

    private mutating func visit(_ schema: Schema, _ use: SchemaSite.Use?, _ role: SchemaSite.Role) {
        guard note(schema, use, role) else { return }
        switch schema.shape {
        case .reference(let name):
            guard let named = contract.schemas.first(where: { $0.name == name }) else { return }
            visit(named.schema, use, .named(named))
        case .array(let element, _): visit(element, use, .inline)
        case .object(let properties, _):
            for property in properties { visit(property.schema, use, .property(property)) }
        default: break
        }
    }

    /// - Returns: false when this use of the schema is known already.
    private mutating func note(_ schema: Schema, _ use: SchemaSite.Use?, _ role: SchemaSite.Role) -> Bool {
        let uses: Set<SchemaSite.Use> = use.map { [$0] } ?? []
        guard let index = places[schema.mark] else {
            places[schema.mark] = sites.count
            let pointer = document.pointer(ofValue: schema.mark)
            sites.append(SchemaSite(schema: schema, role: role, pointer: pointer, uses: uses))
            return true
        }
        guard let use else { return false }
        return sites[index].uses.insert(use).inserted
    }
}
