internal import HTTPCore

/// Taking text apart at single bytes of ASCII.
///
/// By bytes and not by characters: a mark that combines with a comma makes another character of it, and would hide the
/// comma from a split that every other reader of the text makes.
extension Substring {
    /// The parts between the separators, empty ones among them.
    func parts(at separator: UInt8, maxSplits: Int = .max) -> [Substring] {
        utf8.split(separator: separator, maxSplits: maxSplits, omittingEmptySubsequences: false).map(Substring.init)
    }

    /// The parts between the separators that stand outside quoted strings (RFC 9110 §5.6.4), without the blanks around
    /// them.
    func partsOutsideQuotes(at separator: UInt8) -> [Substring] {
        var parts: [Substring] = []
        var start = startIndex
        var isQuoted = false
        var isEscaped = false
        for index in utf8.indices {
            let byte = utf8[index]
            if isEscaped {
                isEscaped = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, byte == separator {
                parts.append(self[start..<index].trimmingBlanks)
                start = utf8.index(after: index)
            }
        }
        return parts + [self[start...].trimmingBlanks]
    }

    /// Without the spaces and tabs around it (RFC 9110 §5.6.3).
    var trimmingBlanks: Substring {
        var bytes = utf8
        while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return Substring(bytes)
    }

    func dropping(_ count: Int) -> Substring { Substring(utf8.dropFirst(count)) }
}

extension StringProtocol {
    /// Byte for byte: `String`'s comparison takes the Kelvin sign for the letter K.
    func isSame(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }

    /// RFC 9110 §5.6.2.
    var isToken: Bool {
        !utf8.isEmpty && utf8.allSatisfy(ByteSet.token.contains)
    }
}
