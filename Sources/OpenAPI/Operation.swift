package import YAML

/// What a client may ask for: a method of a path.
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
    package let isDeprecated: Bool
    package let parameters: [Parameter]
    package let body: RequestBody?
    /// By status, ascending.
    package let responses: [Response]
    package let security: SecurityRequirements
    /// The path parameter that must name the caller (`x-owner`).
    package let owner: String?
    /// Whether query parameters that the operation does not declare are passed over (`x-undeclared-query: ignore`)
    /// instead of refused.
    package let ignoresUndeclaredQuery: Bool
    /// Whether the answer is the same for everybody until the server replaces it (`x-constant: true`).
    package let isConstant: Bool
    /// Where it stands, with its keywords.
    package let site: Site

    /// RFC 6901, from the root of the contract.
    package var pointer: String { "/paths/\(JSONPointer.escaped(path))/\(method.lowercased())" }

    /// The media types of its successes, each once, in the order of the contract: what a client may accept.
    package var offeredMediaTypes: [String] {
        var offered: [String] = []
        for content in responses.filter({ $0.status < 300 }).flatMap(\.contents)
        where !offered.contains(content.mediaType) {
            offered.append(content.mediaType)
        }
        return offered
    }

    /// The statuses of the checks before a handler, and of its failures; each has an error body.
    package var refusals: [Int] {
        let statuses: [(status: Int, isAnswered: Bool)] = [
            // 400: a query parameter that is not declared. 500 and 503: faults, and a store that is away.
            (400, true), (401, !security.isOpen), (403, owner != nil || security.hasScopes),
            (404, parameters.contains { $0.location == .path }), (406, !offeredMediaTypes.isEmpty), (413, body != nil),
            (415, body != nil), (500, true), (503, true),
        ]
        return statuses.filter(\.isAnswered).map(\.status)
    }
}

package struct Response: Sendable {
    package struct Header: Sendable {
        package let name: String
        package let isRequired: Bool
        package let description: String?
        package let schema: Schema
        package let mark: Mark
        /// Where it stands, with its keywords.
        package let site: Site
    }

    package let status: Int
    package let description: String
    package let mark: Mark
    package let headers: [Header]
    /// One for each media type; none when the response has no content.
    package let contents: [Content]
    /// Where it stands, with its keywords.
    package let site: Site
}
