internal import Glibc

/// What stands between the frames of a live picture.
///
/// Chromium finds it anywhere in a frame, not only at the beginning of a line as RFC 2046 §5.1.1 has it, so that a
/// picture which contains it is torn.
package enum FrameBoundary {
    /// The media type's parameter.
    package static let name = "frame"
    static let text = "--\(name)"

    /// The same text to XML, wherever a reference is one (XML 1.0 §4.4); comments cannot contain `--` anyway (§2.5).
    private static let reference = Array("-&#45;\(name)".utf8)

    /// The picture with a character reference in each boundary that it contains; nil when it also has a CDATA section,
    /// in which a reference is none.
    static func hidden(in svg: [UInt8]) -> [UInt8]? {
        guard var found = place(of: text, in: svg, from: 0) else { return svg }
        guard place(of: "<![CDATA[", in: svg, from: 0) == nil else { return nil }
        var clean: [UInt8] = []
        clean.reserveCapacity(svg.count + 64)
        var start = 0
        while true {
            clean += svg[start..<found]
            clean += reference
            start = found + text.utf8.count
            guard let next = place(of: text, in: svg, from: start) else { break }
            found = next
        }
        return clean + svg[start...]
    }

    private static func place(of text: String, in svg: [UInt8], from start: Int) -> Int? {
        let text = Array(text.utf8)
        return unsafe svg.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = start
            while start + text.count <= bytes.count,
                let found = unsafe memchr(base + start, Int32(text[0]), bytes.count - start - text.count + 1)
            {
                start = unsafe base.distance(to: UnsafeRawPointer(found))
                if unsafe memcmp(found, text, text.count) == 0 { return start }
                start += 1
            }
            return nil
        }
    }
}
