/// The rule that user IDs and session IDs share: 1 to 128 of `A-Z a-z 0-9 . _ ~ -`, not `.` or `..`, not ending in
/// `.svg`. So an ID is safe in a path, in a Redis key and in a log line.
private enum IdentifierRule {
    static let lengths = 1...128

    static func allows(_ text: String) -> Bool {
        guard lengths.contains(text.utf8.count), text != ".", text != "..", !text.hasSuffix(".svg") else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }
}

/// The name of a user. Upper and lower case differ.
package struct UserID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init?(validating text: String) {
        guard IdentifierRule.allows(text) else { return nil }
        self.text = text
    }

    package var description: String { text }
}

/// The name of a session among those of its user.
package struct SessionID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init?(validating text: String) {
        guard IdentifierRule.allows(text) else { return nil }
        self.text = text
    }

    package var description: String { text }
}

/// An e-mail address as its owner wrote it. Two that differ in case only are the same address.
package struct Email: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    /// In lower case: what identifies the address.
    package let normalised: String

    /// Checks the shape only (3 to 254 bytes, one `@` with something on both sides, no control character or space);
    /// whether mail arrives there, nobody knows.
    package init?(validating text: String) {
        guard (3...254).contains(text.utf8.count) else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
        self.text = text
        normalised = text.lowercased()
    }

    package var description: String { text }

    package static func == (left: Email, right: Email) -> Bool { left.normalised == right.normalised }
    package func hash(into hasher: inout Hasher) { hasher.combine(normalised) }
}

/// Who asks: what each audit line says beside its event.
package struct Origin: Sendable {
    package let requestID: String
    /// The client's IP address in text, as the engine found it.
    package let address: String
    package let userAgent: String

    package init(requestID: String, address: String, userAgent: String = "") {
        self.requestID = requestID
        self.address = address
        self.userAgent = userAgent
    }
}
