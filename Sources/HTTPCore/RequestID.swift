/// What tells a request from all others, in the answer and in the log: made by the engine, or given by the client.
public enum RequestID: Sendable, Equatable {
    /// Sixteen hexadecimal digits.
    case made(UInt64)
    /// 1 to 128 visible ASCII characters, from X-Request-Id.
    case given(String)

    public var text: String {
        var output = OutputBuffer(capacity: 16)
        append(to: &output)
        return unsafe String(decoding: output.bytes, as: UTF8.self)
    }

    /// Appends its text.
    public func append(to output: inout OutputBuffer) {
        switch self {
        case .made(let number): output.append(hexadecimal: number)
        case .given(let text): output.append(text)
        }
    }
}
