/// An answer that is rendered once and sent many times.
public final class HTTPConstant: Sendable {
    public let response: HTTPResponse
    public let status: Int
    /// Every field line that is the same in all answers, Content-Length among them.
    public let fieldLines: FixedBytes
    public let body: FixedBytes

    /// - Parameter response: of a status from 200 to 599, without a stream.
    public init(_ response: HTTPResponse) {
        precondition(200..<600 ~= response.status)
        self.response = response
        status = response.status
        let content: [UInt8] = if case .bytes(let bytes) = response.body, response.hasContent { bytes } else { [] }
        body = FixedBytes(content)
        var lines = OutputBuffer()
        response.fields.appendLines(to: &lines)
        if response.hasContent { HTTPFields.appendContentLength(body.count, to: &lines) }
        fieldLines = FixedBytes(lines.array)
    }
}
