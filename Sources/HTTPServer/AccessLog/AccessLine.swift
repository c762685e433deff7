internal import HTTPCore

/// How requests are logged.
package enum AccessLogFormat: String, Sendable, CaseIterable {
    case off
    /// Names and values, as in the log of events.
    case text
    /// An object a line (RFC 8259).
    case json
}

/// What stands between the values of a line.
struct AccessWords {
    let time: StaticString
    /// What encloses a value that may be any text.
    let quote: StaticString
    let request: StaticString
    let address: StaticString
    let method: StaticString
    let route: StaticString
    let status: StaticString
    let bytes: StaticString
    let duration: StaticString
    let user: StaticString
    let end: StaticString

    static let text = AccessWords(
        time: "time=", quote: "", request: " event=request request=", address: " address=", method: " method=",
        route: " route=", status: " status=", bytes: " bytes=", duration: " duration_us=", user: " user=", end: "\n")

    static let json = AccessWords(
        time: "{\"time\":\"", quote: "\"", request: "\",\"event\":\"request\",\"request\":", address: ",\"address\":",
        method: ",\"method\":", route: ",\"route\":", status: ",\"status\":", bytes: ",\"bytes\":",
        duration: ",\"duration_us\":", user: ",\"user\":", end: "}\n")
}

/// Writes the parts of a line in one format.
struct AccessLine {
    let format: AccessLogFormat
    let words: AccessWords

    init(_ format: AccessLogFormat) {
        self.format = format
        words = format == .json ? .json : .text
    }

    func id(_ id: RequestID, to line: inout OutputBuffer) {
        switch id {
        case .made(let number):
            line.append(words.quote)
            line.append(hexadecimal: number)
            line.append(words.quote)
        case .given(let text): value(text, to: &line)
        }
    }

    /// All that follows the ID.
    ///
    /// - Parameters:
    ///   - address: IPv4, IPv6 or `unix`.
    ///   - bytes: of the body that was sent.
    ///   - duration: nanoseconds.
    func end(
        address: String, method: String?, route: RouteLabel?, status: Int, bytes: Int, duration: UInt64, user: String?,
        to line: inout OutputBuffer
    ) {
        line.append(words.address)
        line.append(words.quote)
        line.append(address)
        line.append(words.quote)
        optional(words.method, method, to: &line)
        optional(words.route, route?.template, to: &line)
        line.append(words.status)
        line.append(decimal: status)
        line.append(words.bytes)
        line.append(decimal: bytes)
        line.append(words.duration)
        line.append(decimal: Int(clamping: duration / 1000))
        if let user {
            line.append(words.user)
            value(user, to: &line)
        }
        line.append(words.end)
    }

    private func optional(_ word: StaticString, _ text: String?, to line: inout OutputBuffer) {
        guard let text else { return }
        line.append(word)
        value(text, to: &line)
    }

    /// Nothing that a client sent can end a value or a line.
    private func value(_ text: String, to line: inout OutputBuffer) {
        let isBare = format == .text && !text.isEmpty && text.allBytes(ByteSet.bare.contains)
        if isBare { return line.append(text) }
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                line.append(UInt8(ascii: "\\"))
                line.append(byte)
            // Bytes beyond ASCII are UTF-8; the controls among them (U+0080 to U+009F) are C2 80 to C2 9F.
            case 0..<0x20, 0x7f: line.append("?")
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }
}
