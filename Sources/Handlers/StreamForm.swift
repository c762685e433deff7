internal import SessionCore

/// What a stream is written as.
enum StreamForm: Sendable {
    /// `multipart/x-mixed-replace`.
    case parts(MultipartFraming)
    /// `text/event-stream`, and what the client says that it has seen last.
    case events(lastEventID: String?)

    /// Before anything else, where no frame follows at once.
    var opening: [UInt8] {
        switch self {
        case .parts(let framing): framing.opening
        case .events: EventFraming.opening
        }
    }

    /// Whether the client has a frame already.
    func isKnown(_ frame: Frame) -> Bool {
        if case .events(let id?) = self { id == frame.eventID } else { false }
    }

    /// A frame, with what goes before the first one: made once for all who want it in this form.
    func bytes(_ frame: Frame, isFirst: Bool) -> [UInt8] {
        switch self {
        case .parts(let framing):
            frame.forms.bytes(framing.way(isFirst: isFirst)) {
                isFirst ? framing.firstPart(frame.svg) : framing.part(frame.svg)
            }
        case .events:
            // Numbers that the ways of multipart do not have.
            frame.forms.bytes(isFirst ? 4 : 5) {
                (isFirst ? EventFraming.opening : []) + EventFraming.event(frame.svg, id: frame.eventID)
            }
        }
    }

    /// What is sent when nothing else was for a while.
    func repetition(_ frame: Frame) -> [UInt8] {
        switch self {
        case .parts: bytes(frame, isFirst: false)
        case .events: EventFraming.keepAlive
        }
    }

    /// After the last frame.
    ///
    /// - Parameter hasEnded: the session is over; otherwise the server stops, and whoever watches events may come back.
    func closing(hasEnded: Bool) -> [UInt8] {
        switch self {
        case .parts(let framing): framing.closing
        case .events: hasEnded ? EventFraming.end : []
        }
    }
}
