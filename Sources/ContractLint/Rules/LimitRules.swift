internal import OpenAPI

/// How much a client may send.
enum LimitRules {
    static let all: [Rule] = [string, array, integer, upload]

    private static let consumption = Reference.owasp("0xa4-unrestricted-resource-consumption")

    static let string = Rule(
        "unbounded-string", .warning, "A string that clients send has no bound",
        because: "it is as long as a body may be, wherever it is kept, logged or hashed", see: consumption
    ) { subject in
        subject.schemas.compactMap { site in
            guard site.isChosenByClients, case .string(let keywords) = site.schema.shape, keywords.maxLength == nil,
                keywords.pattern == nil, keywords.format == nil
            else { return nil }
            return subject.found(
                value: site.schema.mark, "this string has no bound: write maxLength, a pattern or a format")
        }
    }

    static let array = Rule(
        "unbounded-array", .warning, "An array that clients send has no bound",
        because: "work grows with every item", see: consumption
    ) { subject in
        subject.schemas.compactMap { site in
            guard site.isChosenByClients, case .array(_, let keywords) = site.schema.shape, keywords.maxItems == nil
            else { return nil }
            return subject.found(value: site.schema.mark, "this array has no bound: write maxItems")
        }
    }

    static let integer = Rule(
        "unbounded-integer", .note, "An integer that clients send has no bounds",
        because: "sums and products of it overflow, and times and sizes become absurd", see: consumption
    ) { subject in
        subject.schemas.compactMap { site in
            guard site.isChosenByClients, case .integer(let keywords) = site.schema.shape, !keywords.isInt32,
                keywords.minimum == nil || keywords.maximum == nil
            else { return nil }
            let missing = [keywords.minimum == nil ? "minimum" : nil, keywords.maximum == nil ? "maximum" : nil]
            let names = missing.compactMap(\.self).joined(separator: " and ")
            return subject.found(value: site.schema.mark, "this integer has no \(names): write it")
        }
    }

    static let upload = Rule(
        "unbounded-upload", .note, "A body that is not JSON leaves its size to the server's own bound",
        because: "files differ in size by kind, and clients want to know before they send one", see: consumption
    ) { subject in
        subject.operations.compactMap { operation in
            guard let body = operation.body, body.maxBytes == nil else { return nil }
            let content = body.contents.first { content in
                switch content.kind {
                case .bytes, .stream, .multipart: true
                case .json, .form, .text: false
                }
            }
            guard let content else { return nil }
            return subject.found(
                key: content.mark, "\(operation.id) takes \(content.mediaType) of any size: write x-max-bytes")
        }
    }
}
