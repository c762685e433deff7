/// A version as Semantic Versioning 2.0.0 writes it; what stands after a hyphen or a plus is passed over.
package struct Version: Sendable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    package let patch: Int

    package init(major: Int, minor: Int, patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// Nil for a text that is no number.number.number.
    package init?(_ text: String) {
        let core = text.prefix { $0 != "-" && $0 != "+" }
        let suffix = text.dropFirst(core.count)
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2],
            suffix.count != 1, suffix.utf8.allSatisfy(Self.isSuffix)
        else { return nil }
        self.init(major: major, minor: minor, patch: patch)
    }

    /// §2: digits without leading zeros.
    private static func number(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text == "0" || text.first != "0" else { return nil }
        return Int(text)
    }

    private static func isSuffix(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-+.".utf8.contains(byte)
        }
    }

    package var nextMajor: Version { Version(major: major + 1, minor: 0, patch: 0) }
    package var description: String { "\(major).\(minor).\(patch)" }

    package static func < (left: Version, right: Version) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}
