/// How frames are put into a `text/event-stream` body (HTML Living Standard, §9.2.5 and §9.2.6).
enum EventFraming {
    /// After how many milliseconds a client that has lost the stream comes back.
    static let retry = 2_000

    /// Before the first frame.
    static let opening = Array("retry: \(retry)\n\n".utf8)

    /// Says that the stream is alive, and is no event.
    static let keepAlive = Array(":\n\n".utf8)

    /// The last event. It has data, since an event without is not handed on.
    static let end = Array("event: end\ndata: session_ended\n\n".utf8)

    /// A frame as an event.
    ///
    /// CR, LF and CRLF each end a line, and a reader puts the lines together again with LF: to XML these are the same
    /// (XML 1.0 §2.11).
    ///
    /// - Parameter id: without line ends and NUL.
    static func event(_ frame: [UInt8], id: String) -> [UInt8] {
        let field = Array("data: ".utf8)
        var event = Array("id: \(id)\n".utf8)
        event.reserveCapacity(event.count + field.count + frame.count + 2)
        var start = 0
        while true {
            let end = frame[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? frame.endIndex
            event += field
            event += frame[start..<end]
            event.append(0x0A)
            guard end < frame.endIndex else { break }
            let isPair = frame[end] == 0x0D && end + 1 < frame.endIndex && frame[end + 1] == 0x0A
            start = end + (isPair ? 2 : 1)
        }
        event.append(0x0A)
        return event
    }
}
