/// A version as Semantic Versioning 2.0.0 writes it; what stands after a plus is passed over.
package struct Version: Sendable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    package let patch: Int
    /// What stands between a hyphen and a plus, split at its dots; empty for a release.
    let prerelease: [String]

    package init(major: Int, minor: Int, patch: Int, prerelease: [String] = []) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
    }

    /// Nil for a text that is no number.number.number.
    package init?(_ text: String) {
        let core = text.prefix { $0 != "-" && $0 != "+" }
        let suffix = text.dropFirst(core.count)
        let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2],
            suffix.count != 1, suffix.utf8.allSatisfy(Self.isSuffix)
        else { return nil }
        let label = suffix.prefix { $0 != "+" }.dropFirst()
        self.init(major: major, minor: minor, patch: patch, prerelease: label.split(separator: ".").map(String.init))
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
    package var description: String {
        "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
    }

    /// §11: a prerelease comes before its release; identifiers compare one by one, more of them come later.
    package static func < (left: Version, right: Version) -> Bool {
        let numbers = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
        if numbers.0 != numbers.1 { return numbers.0 < numbers.1 }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        for (mine, other) in zip(left.prerelease, right.prerelease) where mine != other {
            return precedes(mine, other)
        }
        return left.prerelease.count < right.prerelease.count
    }

    /// §11.4: numbers by value and before words, words by their bytes.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        switch (number(left[...]), number(right[...])) {
        case (let left?, let right?): left < right
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): left.utf8.lexicographicallyPrecedes(right.utf8)
        }
    }
}
