internal import OpenAPI
internal import YAML

/// A value in the contract that readers take for one of a schema.
struct ExampleSite {
    let value: Node
    let pointer: String
    let schema: Schema
    /// `example` or `default`.
    let what: String
}

extension Subject {
    /// Every example and default, each once, with the schema that it is to fit.
    var examples: [ExampleSite] {
        var sites: [ExampleSite] = []
        for site in schemas {
            for what in ["example", "default"] { sites += example("\(site.pointer)/\(what)", site.schema, what) }
        }
        for holder in exampleHolders {
            guard let schema = holder.schema else { continue }
            sites += example("\(holder.pointer)/example", schema, "example")
            for entry in document.members(of: "\(holder.pointer)/examples") {
                sites += example(document.target(of: entry.pointer) + "/value", schema, "example")
            }
        }
        return sites
    }

    /// What may have `example` and `examples` besides schemas: parameters, headers and media types.
    var exampleHolders: [(pointer: String, schema: Schema?)] {
        let parameters = parameters.map { (document.pointer(ofValue: $0.mark), Optional($0.schema)) }
        let headers = headers.map { (document.target(of: document.pointer(ofValue: $0.mark)), Optional($0.schema)) }
        let contents = contents.map { (document.pointer(ofKey: $0.content.mark), $0.content.schema) }
        return parameters + headers + contents
    }

    private func example(_ pointer: String, _ schema: Schema, _ what: String) -> [ExampleSite] {
        guard let entry = document[pointer] else { return [] }
        return [ExampleSite(value: entry.node, pointer: pointer, schema: schema, what: what)]
    }

    /// Whether values of a schema can be shown: it has an example, or all its parts have.
    func hasExample(_ schema: Schema, depth: Int = 0) -> Bool {
        guard depth < 16 else { return true }
        if document[document.pointer(ofValue: schema.mark) + "/example"] != nil { return true }
        switch schema.shape {
        case .reference(let name):
            return contract.schema(named: name).map { hasExample($0, depth: depth + 1) } ?? false
        case .array(let element, _): return hasExample(element, depth: depth + 1)
        case .object(let properties, _):
            return properties.allSatisfy { !$0.isRequired || hasExample($0.schema, depth: depth + 1) }
        case .boolean, .enumeration: return true
        case .string, .integer, .number, .freeObject, .file: return schema.defaultValue != nil
        }
    }
}
