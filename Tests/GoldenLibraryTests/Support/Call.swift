import ContractTesting

/// A request that an operation accepts, to be spoilt in one respect.
struct Call: Sendable {
    let operationID: String
    let method: String
    /// Path and query.
    var target: String
    var headers: [(String, String)] = []
    var body: Body?

    struct Body: Sendable {
        /// Empty for none.
        var mediaType: String
        var bytes: [UInt8]

        static func json(_ text: String) -> Body { Body(mediaType: "application/json", bytes: Array(text.utf8)) }
        static func text(_ text: String, _ mediaType: String = "text/plain") -> Body {
            Body(mediaType: mediaType, bytes: Array(text.utf8))
        }
    }

    init(
        _ operationID: String, _ method: String, _ target: String, _ headers: [(String, String)] = [],
        _ body: Body? = nil
    ) {
        self.operationID = operationID
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    func with(_ change: (inout Call) -> Void) -> Call {
        var call = self
        change(&call)
        return call
    }

    func query(_ text: String) -> Call { with { $0.target += (target.contains("?") ? "&" : "?") + text } }

    /// With another value of a field, or none.
    func header(_ name: String, _ value: String?) -> Call {
        with { call in
            call.headers.removeAll { $0.0 == name }
            if let value { call.headers.append((name, value)) }
        }
    }

    func content(_ body: Body?) -> Call { with { $0.body = body } }

    var fields: [(String, String)] {
        headers + (body.map { $0.mediaType.isEmpty ? [] : [("Content-Type", $0.mediaType)] } ?? [])
    }

    /// - Parameter isValid: refuses to send what the contract does not allow.
    func send(
        to library: LibraryServer, isValid: Bool = false, isInvalidOnPurpose: Bool = false, judge: Bool = true
    ) async throws -> Exchange {
        try await library.client.send(
            method, target, headers: fields, body: body?.bytes, judge: judge, expectValidRequest: isValid,
            isInvalidOnPurpose: isInvalidOnPurpose)
    }
}

/// What callers carry.
enum Carried {
    static let clerk = ("Authorization", "Basic " + base64("anna:pass:wörd"))
    static let desk = ("X-Desk-Key", "desk-7")
    static func reader(_ card: String) -> (String, String) { ("Authorization", "Bearer reader.\(card)") }
    static func cookie(_ card: String) -> (String, String) { ("Cookie", "reader_session=session-\(card)") }
    static func partner(_ scopes: String) -> (String, String) { token("partner", scopes) }
    static func student(_ scopes: String) -> (String, String) { token("student", scopes) }

    private static func token(_ kind: String, _ scopes: String) -> (String, String) {
        ("Authorization", "Bearer \(kind).\(scopes.replacing(":", with: "/"))")
    }

    static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(text.utf8)
        var encoded = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let word = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0..<4 {
                encoded.append(index <= group.count ? alphabet[word >> (18 - 6 * index) & 63] : "=")
            }
        }
        return encoded
    }
}
