package import HTTPCore

/// Builds the response of a documented status, checking header fields as it goes.
package struct ResponseBuilder: Sendable {
    private var response: HTTPResponse
    private var violations: [Violation] = []

    package init(_ status: Int) { response = HTTPResponse(status: status) }

    package mutating func header(_ name: String, _ value: String, _ rule: StringRule) {
        check(name, rule.breach(value), line: rule.line)
        // Nothing that could end the field and begin another.
        if value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
            check(name, Breach(keyword: "header", message: "has a control character"), line: rule.line)
        }
        response.fields.append(name, value)
    }

    package mutating func header(_ name: String, _ value: Int, _ rule: IntegerRule) {
        check(name, rule.breach(value), line: rule.line)
        response.fields.append(name, String(value))
    }

    package mutating func header(_ name: String, _ value: Bool) { response.fields.append(name, String(value)) }

    /// A field that the contract fixes, or one of a fixed list.
    package mutating func header(_ name: String, _ value: String) { response.fields.append(name, value) }

    package mutating func json(
        _ value: some ContractEncodable, mediaType: String = "application/json"
    ) throws(ContractBreach) {
        try json(mediaType: mediaType) { writer in value.write(to: &writer) }
    }

    /// JSON that has no type of its own, such as an array.
    package mutating func json(
        mediaType: String = "application/json", _ write: (inout BodyWriter) -> Void
    ) throws(ContractBreach) {
        response.fields.append("Content-Type", mediaType)
        response.body = .bytes(try BodyWriter.encode(write))
    }

    package mutating func text(_ value: String, _ rule: StringRule, mediaType: String) {
        if let breach = rule.breach(value) { violations.append(Violation(pointer: "", breach, line: rule.line)) }
        response.fields.append("Content-Type", "\(mediaType); charset=utf-8")
        response.body = .bytes(Array(value.utf8))
    }

    package mutating func bytes(_ value: [UInt8], mediaType: String) {
        response.fields.append("Content-Type", mediaType)
        response.body = .bytes(value)
    }

    /// - Parameter parameters: of the media type, such as `; boundary=frame`.
    package mutating func stream(_ stream: ResponseStream, mediaType: String) {
        response.fields.append("Content-Type", mediaType + stream.mediaTypeParameters)
        response.body = .stream(stream.source)
    }

    package func finish() throws(ContractBreach) -> HTTPResponse {
        guard violations.isEmpty else { throw ContractBreach(violations: violations) }
        return response
    }

    private mutating func check(_ name: String, _ breach: Breach?, line: Int) {
        guard let breach else { return }
        violations.append(
            Violation(pointer: "header/\(name)", keyword: breach.keyword, message: breach.message, line: line))
    }
}

extension HTTPResponse {
    /// A JSON body and nothing else, as most refusals are.
    package static func json(_ status: Int, _ body: some ContractEncodable) throws(ContractBreach) -> HTTPResponse {
        var response = ResponseBuilder(status)
        try response.json(body)
        return try response.finish()
    }
}

/// A response body that comes over time.
package struct ResponseStream: Sendable {
    let source: any HTTPStreamSource
    let mediaTypeParameters: String

    /// - Parameter mediaTypeParameters: appended to the contract's media type, such as `; boundary=frame`.
    package init(_ source: any HTTPStreamSource, mediaTypeParameters: String) {
        self.source = source
        self.mediaTypeParameters = mediaTypeParameters
    }
}
