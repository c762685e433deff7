internal import Glibc

/// A text that equals only the same bytes, as JSON compares names (RFC 8259 §8.3): `String` takes an `é` of one scalar
/// for one of two, and the Kelvin sign for the letter K.
package struct ExactText: Sendable, Hashable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactText, right: ExactText) -> Bool { left.text.isExactly(right.text) }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// Whether both have the same bytes in UTF-8. Most that have not are told apart by their lengths.
    @inlinable
    @inline(__always)
    package func isExactly(_ other: String) -> Bool {
        hasRepresentation(of: other) || utf8.count == other.utf8.count && hasBytes(of: other)
    }

    /// Whether both are the same bits, as short texts of the same bytes are, and copies of a long one. The same bits are
    /// the same text; others may be.
    @inlinable
    @inline(__always)
    func hasRepresentation(of other: String) -> Bool {
        let (left, right) = unsafe (
            unsafeBitCast(self, to: SIMD2<UInt64>.self), unsafeBitCast(other, to: SIMD2<UInt64>.self)
        )
        return left == right
    }

    /// - Parameter other: as long as this one.
    @usableFromInline
    func hasBytes(of other: String) -> Bool {
        unsafe withBytes { left in
            unsafe other.withBytes { right in
                guard let left = left.baseAddress, let start = right.baseAddress else { return true }
                return unsafe memcmp(left, start, right.count) == 0
            }
        }
    }
}
