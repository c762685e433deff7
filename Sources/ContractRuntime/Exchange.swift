package import HTTPCore

/// A request on its way through the checks of one operation, in the order the design fixes: who calls, whether the
/// path can exist, whether it is theirs, what they accept, and only then what they send.
package struct Exchange: Sendable {
    /// Bytes of a request body at most.
    package static let maximumBody = 1 << 20

    let request: HTTPRequest
    let pathValues: [(name: String, value: Substring)]
    /// Told how many members of a body were ignored, as its schema allows.
    var onIgnored: @Sendable (Int) -> Void = { _ in }

    package var context: RequestContext { request.context }

    /// The token of `Authorization: Bearer …` (RFC 6750 §2.1); nil without such a field.
    package var bearer: BearerCredentials {
        guard request.fields.count("Authorization") > 0 else { return .none }
        guard request.fields.count("Authorization") == 1, let field = request.fields["Authorization"] else {
            return .malformed
        }
        let parts = field.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty, !parts[1].contains(" ") else {
            return .malformed
        }
        return .token(String(parts[1]))
    }

    /// A value of the path. One that the schema refuses cannot exist: 404.
    package func pathString(_ name: String, _ rule: StringRule) throws(Rejection) -> String {
        guard let raw = pathValues.first(where: { $0.name == name })?.value, let value = PercentEncoding.decode(raw),
            rule.breach(value) == nil
        else { throw .notFound }
        return value
    }

    package func pathInteger(_ name: String, _ rule: IntegerRule) throws(Rejection) -> Int {
        guard let raw = pathValues.first(where: { $0.name == name })?.value,
            let value = ParameterReader.integer(String(raw)), rule.breach(value) == nil
        else { throw .notFound }
        return value
    }

    /// - Throws: 406 when the client takes nothing that this operation has (RFC 9110 §12.5.1).
    package func requireAcceptable(_ mediaType: String) throws(Rejection) {
        // An empty field says as little as none.
        guard let accept = request.fields["Accept"], accept.contains(where: { $0 != " " && $0 != "\t" }) else { return }
        guard MediaRange.list(accept, accepts: mediaType) else { throw .notAcceptable(mediaType) }
    }

    /// - Parameter query: the names that the contract declares.
    package func parameters(query: [String]) -> ParameterReader {
        ParameterReader(query: request.query, fields: request.fields, declared: query)
    }

    /// - Throws: 411, 415, 413, 408 or 400, in this order.
    package func body<Value: ContractDecodable>(_ type: Value.Type) async throws(Rejection) -> Value {
        if !request.body.isPresent, request.fields["Content-Length"] == nil, request.fields["Transfer-Encoding"] == nil
        {
            throw Rejection(status: 411, code: "length_required", message: "A body and its Content-Length are required")
        }
        // A coding is not undone here, and coded bytes are not JSON (RFC 9110 §8.4).
        if let coding = request.fields["Content-Encoding"], coding.lowercased() != "identity" {
            throw .unsupportedMediaType("application/json")
        }
        if let contentType = request.fields["Content-Type"] {
            guard MediaRange.isJSON(contentType) else { throw .unsupportedMediaType("application/json") }
        } else if request.body.isPresent {
            throw .unsupportedMediaType("application/json")
        }
        let bytes: [UInt8]
        do {
            bytes = try await request.body.collect(limit: Self.maximumBody)
        } catch {
            switch error {
            case .tooLarge: throw .contentTooLarge
            case .timedOut:
                throw Rejection(status: 408, code: "request_timeout", message: "The body did not arrive in time")
            case .malformed, .disconnected:
                throw Rejection(status: 400, code: "invalid_body", message: "The body is broken off or badly framed")
            }
        }
        guard !bytes.isEmpty else {
            throw .invalid([Violation(pointer: "", keyword: "required", message: "a body is required", line: 0)])
        }
        return try BodyReader.read(type, from: bytes, onIgnored: onIgnored)
    }
}

/// What a request carried in its Authorization field.
package enum BearerCredentials: Sendable, Equatable {
    case none
    /// Another scheme, several fields, or no single token.
    case malformed
    case token(String)
}
