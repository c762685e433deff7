/// One header field as it stands on the wire.
package struct Field: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// A request as a test sent it.
package struct SentRequest: Sendable {
    package let method: String
    package let target: String
    package let fields: [Field]
    package let body: [UInt8]

    package init(_ method: String, _ target: String, fields: [Field] = [], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
    }

    /// The target without query.
    package var path: String { String(target.prefix { $0 != "?" }) }
    /// The query without its question mark, empty when there is none.
    package var query: String { String(target.drop { $0 != "?" }.dropFirst()) }

    package subscript(name: String) -> String? { fields.value(name) }
}

/// A response as it came.
package struct ReceivedResponse: Sendable {
    /// How the body's end was told (RFC 9112 §6.3).
    package enum Framing: Sendable, Equatable {
        case none, contentLength, chunked, untilClose
    }

    package var status: Int
    package var fields: [Field]
    package var body: [UInt8]
    package var framing: Framing
    /// Statuses of 1xx responses that came before.
    package var interim: [Int] = []
    /// Fields after the last chunk.
    package var trailers: [Field] = []
    /// Bytes after the end of the message where none belong.
    package var trailing: [UInt8] = []
    /// The server kept a connection open on which the request said close (RFC 9112 §9.6).
    package var staysOpen = false

    package init(status: Int, fields: [Field] = [], body: [UInt8] = [], framing: Framing = .contentLength) {
        self.status = status
        self.fields = fields
        self.body = body
        self.framing = framing
    }

    /// All fields of that name, joined by a comma (RFC 9110 §5.3).
    package subscript(name: String) -> String? { fields.value(name) }

    package var mediaType: MediaType? { self["Content-Type"].flatMap { MediaType($0) } }
}

extension [Field] {
    func value(_ name: String) -> String? {
        let values = filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    func count(_ name: String) -> Int { count { $0.name.lowercased() == name.lowercased() } }
}

/// A request and its answer.
package struct Exchange: Sendable {
    package let request: SentRequest
    package let response: ReceivedResponse

    package init(_ request: SentRequest, _ response: ReceivedResponse) {
        self.request = request
        self.response = response
    }

    package var status: Int { response.status }
    package var text: String { String(decoding: response.body, as: UTF8.self) }

    /// The body as JSON.
    /// - Throws: JSONTextError.
    package var json: JSONTree {
        get throws(JSONTextError) { try JSONText.parse(response.body) }
    }
}
