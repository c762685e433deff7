internal import OpenAPI

/// Schemas that promise less than they seem to.
enum ShapeRules {
    static let all: [Rule] = [unanchored, topLevelArray, freeObject, unknownMembers]

    static let unanchored = Rule(
        "pattern-unanchored", .warning, "A pattern is not anchored at both ends",
        because: "JSON Schema matches anywhere in the text, so that everything around the match is let through",
        see: Reference.openAPI("schema-object")
    ) { subject in
        subject.schemas.compactMap { site in
            guard case .string(let keywords) = site.schema.shape, let pattern = keywords.pattern,
                !PatternAnchors.holds(pattern)
            else { return nil }
            return subject.found(
                at: site.pointer + "/pattern",
                "\(pattern) matches anywhere in a text: begin it with ^ and end it with $")
        }
    }

    static let topLevelArray = Rule(
        "top-level-array", .warning, "A response is an array at its top",
        because: "it can never tell the next page, or anything else beside the items",
        see: Reference.openAPI("response-object")
    ) { subject in
        subject.contents.compactMap { item in
            guard !item.isRequest, case .json(let schema) = item.content.kind,
                case .array = subject.contract.resolved(schema).shape
            else { return nil }
            return subject.found(
                key: item.content.mark, "the body is an array: wrap it in an object with a member for it")
        }
    }

    static let freeObject = Rule(
        "free-object", .note, "A client may send an object of any members",
        because: "nothing of it is checked, and no type tells what is in it", see: Reference.openAPI("schema-object")
    ) { subject in
        subject.schemas.compactMap { site in
            guard site.isChosenByClients, case .freeObject = site.schema.shape else { return nil }
            return subject.found(
                value: site.schema.mark, "this object is free: list its properties where they are known")
        }
    }

    static let unknownMembers = Rule(
        "unknown-ignored", .note, "What a client misspells is passed over",
        because: "a misspelt optional property or query parameter has no effect, and nobody is told",
        see: Reference.openAPI("schema-object")
    ) { subject in
        subject.schemas.compactMap { site in
            guard site.isChosenByClients, case .object(_, ignoresUnknown: true) = site.schema.shape else { return nil }
            return subject.found(
                at: site.pointer + "/additionalProperties",
                "unknown members are ignored: write additionalProperties: false unless older clients need it")
        }
            + subject.operations.filter(\.ignoresUndeclaredQuery).map {
                subject.found(
                    at: $0.pointer + "/x-undeclared-query",
                    "\($0.id) ignores undeclared query parameters: leave this out unless clients need it")
            }
    }
}

/// Whether a pattern speaks of the whole text.
enum PatternAnchors {
    /// Each alternative at the top must begin with `^` and end with `$`: `^a|b$` is `^a` or `b$`.
    static func holds(_ pattern: String) -> Bool {
        alternatives(pattern).allSatisfy { $0.hasPrefix("^") && $0.hasSuffix("$") && !$0.hasSuffix("\\$") }
    }

    private static func alternatives(_ pattern: String) -> [String] {
        var alternatives = [""]
        var depth = 0
        var isEscaped = false
        var isInClass = false
        for character in pattern {
            let isSpecial = !isEscaped
            isEscaped = isSpecial && character == "\\"
            if isSpecial {
                if isInClass {
                    isInClass = character != "]"
                } else if character == "[" {
                    isInClass = true
                } else if character == "(" {
                    depth += 1
                } else if character == ")" {
                    depth -= 1
                } else if character == "|", depth == 0 {
                    alternatives.append("")
                    continue
                }
            }
            alternatives[alternatives.count - 1].append(character)
        }
        return alternatives
    }
}
