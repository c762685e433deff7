/// Every keyword the oracle knows, in both dialects.
enum SchemaKeyword: String, CaseIterable {
    case type, `enum`, nullable, readOnly, writeOnly
    case multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum
    case minLength, maxLength, pattern, format
    case items, additionalItems, minItems, maxItems, uniqueItems
    case properties, patternProperties, additionalProperties, required, minProperties, maxProperties, dependencies
    case allOf, anyOf, oneOf, not, discriminator
    case title, description, `default`, example, deprecated, externalDocs, xml

    enum Group {
        case general, number, string, array, object, combination, annotation
    }

    static let typeNames: Set<String> = ["null", "boolean", "integer", "number", "string", "array", "object"]

    var group: Group {
        switch self {
        case .type, .enum, .readOnly, .writeOnly: .general
        case .multipleOf, .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: .number
        case .minLength, .maxLength, .pattern, .format: .string
        case .items, .additionalItems, .minItems, .maxItems, .uniqueItems: .array
        case .properties, .patternProperties, .additionalProperties, .required, .minProperties, .maxProperties,
            .dependencies:
            .object
        case .allOf, .anyOf, .oneOf, .not, .discriminator: .combination
        // nullable only widens type; it says nothing by itself (OpenAPI 3.0.3, Schema Object).
        case .nullable, .title, .description, .default, .example, .deprecated, .externalDocs, .xml: .annotation
        }
    }

    var isAnnotation: Bool { group == .annotation }

    var isOpenAPIOnly: Bool {
        switch self {
        case .nullable, .readOnly, .writeOnly, .discriminator: true
        default: isAnnotation
        }
    }

    var isDraft4Only: Bool {
        switch self {
        case .patternProperties, .additionalItems, .dependencies: true
        default: false
        }
    }
}
