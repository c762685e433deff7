internal import HTTPCore

/// What the engine says in the head of an answer. Fields that it owns are taken from no handler.
enum ResponseHead {
    enum Framing: Equatable {
        /// 204 and 304: nothing about a body.
        case none
        case length(Int)
        case chunked
        /// Until the connection closes (to HTTP/1.0).
        case close
    }

    enum Persistence {
        case implied
        case close
        /// Said in words, to HTTP/1.0.
        case keepAlive
    }

    static func start(_ status: Int, _ date: DateLine, _ output: inout OutputBuffer) {
        guard status != 200 else { return output.append(date.bytesOfSuccess) }
        output.append(StatusLine.bytes(status))
        output.append(date.bytes)
    }

    static func frame(_ framing: Framing, _ output: inout OutputBuffer) {
        switch framing {
        case .none, .close: break
        case .length(let length): HTTPFields.appendContentLength(length, to: &output)
        case .chunked: output.append("Transfer-Encoding: chunked\r\n")
        }
    }

    /// A whole answer that was rendered before; what differs from one to the next is its date, its ID, and what is said
    /// of the connection.
    static func constant(
        _ constant: HTTPConstant, withBody: Bool, _ date: DateLine, _ number: UInt64, _ output: inout OutputBuffer
    ) {
        let body = withBody ? constant.body.count : 0
        let most = date.bytesOfSuccess.count + constant.fieldLines.count + idLine.utf8CodeUnitCount + 20 + body
        output.append(atMost: most) { place in
            place.append(date.bytesOfSuccess)
            place.append(constant.fieldLines)
            place.append(idLine)
            place.append(hexadecimal: number)
            place.append("\r\n\r\n")
            if withBody { place.append(constant.body) }
        }
    }

    private static var idLine: StaticString { "X-Request-Id: " }

    static func end(_ persistence: Persistence, _ requestID: RequestID, _ output: inout OutputBuffer) {
        switch persistence {
        case .implied: break
        case .close: output.append("Connection: close\r\n")
        case .keepAlive: output.append("Connection: keep-alive\r\n")
        }
        output.append(idLine)
        requestID.append(to: &output)
        output.append("\r\n\r\n")
    }
}

/// Status lines, rendered once.
enum StatusLine {
    private static let lines: [[UInt8]] = (200..<600).map { [UInt8]("HTTP/1.1 \($0) \(reason($0))\r\n".utf8) }

    /// - Parameter status: 200 to 599.
    static func bytes(_ status: Int) -> [UInt8] { lines[status - 200] }

    /// The phrase of RFC 9110 §15, RFC 6585 and RFC 7725; empty for an unknown status.
    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 203: "Non-Authoritative Information"
        case 204: "No Content"
        case 205: "Reset Content"
        case 206: "Partial Content"
        case 300: "Multiple Choices"
        case 301: "Moved Permanently"
        case 302: "Found"
        case 303: "See Other"
        case 304: "Not Modified"
        case 307: "Temporary Redirect"
        case 308: "Permanent Redirect"
        case 500..<600: serverErrors[status] ?? ""
        default: clientErrors[status] ?? ""
        }
    }

    private static let clientErrors: [Int: String] = [
        400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required",
        408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed",
        413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type", 416: "Range Not Satisfiable",
        417: "Expectation Failed", 421: "Misdirected Request", 422: "Unprocessable Content",
        426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests",
        431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons",
    ]

    private static let serverErrors: [Int: String] = [
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout", 505: "HTTP Version Not Supported", 511: "Network Authentication Required",
    ]
}
