internal import EventLoop

/// The answer that all servers of a comparison give.
struct SampleAnswer: Sendable {
    let status: Int
    /// Without those that every server makes by itself.
    let fields: [(name: String, value: String)]
    let requestID: String
    let body: [UInt8]
    /// The bytes of the whole message.
    let length: Int

    private static let own = ["date", "server", "connection", "content-length", "x-request-id"]

    /// - Throws: when the bytes are not a whole response.
    init(_ bytes: [UInt8]) throws(BenchFailure) {
        guard let head = try ResponseHead(bytes), head.length + (head.contentLength ?? 0) == bytes.count else {
            throw BenchFailure("the answer to copy is not whole")
        }
        status = head.status
        body = Array(bytes[head.length...])
        length = bytes.count
        var fields: [(name: String, value: String)] = []
        var requestID = ""
        for line in String(decoding: bytes[..<(head.length - 4)], as: UTF8.self).split(separator: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw BenchFailure("a field line is \(line)") }
            let name = String(line[..<colon])
            let value = String(line[line.index(after: colon)...].drop { $0 == " " })
            if name.lowercased() == "x-request-id" { requestID = value }
            if !SampleAnswer.own.contains(name.lowercased()) { fields.append((name, value)) }
        }
        self.fields = fields
        self.requestID = requestID
    }

    /// What a server answers to a GET.
    static func of(_ path: String, _ loop: EventLoop, _ port: UInt16) async throws(BenchFailure) -> SampleAnswer {
        let connection = try Connection(Client(loop, port: port))
        defer { connection.close() }
        let answer = try await connection.exchange(Request.make("GET", path))
        return try SampleAnswer(answer.head + answer.body)
    }

    /// As a message, for the server that gives it too.
    var bytes: [UInt8] {
        let lines = fields.map { "\($0.name): \($0.value)\r\n" }.joined()
        return Array("HTTP/1.1 \(status) OK\r\n\(lines)Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    /// Why another answer is not the same; nil when it is.
    func difference(from other: SampleAnswer) -> String? {
        if status != other.status { return "status \(status) and \(other.status)" }
        if body != other.body { return "the bodies differ" }
        if requestID.utf8.count != other.requestID.utf8.count { return "X-Request-Id \(requestID), \(other.requestID)" }
        let mine = fields.map { "\($0.name.lowercased()): \($0.value)" }.sorted()
        let others = other.fields.map { "\($0.name.lowercased()): \($0.value)" }.sorted()
        return mine == others ? nil : "fields \(mine) and \(others)"
    }
}
