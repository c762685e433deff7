internal import JOSE
internal import JSON
internal import SVGTemplate

/// A rendered picture.
package struct Frame: Sendable, Equatable {
    package let svg: [UInt8]
    /// Names the session's state that it shows.
    let sessionTag: String
    /// A hash of the picture: a change that does not show keeps it.
    package let entityTag: String
    /// What viewers are sent of it.
    package let forms = FrameForms()

    /// The session's state without quotes, for clients that say what they have seen last: letters, digits and `-` only.
    package var eventID: String { String(sessionTag.dropFirst().dropLast()) }

    func shows(_ session: StoredSession) -> Bool { sessionTag == session.entityTag }

    package static func == (left: Frame, right: Frame) -> Bool {
        left.sessionTag == right.sessionTag && left.entityTag == right.entityTag
    }
}

/// Renders sessions as frames.
struct FrameRenderer: Sendable {
    let clock: Clock
    let templates: TemplateCache

    /// - Throws: `.badTemplate`, pointing at the template or, when it is the values that do not fit, at the arguments.
    func render(_ source: String, _ arguments: JSONObject) throws(CoreError) -> [UInt8] {
        do {
            return XMLCharacters.replaced(try templates.template(source).render(arguments, now: clock.seconds))
        } catch {
            let pointer = error.kind == .render ? "/args" : "/template"
            throw .badTemplate(.init(pointer: pointer, message: error.description))
        }
    }

    /// - Throws: `.corrupt`: what is stored has rendered before, and whoever looks at it now has done nothing wrong.
    func storedFrame(_ session: StoredSession) throws(CoreError) -> Frame {
        let svg: [UInt8]
        do {
            svg = try render(session.template, session.arguments)
        } catch {
            throw .corrupt(detail: "session \(session.address) does not render any more")
        }
        let tag = Base64URL.encode(Array(SHA256.digest(svg).prefix(12)))
        return Frame(svg: svg, sessionTag: session.entityTag, entityTag: "\"\(tag)\"")
    }
}
