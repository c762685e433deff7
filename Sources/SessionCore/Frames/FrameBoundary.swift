/// What stands between the frames of a live picture.
///
/// Chromium finds it anywhere in a frame, not only at the beginning of a line as RFC 2046 §5.1.1 has it, so that a
/// picture which contains it is torn.
package enum FrameBoundary {
    /// The media type's parameter.
    package static let name = "frame"
    static let text = "--\(name)"

    /// The picture with each boundary in it written so that it means the same to XML and reads otherwise; nil where that
    /// cannot be done: in the name of an element or attribute, and in a processing instruction.
    static func hidden(in svg: [UInt8]) -> [UInt8]? {
        let boundary = Array(text.utf8)
        guard svg.place(of: boundary) != nil else { return svg }
        var clean: [UInt8] = []
        clean.reserveCapacity(svg.count + 64)
        var pieces = XMLPieces(svg)
        while let (kind, piece) = pieces.next() {
            var rest = piece
            if kind == .comment, rest.dropFirst(2).starts(with: boundary) {
                // The two hyphens that open the comment.
                clean += Array("<!-- ".utf8)
                rest = rest.dropFirst(4)
            }
            while let place = rest.place(of: boundary) {
                guard let same = replacement(kind) else { return nil }
                clean += rest[..<place]
                clean += same.utf8
                rest = rest[(place + boundary.count)...]
            }
            clean += rest
        }
        return clean
    }

    private static func replacement(_ kind: XMLPieces.Kind) -> String? {
        switch kind {
        // Where a character reference is one (XML 1.0 §4.4). In a comment no `--` may be (§2.5), whatever it says.
        case .text, .value, .comment: "-&#45;\(name)"
        case .characterData: "-]]><![CDATA[-\(name)"
        case .markup, .instruction: nil
        }
    }
}
