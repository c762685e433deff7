internal import SessionCore

/// How frames are put into a `multipart/x-mixed-replace` body.
///
/// A browser that shows a frame only when the header of the next part has come (Chromium) stays one frame behind with
/// the plain form. For it the next part's header follows the boundary at once, without a length.
enum MultipartFraming: Sendable {
    /// Content-Type and Content-Length before each frame.
    case plain
    /// The next part's Content-Type right after each boundary.
    case earlyHeaders

    /// Each of these ways of sending a frame has a number.
    func way(isFirst: Bool) -> Int {
        switch self {
        case .plain: isFirst ? 0 : 1
        case .earlyHeaders: isFirst ? 2 : 3
        }
    }

    static let mediaTypeParameters = "; boundary=\(FrameBoundary.name)"

    /// Before the first frame.
    var opening: [UInt8] {
        switch self {
        case .plain: Array("--frame\r\n".utf8)
        case .earlyHeaders: Array("--frame\r\nContent-Type: image/svg+xml\r\n\r\n".utf8)
        }
    }

    /// Chromium looks at the first 1,024 bytes of a picture from another origin, and refuses it (opaque response
    /// blocking) when the first ones to come are fewer: a small frame never fills them. Spaces after the root element
    /// are no part of a picture (XML 1.0 §2.1).
    private static let bytesLookedAt = 1_536

    /// The first boundary and the first frame.
    func firstPart(_ frame: [UInt8]) -> [UInt8] {
        guard case .earlyHeaders = self else { return opening + part(frame) }
        let padding = [UInt8](repeating: UInt8(ascii: " "), count: max(0, Self.bytesLookedAt - frame.count))
        return opening + part(frame + padding)
    }

    func part(_ frame: [UInt8]) -> [UInt8] {
        let after = "\r\n--frame\r\n"
        switch self {
        case .plain:
            let head = "Content-Type: image/svg+xml\r\nContent-Length: \(frame.count)\r\n\r\n"
            return Array(head.utf8) + frame + Array(after.utf8)
        case .earlyHeaders: return frame + Array((after + "Content-Type: image/svg+xml\r\n\r\n").utf8)
        }
    }

    /// After the last frame.
    var closing: [UInt8] {
        switch self {
        case .plain: Array("--frame--\r\n".utf8)
        case .earlyHeaders: Array("\r\n--frame--\r\n".utf8)
        }
    }
}
