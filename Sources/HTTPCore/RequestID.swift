/// What tells a request from all others, in the answer and in the log: made by the engine, or given by the client.
public enum RequestID: Sendable, Equatable {
    /// Sixteen hexadecimal digits.
    case made(UInt64)
    /// 1 to 128 visible ASCII characters, from X-Request-Id.
    case given(String)

    public var text: String {
        switch self {
        case .made(let number):
            unsafe String(unsafeUninitializedCapacity: 16) { buffer in
                for index in 0..<16 { unsafe buffer[index] = RequestID.digit(number, index) }
                return 16
            }
        case .given(let text): text
        }
    }

    public func append(to output: inout [UInt8]) {
        switch self {
        case .made(let number): for index in 0..<16 { output.append(RequestID.digit(number, index)) }
        case .given(let text): output.append(contentsOf: text.utf8)
        }
    }

    private static func digit(_ number: UInt64, _ index: Int) -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: number &>> UInt64(60 - 4 * index) & 15)
        return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
    }
}
