/// What any `text/event-stream` must be so that no reader drops a part of it (HTML Living Standard, §9.2.5 and §9.2.6).
///
/// The reader of the service's own events, `EventParser`, is stricter.
enum EventGrammar {
    /// - Parameter stream: a whole one, from its first byte to its end.
    /// - Returns: what is wrong, nil when nothing is.
    static func flaw(in stream: [UInt8]) -> String? {
        guard let text = String(validating: stream, as: UTF8.self) else { return "the events are not UTF-8" }
        // CR, LF and CRLF end a line each; Swift takes CRLF for one character.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" || $0 == "\r" }
        // An event is handed on at the empty line after it: behind the last line end there is nothing, and before it such
        // a line.
        guard lines.last?.isEmpty == true, lines.dropLast().last?.isEmpty != false else {
            return "the events end within one, which a reader drops"
        }
        for line in lines {
            // By bytes: a character may reach over the colon, as one that begins with an accent does.
            let parts = line.utf8.split(separator: 0x3A, maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count < 2 ? [] : parts[1].first == 0x20 ? Array(parts[1].dropFirst()) : Array(parts[1])
            switch String(parts[0]) {
            case "", "data", "event": break
            case "id": if value.contains(0) { return "an id with NUL is not taken: \(line)" }
            case "retry":
                if value.isEmpty || !value.allSatisfy({ 0x30...0x39 ~= $0 }) {
                    return "a retry that is no number is not taken: \(line)"
                }
            default: return "a field that no reader knows: \(line)"
            }
        }
        return nil
    }
}
