internal import HTTPCore

/// Renders response heads. Fields that the engine owns are taken from no handler.
struct ResponseHead {
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

    let persistence: Persistence
    let requestID: RequestID
    let dateLine: [UInt8]

    func render(_ status: Int, _ framing: Framing, _ fields: HTTPFields, into output: inout [UInt8]) {
        StatusLine.append(status, to: &output)
        output.append(contentsOf: dateLine)
        fields.appendLines(to: &output)
        switch framing {
        case .none, .close: break
        case .length(let length):
            HTTPFields.appendContentLength(length, to: &output)
        case .chunked: output.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
        }
        end(&output)
    }

    /// An answer of which everything was rendered before but what differs from one to the next.
    func render(_ constant: HTTPConstant, into output: inout [UInt8]) {
        StatusLine.append(constant.status, to: &output)
        output.append(contentsOf: dateLine)
        output.append(contentsOf: constant.fieldLines)
        end(&output)
    }

    private func end(_ output: inout [UInt8]) {
        switch persistence {
        case .implied: break
        case .close: output.append(contentsOf: "Connection: close\r\n".utf8)
        case .keepAlive: output.append(contentsOf: "Connection: keep-alive\r\n".utf8)
        }
        output.append(contentsOf: "X-Request-Id: ".utf8)
        requestID.append(to: &output)
        output.append(contentsOf: "\r\n\r\n".utf8)
    }
}

/// Status lines, rendered once.
enum StatusLine {
    private static let lines: [[UInt8]] = (200..<600).map { [UInt8]("HTTP/1.1 \($0) \(reason($0))\r\n".utf8) }

    /// - Parameter status: 200 to 599.
    static func append(_ status: Int, to output: inout [UInt8]) { output.append(contentsOf: lines[status - 200]) }

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
