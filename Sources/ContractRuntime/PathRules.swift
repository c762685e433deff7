/// What a path may hold, and what becomes of it. Nothing is normalised in silence (RFC 3986 §6.2.2): a path that two
/// programs on the way could read as two paths names nothing here. 404 comes before any other check of an operation,
/// as for any path that does not exist; 400 comes from the engine, which closes the connection.
///
/// | in the path | what happens |
/// |---|---|
/// | a literal segment of a template | compared byte by byte, before decoding; case matters |
/// | `%41` where a template has the literal `A` | 404, also where a parameter stands beside the literal |
/// | a value of a parameter | decoded once, after the path was split; `%252F` is the text `%2F` |
/// | `%2F`, also `%2f` | part of the value, a slash in it; never a boundary between segments |
/// | `+` | a plus sign |
/// | `;` and `,` and what follows | part of the segment; a parameter of style `matrix` or an array gives them a meaning |
/// | hexadecimal digits of either case | the same value |
/// | `.` or `..` as a whole segment, also as `%2e`, `.%2E` and so on | 404 |
/// | an empty segment, as in `//` or at the end | 404, unless the template itself ends in a slash |
/// | `%00` | 404 |
/// | bytes that are not UTF-8 when decoded: stray, cut off, overlong (`%C0%AF`), surrogates | 404 |
/// | `%` without two hexadecimal digits, a fragment, a byte outside of RFC 3986 such as `\` or UTF-8 | 400 |
enum PathRules {
    /// Whether a path could name anything; one look at its bytes tells, unless there are escapes.
    static func mayExist(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        var length = 0
        var dots = 0
        for index in path.indices {
            let byte = unsafe path[index]
            switch byte {
            case UInt8(ascii: "%"):
                return unsafe String(decoding: path, as: UTF8.self).split(separator: "/").allSatisfy(mayExist(segment:))
            case UInt8(ascii: "/"):
                if 1...2 ~= dots && dots == length { return false }
                (length, dots) = (0, 0)
            default:
                length += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        return !(1...2 ~= dots && dots == length)
    }

    private static func mayExist(segment: Substring) -> Bool {
        guard let text = PercentEncoding.decode(segment) else { return false }
        return text != "." && text != ".." && !text.utf8.contains(0)
    }

    /// Whether a segment is the escaped spelling of a literal beside which the parameter stands: one URI then, by
    /// RFC 3986 §6.2.2.2, and two operations.
    static func isDisguised(_ segment: UnsafeBufferPointer<UInt8>, _ isLiteral: (String) -> Bool) -> Bool {
        guard unsafe segment.contains(UInt8(ascii: "%")) else { return false }
        return unsafe PercentEncoding.decode(String(decoding: segment, as: UTF8.self)[...]).map(isLiteral) ?? true
    }
}
