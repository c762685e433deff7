internal import OpenAPI

/// Caches and conditions (RFC 9110 §13, RFC 9111).
enum ConditionalRules {
    static let all: [Rule] = [notModified, precondition, validator, caching]

    static let notModified = Rule(
        "not-modified-unreachable", .warning, "A 304 that nobody can ask for",
        because: "a handler sees only the fields that are declared", see: Reference.rfc(9110, "15.4.5")
    ) { subject in
        subject.operations.filter { operation in
            operation.method == "GET" && operation.responses.contains { $0.status == 304 }
                && !has(operation, ["if-none-match", "if-modified-since"])
        }.map { subject.found($0, "\($0.id) answers 304 to nobody: declare the header parameter If-None-Match") }
    }

    static let precondition = Rule(
        "precondition-incomplete", .warning, "A precondition without its 412, or a 412 without its precondition",
        because: "one is of no use without the other", see: Reference.rfc(9110, "13.1.1")
    ) { subject in
        subject.operations.compactMap { operation in
            let asks = has(operation, ["if-match", "if-unmodified-since"])
            let answers = operation.responses.contains { $0.status == 412 }
            if asks && !answers {
                return subject.found(operation, "\(operation.id) takes If-Match and has no 412: write it")
            }
            if answers && !asks {
                return subject.found(operation, "\(operation.id) answers 412 to nobody: declare the parameter If-Match")
            }
            return nil
        }
    }

    static let validator = Rule(
        "validator-missing", .warning, "A conditional read does not give what its condition needs",
        because: "If-None-Match can only repeat an ETag that came with the 200", see: Reference.rfc(9110, "8.8.3")
    ) { subject in
        subject.operations.filter { operation in
            has(operation, ["if-none-match"])
                && operation.responses.contains { $0.status == 200 && !has($0, ["etag"]) }
        }.map { subject.found($0, "\($0.id) takes If-None-Match, and its 200 has no ETag: add it") }
    }

    static let caching = Rule(
        "caching-unsaid", .note, "A read says nothing to caches",
        because: "what is not forbidden may be kept for as long as a cache thinks right",
        see: Reference.rfc(9111, "4.2.2")
    ) { subject in
        subject.operations.filter { operation in
            operation.method == "GET"
                && operation.responses.contains {
                    $0.status == 200 && !has($0, ["etag", "cache-control", "last-modified", "expires"])
                }
        }.map { subject.found($0, "the 200 of \($0.id) has neither Cache-Control nor ETag: write one") }
    }

    private static func has(_ operation: Operation, _ fields: [String]) -> Bool {
        operation.parameters.contains { $0.location == .header && fields.contains($0.name.lowercased()) }
    }

    private static func has(_ response: Response, _ fields: [String]) -> Bool {
        response.headers.contains { fields.contains($0.name.lowercased()) }
    }
}
