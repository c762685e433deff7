/// One message and what strict HTTP says to it, however it is delivered. The tests of the engine ask for the answers;
/// the fuzzer begins with the messages.
package struct RequestCase: Sendable {
    /// The clause that decides, and what the case shows: the number of an RFC first, or `limit`.
    package let clause: String
    package let bytes: [UInt8]
    /// The final status; nil when the message never becomes a request and gets no answer.
    package let status: Int?
    /// Whether the connection takes another request afterwards.
    package let isKept: Bool
    /// What the answer's content must be.
    package let content: String?
    /// Fields that the answer must have, or with nil must not have.
    package let fields: [String: String?]
    /// Whether parser and chunked decoder decide by themselves, without responder and connection.
    package let isOfParser: Bool

    init(
        _ status: Int?, _ clause: String, _ message: String, keeps: Bool? = nil, content: String? = nil,
        fields: [String: String?] = [:], isOfParser: Bool = true
    ) {
        self.init(
            status, clause, bytes: [UInt8](message.utf8), keeps: keeps, content: content, fields: fields,
            isOfParser: isOfParser)
    }

    init(
        _ status: Int?, _ clause: String, bytes: [UInt8], keeps: Bool? = nil, content: String? = nil,
        fields: [String: String?] = [:], isOfParser: Bool = true
    ) {
        self.clause = clause
        self.bytes = bytes
        self.status = status
        isKept = keeps ?? (status.map { $0 < 400 } ?? false)
        self.content = content
        self.fields = fields
        self.isOfParser = isOfParser
    }

    /// A request whose answer has no content, whatever its fields say.
    package var isHead: Bool { bytes.starts(with: "HEAD ".utf8) }

    package static let all =
        requestLines + targets + hosts + fieldLines + lengths + transferCodings + chunks + extensions + trailers
        + connections + expectations + answers + unfinished
    package static let ofParser = all.filter(\.isOfParser)

    // MARK: Messages

    static func get(_ target: String, _ fields: String = "") -> String {
        "GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
    }

    static func host(_ value: String) -> String { "GET / HTTP/1.1\r\nHost: \(value)\r\n\r\n" }

    static func length(_ value: String, _ body: String = "abc") -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: \(value)\r\n\r\n\(body)"
    }

    static func chunked(_ body: String, coding: String = "chunked") -> String {
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \(coding)\r\n\r\n\(body)"
    }

    static func fields(_ count: Int) -> String { String(repeating: "A: b\r\n", count: count) }
    static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }
}
