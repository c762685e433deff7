internal import HTTPCore

/// Who a proxy says it was called by.
enum ForwardedNode: Sendable, Equatable {
    case address(IPAddress)
    /// `unknown`, an obfuscated name, or no word about it (RFC 7239 §6.2, §6.3): nothing that can be followed.
    case hidden

    /// A node of RFC 7239 §6, without the quotes around it: `192.0.2.43`, `192.0.2.43:47011`, `[2001:db8::17]`,
    /// `[2001:db8::17]:_port`, `unknown`, `_hidden`.
    ///
    /// - Returns: nil for everything else.
    init?(forwarded text: Substring) {
        var name = text
        if text.utf8.first == UInt8(ascii: "[") {
            guard let end = text.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            name = text[text.utf8.index(after: text.startIndex)..<end]
            let rest = text[text.utf8.index(after: end)...]
            guard rest.isEmpty || ForwardedNode.isPort(rest) else { return nil }
            guard name.utf8.contains(UInt8(ascii: ":")), let address = IPAddress(name) else { return nil }
            self = .address(address)
            return
        }
        if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            guard ForwardedNode.isPort(text[colon...]) else { return nil }
            name = text[..<colon]
        }
        if ForwardedNode.isObfuscated(name) || name.lowercased() == "unknown" {
            self = .hidden
        } else if let address = IPAddress(name) {
            self = .address(address)
        } else {
            return nil
        }
    }

    /// An entry of X-Forwarded-For, which no standard defines: as above, and IPv6 without brackets, as most proxies
    /// write it, though then without a port.
    init?(xForwardedFor text: Substring) {
        if let address = IPAddress(text) {
            self = .address(address)
        } else {
            self.init(forwarded: text)
        }
    }

    /// A colon with a number of at most five digits, or with an obfuscated name.
    private static func isPort(_ text: Substring) -> Bool {
        guard text.utf8.first == UInt8(ascii: ":") else { return false }
        let port = text.dropFirst()
        return isObfuscated(port) || (1...5 ~= port.utf8.count && port.utf8.allSatisfy(ASCII.isDigit))
    }

    /// An underscore and at least one letter, digit, dot, underscore or hyphen.
    private static func isObfuscated(_ text: Substring) -> Bool {
        text.utf8.first == UInt8(ascii: "_") && text.utf8.count > 1
            && text.utf8.allSatisfy { byte in
                ASCII.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: ".")
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            }
    }
}
