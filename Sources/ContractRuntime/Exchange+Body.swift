internal import HTTPCore

/// The body of a request: first whether there is one and of what media type, then what it says.
extension Exchange {
    /// Whether the client sends a body at all.
    package var hasBody: Bool {
        request.body.isPresent || request.fields["Content-Length"].map { $0 != "0" } == true
            || request.fields["Transfer-Encoding"] != nil
    }

    /// - Throws: 411 without a body, 415 when it is of another media type.
    package func requireContent(_ mediaType: String) throws(Rejection) { _ = try content(of: [mediaType]) }

    /// The media type of the body, which is one of those offered.
    ///
    /// - Throws: 411 without a body, 400 for one that is nothing at all, 415 when it is of none of them.
    package func content(of mediaTypes: [String]) throws(Rejection) -> String {
        if !request.body.isPresent, request.fields["Content-Length"] == nil, request.fields["Transfer-Encoding"] == nil
        {
            throw Rejection(status: 411, code: "length_required", message: "A body and its Content-Length are required")
        }
        // A coding is not undone here (RFC 9110 §8.4).
        if let coding = request.fields["Content-Encoding"], coding.lowercased() != "identity" {
            var rejection = Rejection.unsupportedMediaType(mediaTypes, isPatch: isPatch)
            rejection.message = "The body must have no content coding"
            rejection.fields["Accept-Encoding"] = "identity"
            throw rejection
        }
        guard let field = request.fields["Content-Type"] else {
            // Nothing is not of any type, not even an empty text.
            throw request.body.isPresent
                ? .unsupportedMediaType(mediaTypes, isPatch: isPatch) : .invalid([Violation(pointer: "", .noBody)])
        }
        // Most clients write it as the contract does, and nothing more.
        if let known = mediaTypes.first(where: { $0 == field }), !known.utf8.contains(UInt8(ascii: ";")) {
            return known
        }
        guard let contentType = ContentType(field),
            let known = mediaTypes.first(where: { $0 == contentType.mediaType }),
            contentType.hasKnownCharset
        else { throw .unsupportedMediaType(mediaTypes, isPatch: isPatch) }
        return known
    }

    private var isPatch: Bool { request.message.equals(request.message.layout.method, "PATCH") }

    /// The bytes of the body.
    ///
    /// - Throws: 413, 408 or 400.
    package func bytes(maxBytes: Int = Self.maximumBody) async throws(Rejection) -> [UInt8] {
        do {
            return try await request.body.collect(limit: maxBytes)
        } catch {
            throw Rejection(error)
        }
    }

    private func noteIgnored(_ count: Int) {
        if let (observer, route) = onIgnored { observer.ignored(route, properties: count) }
    }

    /// A JSON body.
    package func json<Value: ContractDecodable>(
        _ type: Value.Type, maxBytes: Int = Self.maximumBody
    ) async throws(Rejection) -> Value {
        try await json(maxBytes: maxBytes) { reader in Value.read(from: &reader) }
    }

    /// A JSON body that has no type of its own, such as an array.
    package func json<Value>(
        maxBytes: Int = Self.maximumBody, _ read: (inout BodyReader) -> Value?
    ) async throws(Rejection) -> Value {
        let bytes = try await bytes(maxBytes: maxBytes)
        guard !bytes.isEmpty else { throw .invalid([Violation(pointer: "", .noBody)]) }
        return try BodyReader.read(from: bytes, onIgnored: noteIgnored, read)
    }

    /// A form (application/x-www-form-urlencoded).
    package func form<Value: ContractDecodable>(
        _ type: Value.Type, _ rule: TextRule, maxBytes: Int = Self.maximumBody
    ) async throws(Rejection) -> Value {
        let bytes = try await bytes(maxBytes: maxBytes)
        guard let json = FormBody.json(bytes, rule.shape) else {
            throw .invalid([Violation(pointer: "", .notPercentEncoded)])
        }
        return try BodyReader.read(type, from: json, onIgnored: noteIgnored)
    }

    /// The parts of a multipart/form-data body (RFC 7578), a member each.
    package func multipart<Value: ContractDecodable>(
        _ type: Value.Type, _ rule: TextRule, maxBytes: Int = Self.maximumBody
    ) async throws(Rejection) -> Value {
        guard let boundary = request.fields["Content-Type"].flatMap(ContentType.init)?.boundary else {
            throw Rejection(
                status: 400, code: "invalid_body", message: "The media type needs a boundary of 1 to 70 characters")
        }
        let bytes = try await bytes(maxBytes: maxBytes)
        var body = MultipartBody(bytes, boundary: boundary)
        let parts: [MultipartBody.Part]
        do {
            parts = try body.parts()
        } catch {
            throw Rejection(status: 400, code: "invalid_body", message: "The body is not multipart: \(error.message)")
        }
        let (json, files) = MultipartBody.json(parts, rule.shape)
        return try BodyReader.read(from: json, files: files, onIgnored: noteIgnored) { reader in
            Value.read(from: &reader)
        }
    }

    /// A text body in UTF-8.
    package func text(_ rule: StringRule, maxBytes: Int = Self.maximumBody) async throws(Rejection) -> String {
        let bytes = try await bytes(maxBytes: maxBytes)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .invalid([
                Violation(pointer: "", Breach(keyword: "format", message: "must be UTF-8"), line: rule.line)
            ])
        }
        if let breach = rule.breach(text) { throw .invalid([Violation(pointer: "", breach, line: rule.line)]) }
        return text
    }

    /// A body that the handler reads as it comes.
    package func stream(maxBytes: Int = Self.maximumBody) -> RequestStream {
        RequestStream(request.body, maxBytes: maxBytes)
    }
}

extension Rejection {
    init(_ error: HTTPBodyError) {
        switch error {
        case .tooLarge: self = .contentTooLarge
        case .timedOut:
            self.init(status: 408, code: "request_timeout", message: "The body did not arrive in time")
        case .exhausted:
            self = .unavailable(
                code: "overloaded", message: "Too many bodies are on their way; try again shortly", retryAfter: 1,
                detail: "bodies on their way hold as much as --body-memory allows")
        case .malformed, .disconnected:
            self.init(status: 400, code: "invalid_body", message: "The body is broken off or badly framed")
        }
    }
}

extension Breach {
    static let noBody = Breach(keyword: "required", message: "a body is required")
}

extension Violation {
    init(pointer: String, _ breach: Breach, line: Int = 0) {
        self.init(pointer: pointer, keyword: breach.keyword, message: breach.message, line: line)
    }
}
