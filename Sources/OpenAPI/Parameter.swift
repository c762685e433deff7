package import YAML

/// A value that a client sends beside the body.
package struct Parameter: Sendable {
    package enum Location: String, Sendable, CaseIterable { case path, query, header, cookie }

    /// How an array or object is written as text (OpenAPI 3.0.3, Style Values).
    package enum Style: String, Sendable, CaseIterable {
        case simple, label, matrix, form, spaceDelimited, pipeDelimited, deepObject

        package static func allowed(in location: Location) -> [Style] {
            switch location {
            case .path: [.simple, .label, .matrix]
            case .query: [.form, .spaceDelimited, .pipeDelimited, .deepObject]
            case .header: [.simple]
            case .cookie: [.form]
            }
        }
    }

    package let name: String
    package let location: Location
    package let isRequired: Bool
    package let isDeprecated: Bool
    package let description: String?
    package let schema: Schema
    package let style: Style
    /// Whether each element or member of an array or object is written by itself.
    package let explode: Bool
    package let mark: Mark
    /// Where it stands, with its keywords.
    package let site: Site
}
