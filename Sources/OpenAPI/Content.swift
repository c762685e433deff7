package import YAML

/// The body of a request.
package struct RequestBody: Sendable {
    package let isRequired: Bool
    package let description: String?
    /// One for each media type, at least one.
    package let contents: [Content]
    /// Bytes at most (`x-max-bytes`); nil for the server's own bound.
    package let maxBytes: Int?
    package let mark: Mark
    /// Where it stands, with its keywords.
    package let site: Site
}

/// What a body is under one media type.
package struct Content: Sendable {
    package enum Kind: Sendable {
        /// `application/json`, or another type that ends in `+json`.
        case json(Schema)
        /// `application/x-www-form-urlencoded`: an object of scalars and arrays of scalars.
        case form(Schema)
        /// `multipart/form-data` (RFC 7578): an object with a part for each member.
        case multipart(Schema)
        /// `text/…`: a string in UTF-8 with its keywords.
        case text(Schema)
        /// Any other media type, as it is.
        case bytes
        /// Bytes that come over time (`x-stream: true`), or a media type that goes on until someone ends it.
        case stream
    }

    package let mediaType: String
    package let kind: Kind
    package let mark: Mark
    /// Where it stands, with its keywords.
    package let site: Site

    package var isStream: Bool {
        if case .stream = kind { true } else { false }
    }

    package var schema: Schema? {
        switch kind {
        case .json(let schema), .form(let schema), .multipart(let schema), .text(let schema): schema
        case .bytes, .stream: nil
        }
    }
}
