package import YAML

/// A contract, read and checked: what the generator writes from, and what lint and diff look at.
package struct Contract: Sendable {
    /// The contract's path relative to the package.
    package let file: String
    package let title: String
    /// `info.version`, as it stands there.
    package let version: String
    /// The place of `info.version`.
    package let versionMark: Mark
    package let tags: [Tag]
    package let schemas: [NamedSchema]
    package let operations: [Operation]
    /// What stands under components/securitySchemes.
    package let securitySchemes: [SecurityScheme]
    /// The names of `schemas`, for look-ups.
    private let schemaIndex: [String: Int]

    package struct Tag: Sendable {
        package let name: String
        package let description: String?
        package let mark: Mark
    }

    init(
        file: String, title: String, version: String, versionMark: Mark, tags: [Tag], schemas: [NamedSchema],
        operations: [Operation], securitySchemes: [SecurityScheme]
    ) {
        self.file = file
        self.title = title
        self.version = version
        self.versionMark = versionMark
        self.tags = tags
        self.schemas = schemas
        self.operations = operations
        self.securitySchemes = securitySchemes
        schemaIndex = Dictionary(schemas.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    /// The schema of a name that is known to exist.
    package func schema(named name: String) -> Schema? { schemaIndex[name].map { schemas[$0].schema } }

    package func securityScheme(named name: String) -> SecurityScheme? {
        securitySchemes.first { $0.name == name }
    }

    /// Follows references to the schema that says what the value is.
    package func resolved(_ schema: Schema) -> Schema {
        var schema = schema
        for _ in schemas {
            guard case .reference(let name) = schema.shape, let target = self.schema(named: name) else { break }
            schema = target
        }
        return schema
    }
}
