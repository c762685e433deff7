internal import HTTPCore

/// Reads the Forwarded field (RFC 7239 §4): `for="[2001:db8::17]:4711";proto=https, for=198.51.100.17`.
///
/// The whole grammar, and blanks around a semicolon, which some proxies write. Strict beside that: what a client put
/// in front must not be able to swallow, by a quote that is never closed, what a proxy put behind it.
struct ForwardedField {
    private let bytes: [UInt8]
    private var index = 0

    /// The `for` of each element, from the client's end to ours; `.hidden` for an element without one.
    ///
    /// - Parameter text: the field; several lines joined by a comma (RFC 9110 §5.3).
    /// - Returns: nil when it is malformed anywhere.
    static func nodes(_ text: String) -> [ForwardedNode]? {
        var field = ForwardedField(bytes: [UInt8](text.utf8))
        var nodes: [ForwardedNode] = []
        while true {
            field.skipBlanks()
            // Empty list elements are ignored (RFC 9110 §5.6.1).
            if !field.isAtElementEnd {
                guard let node = field.element() else { return nil }
                nodes.append(node)
            }
            guard field.index < field.bytes.count else { return nodes }
            field.index += 1
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var isAtElementEnd: Bool { next == nil || next == UInt8(ascii: ",") }

    private mutating func skipBlanks() {
        while next == ASCII.space || next == ASCII.tab { index += 1 }
    }

    /// One element, up to its comma or the end.
    private mutating func element() -> ForwardedNode? {
        var node: ForwardedNode?
        var names: Set<String> = []
        while true {
            skipBlanks()
            if !isAtElementEnd && next != UInt8(ascii: ";") {
                guard let name = token()?.lowercased(), next == UInt8(ascii: "=") else { return nil }
                index += 1
                // A parameter comes once (RFC 7239 §4).
                guard let value = value(), names.insert(name).inserted else { return nil }
                if name == "for" {
                    node = ForwardedNode(forwarded: value[...])
                    guard node != nil else { return nil }
                }
                skipBlanks()
            }
            if isAtElementEnd { return node ?? .hidden }
            guard next == UInt8(ascii: ";") else { return nil }
            index += 1
        }
    }

    private mutating func value() -> String? { next == UInt8(ascii: "\"") ? quoted() : token() }

    private mutating func token() -> String? {
        let start = index
        while let byte = next, ByteSet.token.contains(byte) { index += 1 }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    /// quoted-string (RFC 9110 §5.6.4), without its quotes and backslashes.
    private mutating func quoted() -> String? {
        index += 1
        var content: [UInt8] = []
        while let byte = next {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = next, ASCII.isFieldContent(escaped) else { return nil }
                index += 1
                content.append(escaped)
            default:
                guard ASCII.isFieldContent(byte) else { return nil }
                content.append(byte)
            }
        }
        return nil
    }
}
