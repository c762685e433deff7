/// An answer that is rendered once and sent many times.
public final class HTTPConstant: Sendable {
    public let response: HTTPResponse
    public let status: Int
    /// Every field line that is the same in all answers, Content-Length among them.
    public let fieldLines: [UInt8]
    public let body: [UInt8]

    /// - Parameter response: without a stream.
    public init(_ response: HTTPResponse) {
        self.response = response
        status = response.status
        body = if case .bytes(let bytes) = response.body, response.hasContent { bytes } else { [] }
        var lines = OutputBuffer()
        response.fields.appendLines(to: &lines)
        if response.hasContent { HTTPFields.appendContentLength(body.count, to: &lines) }
        fieldLines = lines.array
    }
}
