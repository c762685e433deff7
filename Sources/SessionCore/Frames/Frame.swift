internal import JOSE

/// A picture of a session as its viewers are shown it.
package struct Frame: Sendable, Equatable {
    package let svg: [UInt8]
    /// Milliseconds since 1970: templates may show the time.
    let renderedAt: Int64
    /// Names the session: another one of the same name has another.
    let origin: String
    /// Names the session's state that it shows.
    let revision: String
    /// A hash of the picture: a change that does not show keeps it.
    package let entityTag: String
    /// What viewers are sent of it.
    package let forms = FrameForms()

    init(_ picture: Picture, of session: StoredSession) {
        let hash = Base64URL.encode(Array(SHA256.digest(picture.svg).prefix(12)))
        self.init(
            svg: picture.svg, renderedAt: picture.renderedAt, origin: session.origin, revision: session.revision,
            entityTag: "\"\(hash)\"")
    }

    init(svg: [UInt8], renderedAt: Int64, origin: String, revision: String, entityTag: String) {
        self.svg = svg
        self.renderedAt = renderedAt
        self.origin = origin
        self.revision = revision
        self.entityTag = entityTag
    }

    /// The session's state, for clients that say what they have seen last: letters, digits, `-` and `_` only.
    package var eventID: String { revision }

    func shows(_ session: StoredSession) -> Bool { revision == session.revision }

    package static func == (left: Frame, right: Frame) -> Bool {
        left.revision == right.revision && left.entityTag == right.entityTag
    }
}
