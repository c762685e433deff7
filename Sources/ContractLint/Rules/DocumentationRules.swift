internal import OpenAPI
internal import YAML

/// What people read.
enum DocumentationRules {
    static let all: [Rule] = [
        info, tag, operation, parameter, header, body, schema, property, securityScheme, deprecation, summaries,
        fullStop,
    ]

    static let info = Rule(
        "info-description", .warning, "The contract does not say what the service is",
        because: "it is the first thing that people read", see: Reference.openAPI("info-object")
    ) { subject in
        isBlank(subject.document["/info/description"]?.node.string)
            ? [subject.found(at: "/info", "info has no description: write what the service is for")] : []
    }

    static let tag = Rule(
        "tag-description", .warning, "A tag has no description",
        because: "it heads a group of operations, and a protocol in the generated code",
        see: Reference.openAPI("tag-object")
    ) { subject in
        subject.contract.tags.filter { isBlank($0.description) }
            .map { subject.found(value: $0.mark, "the tag \"\($0.name)\" has no description: write what it groups") }
    }

    static let operation = Rule(
        "operation-description", .warning, "An operation has no description",
        because: "a summary names it; what it does, and when it refuses, needs a sentence more",
        see: Reference.openAPI("operation-object")
    ) { subject in
        subject.operations.filter { isBlank($0.description) }
            .map { subject.found($0, "\($0.id) has no description: write what it does, and what it leaves alone") }
    }

    static let parameter = Rule(
        "parameter-description", .warning, "A parameter has no description",
        because: "its name says what it is, not what it does", see: Reference.openAPI("parameter-object")
    ) { subject in
        subject.parameters.filter { isBlank($0.description) }.map {
            subject.found(
                value: $0.mark, "the \($0.location.rawValue) parameter \($0.name) has no description: write one")
        }
    }

    static let header = Rule(
        "header-description", .warning, "A response header has no description",
        because: "clients have to know what to do with it", see: Reference.openAPI("header-object")
    ) { subject in
        subject.headers.filter { isBlank($0.description) }.map {
            let pointer = subject.document.target(of: subject.document.pointer(ofValue: $0.mark))
            return subject.found(at: pointer, "the header \($0.name) has no description: write one")
        }
    }

    static let body = Rule(
        "request-body-description", .note, "A request body has no description",
        because: "it says in a line what is to be sent", see: Reference.openAPI("request-body-object")
    ) { subject in
        var seen: Set<Mark> = []
        return subject.operations.compactMap(\.body).filter { isBlank($0.description) && seen.insert($0.mark).inserted }
            .map { subject.found(value: $0.mark, "the request body has no description: write what it holds") }
    }

    static let schema = Rule(
        "schema-description", .warning, "A named schema has no description",
        because: "it becomes the comment of a generated type", see: Reference.openAPI("schema-object")
    ) { subject in
        subject.contract.schemas.filter { isBlank($0.schema.description) }
            .map { subject.found(key: $0.mark, "\($0.name) has no description: write what it is") }
    }

    static let property = Rule(
        "property-description", .warning, "A property has no description",
        because: "it becomes the comment of a generated property; one that is a reference has its target's",
        see: Reference.openAPI("schema-object")
    ) { subject in
        subject.schemas.compactMap { site in
            guard case .property(let property) = site.role, !site.isReference, isBlank(site.schema.description) else {
                return nil
            }
            return subject.found(key: property.mark, "\"\(property.name)\" has no description: write what it holds")
        }
    }

    static let securityScheme = Rule(
        "security-scheme-description", .note, "A security scheme has no description",
        because: "people have to know where they get a credential", see: Reference.openAPI("security-scheme-object")
    ) { subject in
        subject.contract.securitySchemes.filter { isBlank($0.description) }
            .map { subject.found(key: $0.mark, "\($0.name) has no description: write where its credentials come from") }
    }

    static let deprecation = Rule(
        "deprecated-silent", .warning, "Something is deprecated without a word on what to use instead",
        because: "clients can leave it only when they know where to go", see: Reference.openAPI("operation-object")
    ) { subject in
        subject.operations.filter { $0.isDeprecated && isBlank($0.description) }
            .map { subject.found($0, "\($0.id) is deprecated: write in its description what to use instead") }
            + subject.parameters.filter { $0.isDeprecated && isBlank($0.description) }
            .map { subject.found(value: $0.mark, "\($0.name) is deprecated: write what to use instead") }
    }

    static let summaries = Rule(
        "summary-repeated", .warning, "Two operations have the same summary",
        because: "lists of operations show nothing else", see: Reference.openAPI("operation-object")
    ) { subject in
        var first: [String: Operation] = [:]
        return subject.operations.compactMap { operation in
            guard let other = first[operation.summary] else {
                first[operation.summary] = operation
                return nil
            }
            return subject.found(operation, "\(operation.id) has the summary of \(other.id): write what is different")
        }
    }

    static let fullStop = Rule(
        "summary-full-stop", .note, "A summary ends with a full stop",
        because: "it is a heading, and generated comments add the full stop", see: Reference.openAPI("operation-object")
    ) { subject in
        subject.operations.filter { $0.summary.hasSuffix(".") }
            .map {
                subject.found(at: $0.pointer + "/summary", "the summary of \($0.id) ends with a full stop: remove it")
            }
    }

    private static func isBlank(_ text: String?) -> Bool { text?.allSatisfy(\.isWhitespace) ?? true }
}
