/// An answer that is rendered once and sent many times.
package final class HTTPConstant: Sendable {
    package let response: HTTPResponse
    package let status: Int
    /// Every field line that is the same in all answers, Content-Length among them.
    package let fieldLines: [UInt8]
    package let body: [UInt8]

    /// - Parameter response: without a stream.
    package init(_ response: HTTPResponse) {
        self.response = response
        status = response.status
        body = if case .bytes(let bytes) = response.body, response.hasContent { bytes } else { [] }
        var lines: [UInt8] = []
        response.fields.appendLines(to: &lines)
        if response.hasContent { HTTPFields.appendContentLength(body.count, to: &lines) }
        fieldLines = lines
    }
}
