internal import OpenAPI

/// Examples: whether there are some, and whether they are true.
enum ExampleRules {
    static let all: [Rule] = [invalid, ambiguous, withoutValue, media, property]

    static let invalid = Rule(
        "example-invalid", .error, "An example or a default is refused by its own schema",
        because: "readers copy it and get 400, and tools that make mocks and tests from it are wrong",
        see: Reference.openAPI("schema-object")
    ) { subject in
        let checker = ExampleChecker(subject.contract)
        return subject.examples.flatMap { site in
            checker.flaws(of: site.value, by: site.schema).map { flaw in
                let value = flaw.pointer.isEmpty ? "it" : flaw.pointer
                return Found(
                    mark: flaw.mark, pointer: site.pointer + flaw.pointer,
                    message: "the \(site.what) is not a value of its schema, \(value) \(flaw.message): mend one of them"
                )
            }
        }
    }

    static let ambiguous = Rule(
        "example-ambiguous", .warning, "Both `example` and `examples` stand in one place",
        because: "OpenAPI allows one of them, and tools show whichever they like",
        see: Reference.openAPI("media-type-object")
    ) { subject in
        subject.exampleHolders.map(\.pointer).filter {
            subject.document[$0 + "/example"] != nil && subject.document[$0 + "/examples"] != nil
        }.map { subject.found(at: $0 + "/example", "example stands beside examples: move it there under a name") }
    }

    static let withoutValue = Rule(
        "example-without-value", .error, "An entry of `examples` has no value, or refers to none",
        because: "what is not in the contract cannot be checked, and a reference to nothing shows nothing",
        see: Reference.openAPI("example-object")
    ) { subject in
        let places = subject.exampleHolders.map { $0.pointer + "/examples" } + ["/components/examples"]
        return places.flatMap { subject.document.members(of: $0) }.compactMap { entry in
            let target = subject.document.target(of: entry.pointer)
            if subject.document[target] == nil {
                return subject.found(
                    at: entry.pointer, "there is no example at #\(target): add it, or mend the reference")
            }
            guard subject.document[target + "/value"] == nil else { return nil }
            return subject.found(at: entry.pointer, "the example \"\(entry.name)\" has no value: write one")
        }
    }

    static let media = Rule(
        "media-example", .warning, "A body has no example, and its schema cannot show one",
        because: "an example is what people read first, and what a mock server answers",
        see: Reference.openAPI("media-type-object")
    ) { subject in
        subject.contents.compactMap { item in
            guard let schema = item.content.schema, !subject.hasExample(schema) else { return nil }
            let pointer = subject.document.pointer(ofKey: item.content.mark)
            guard subject.document[pointer + "/example"] == nil, subject.document[pointer + "/examples"] == nil else {
                return nil
            }
            return subject.found(
                key: item.content.mark, "this \(item.content.mediaType) has no example: write example or examples")
        }
    }

    static let property = Rule(
        "property-example", .note, "A scalar property has no example",
        because: "its type seldom says what a value looks like", see: Reference.openAPI("schema-object")
    ) { subject in
        subject.schemas.compactMap { site in
            guard case .property(let property) = site.role, !site.isReference, !subject.hasExample(site.schema) else {
                return nil
            }
            switch site.schema.shape {
            case .string, .integer, .number:
                return subject.found(key: property.mark, "\"\(property.name)\" has no example: write one")
            default: return nil
            }
        }
    }
}
