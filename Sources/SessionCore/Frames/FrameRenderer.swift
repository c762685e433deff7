internal import JSON
internal import SVGTemplate

/// Renders sessions as pictures.
struct FrameRenderer: Sendable {
    let clock: Clock
    let templates: TemplateCache

    /// - Throws: `.badTemplate`, pointing at the template or, when it is the values that do not fit, at the arguments.
    func render(_ source: String, _ arguments: JSONObject) throws(CoreError) -> Picture {
        let now = clock.now()
        let rendered: [UInt8]
        do {
            rendered = try templates.template(source).render(arguments, now: now / 1000)
        } catch {
            let pointer = error.kind == .render ? "/args" : "/template"
            throw .badTemplate(.init(pointer: pointer, message: error.description))
        }
        guard let svg = FrameBoundary.hidden(in: XMLCharacters.replaced(rendered)) else {
            throw .badTemplate(
                .init(
                    pointer: "/args",
                    message:
                        "the picture has \(FrameBoundary.text), which would end a frame, in the name of an element "
                        + "or attribute or in a processing instruction: write another name"))
        }
        // What was replaced may have made it longer than the renderer let it be.
        let most = TemplateLimits.standard.outputBytes
        guard svg.count <= most else {
            throw .badTemplate(.init(pointer: "/args", message: "the picture has more than \(most) bytes"))
        }
        return Picture(svg: svg, renderedAt: now)
    }

    /// - Throws: `.corrupt`: what is stored has rendered before, and whoever looks at it now has done nothing wrong.
    func storedFrame(_ session: StoredSession) throws(CoreError) -> Frame {
        do {
            return Frame(try render(session.template, session.arguments), of: session)
        } catch {
            throw .corrupt(detail: "session \(session.address) does not render any more")
        }
    }
}
