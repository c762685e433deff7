internal import HTTPCore

/// The name of a user: 1 to 128 of `A-Z a-z 0-9 . _ ~ -`, not `.` or `..`, not ending in `.svg`.
///
/// No such name can reach into another Redis key: braces and colons are not among its characters.
package struct UserID: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    package init?(validating text: String) {
        guard Identifier.isValid(text) else { return nil }
        self.text = text
    }
}

/// The name of a session, by the same rules as a user's.
package struct SessionID: Sendable, Hashable, CustomStringConvertible {
    package let text: String
    package var description: String { text }

    package init?(validating text: String) {
        guard Identifier.isValid(text) else { return nil }
        self.text = text
    }
}

enum Identifier {
    static let maximumLength = 128

    static func isValid(_ text: String) -> Bool {
        guard (1...maximumLength).contains(text.utf8.count), text != ".", text != "..", !text.hasSuffix(".svg") else {
            return false
        }
        return text.allBytes(ByteSet.unreserved.contains)
    }
}
