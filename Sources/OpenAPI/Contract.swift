package import YAML

/// A contract, read and checked: what the generator writes from.
package struct Contract: Sendable {
    /// The contract's path relative to the package.
    package let file: String
    package let title: String
    package let version: String
    package let tags: [Tag]
    package let schemas: [NamedSchema]
    package let operations: [Operation]
    /// What stands under components/securitySchemes; each is HTTP bearer.
    package let bearerSchemes: [BearerScheme]

    package struct Tag: Sendable {
        package let name: String
        package let description: String?
        package let mark: Mark
    }

    package struct BearerScheme: Sendable {
        package let name: String
        package let mark: Mark
    }

    /// The schema of a name that is known to exist.
    package func schema(named name: String) -> Schema? { schemas.first { $0.name == name }?.schema }

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

package struct Operation: Sendable {
    package let id: String
    /// Upper case.
    package let method: String
    /// With parameters in braces.
    package let path: String
    /// The line of the method under the path.
    package let mark: Mark
    package let tag: String
    package let summary: String
    package let description: String?
    package let parameters: [Parameter]
    package let body: Schema?
    package let responses: [Response]
    package let security: Security
    /// The path parameter that must name the caller (`x-owner`).
    package let owner: String?

    package enum Security: Sendable, Equatable {
        case open
        /// The name of the bearer scheme.
        case bearer(String)
    }

    /// The statuses of the checks before a handler, and of its failures; each has an error body.
    package var refusals: [Int] {
        let hasContent = responses.contains { $0.status < 300 && $0.content != nil }
        let statuses: [(status: Int, isAnswered: Bool)] = [
            // 400: a query parameter that is not declared. 500 and 503: faults, and a store that is away.
            (400, true), (401, security != .open), (403, owner != nil),
            (404, parameters.contains { $0.location == .path }), (406, hasContent), (413, body != nil),
            (415, body != nil), (500, true), (503, true),
        ]
        return statuses.filter(\.isAnswered).map(\.status)
    }
}

package struct Parameter: Sendable {
    package enum Location: String, Sendable { case path, query, header }

    package let name: String
    package let location: Location
    package let isRequired: Bool
    package let description: String?
    package let schema: Schema
    package let mark: Mark
}

package struct Response: Sendable {
    package enum Content: Sendable {
        case json(Schema)
        /// Another media type, sent as it is.
        case bytes(mediaType: String)
        /// A media type that goes on until someone ends it.
        case stream(mediaType: String)
    }

    package struct Header: Sendable {
        package let name: String
        package let isRequired: Bool
        package let description: String?
        package let schema: Schema
    }

    package let status: Int
    package let description: String
    package let mark: Mark
    package let headers: [Header]
    package let content: Content?
}
