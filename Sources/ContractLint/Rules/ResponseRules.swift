internal import OpenAPI

/// Statuses and what comes with them (RFC 9110 §15).
enum ResponseRules {
    static let all: [Rule] = [location, creation, method, retry, allow, errorShape]

    static let location = Rule(
        "location-missing", .warning, "A 201 does not say where the new thing is",
        because: "without Location the new thing is at the target URI, which for a POST is seldom so",
        see: Reference.rfc(9110, "15.3.2")
    ) { subject in
        subject.responses(lacking: "Location", in: [201], ofMethod: "POST").map {
            subject.found(at: $0.pointer, "this 201 may lack Location: add it with required: true")
        }
    }

    static let creation = Rule(
        "created-without-201", .note, "A POST that creates something answers 200",
        because: "201 tells clients and caches that there is something new", see: Reference.rfc(9110, "15.3.2")
    ) { subject in
        subject.operations.filter { operation in
            operation.method == "POST" && ["create", "add"].contains(OperationNames.verb(operation.id))
                && !operation.responses.contains { $0.status == 201 || $0.status == 202 }
        }.map { subject.found($0, "\($0.id) creates something and never answers 201: write its 201 with Location") }
    }

    static let method = Rule(
        "status-for-method", .warning, "A status has no meaning for its method",
        because: "clients and caches act on the pair", see: Reference.rfc(9110, "15")
    ) { subject in
        subject.operations.flatMap { operation in
            operation.responses.compactMap { response in
                let message: String? =
                    switch (operation.method, response.status) {
                    case ("GET", 201), ("GET", 202), ("GET", 205), ("DELETE", 201), ("DELETE", 205):
                        "\(operation.method) does not answer \(response.status): write 200 or 204"
                    case ("POST", 304), ("PUT", 304), ("PATCH", 304), ("DELETE", 304):
                        "304 is for reads only: write 412"
                    case ("POST", 206), ("PUT", 206), ("PATCH", 206), ("DELETE", 206):
                        "206 is for reads only: write 200"
                    default: nil
                    }
                return message.map { subject.found(at: "\(operation.pointer)/responses/\(response.status)", $0) }
            }
        }
    }

    static let retry = Rule(
        "retry-after-missing", .warning, "A 429 or 503 does not say when to try again",
        because: "clients that do not know try again at once", see: Reference.rfc(9110, "10.2.3")
    ) { subject in
        subject.responses(lacking: "Retry-After", in: [429, 503]).map {
            subject.found(at: $0.pointer, "this \($0.status) may lack Retry-After: add it with required: true")
        }
    }

    static let allow = Rule(
        "allow-missing", .warning, "A 405 does not require Allow",
        because: "a server must say which methods there are", see: Reference.rfc(9110, "15.5.6")
    ) { subject in
        subject.responses(lacking: "Allow", in: [405]).map {
            subject.found(at: $0.pointer, "this 405 may lack Allow: add it with required: true")
        }
    }

    static let errorShape = Rule(
        "error-shape-differs", .warning, "An error has another schema than the other errors",
        because: "clients have one place where errors are read", see: Reference.rfc(9457, "1")
    ) { subject in
        let errors = subject.operations.flatMap(\.responses).filter { $0.status >= 400 }.flatMap(\.contents)
        let shapes = errors.compactMap { content -> (content: Content, name: String)? in
            guard case .json(let schema) = content.kind else { return nil }
            guard case .reference(let name) = schema.shape else { return (content, "a schema without a name") }
            return (content, name)
        }
        guard let usual = Majority.of(shapes.map(\.name)) else { return [] }
        return shapes.filter { $0.name != usual }.map {
            subject.found(key: $0.content.mark, "this error is \($0.name) where others are \(usual): write \(usual)")
        }
    }
}

/// What most do.
enum Majority {
    /// The most frequent of these; the first one among equals.
    static func of(_ names: [String]) -> String? {
        let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        guard let highest = counts.values.max() else { return nil }
        return names.first { counts[$0] == highest }
    }
}
