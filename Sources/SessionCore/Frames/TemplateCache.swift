internal import JOSE
internal import SVGTemplate
internal import Synchronization

/// Templates used lately as parsed, so that a change of values costs no parsing. Shared by those who check sessions and
/// those who render frames, on any thread.
///
/// Keyed by the SHA-256 of the source: nobody can make another template take its place. Two halves bound it: what nobody
/// asks for while one fills up is forgotten. What does not parse is not kept.
final class TemplateCache: Sendable {
    private struct Half: Sendable {
        var templates: [TextDigest: Template] = [:]
        var bytes = 0
    }

    private struct State: Sendable {
        var young = Half()
        var old = Half()
    }

    private let maximumCount: Int
    private let maximumBytes: Int
    private let state = Mutex(State())

    /// - Parameters:
    ///   - count: templates that are kept at most, half of them the youngest.
    ///   - bytes: of source, of all of them.
    init(count: Int = CoreConfiguration().cachedTemplates, bytes: Int = CoreConfiguration().cachedTemplateBytes) {
        maximumCount = count
        maximumBytes = bytes
    }

    /// - Throws: what parsing throws.
    func template(_ source: String) throws(TemplateError) -> Template {
        let digest = TextDigest(source)
        let known = state.withLock { state -> Template? in
            if let template = state.young.templates[digest] { return template }
            guard let template = state.old.templates[digest] else { return nil }
            keep(template, digest, source.utf8.count, &state)
            return template
        }
        if let known { return known }
        // Outside of the lock: two may parse the same at once, which harms nobody.
        let template = try Template(source)
        state.withLock { keep(template, digest, source.utf8.count, &$0) }
        return template
    }

    /// Templates and bytes of their sources that are kept; one that is in both halves counts twice.
    var size: (count: Int, bytes: Int) {
        state.withLock {
            ($0.young.templates.count + $0.old.templates.count, $0.young.bytes + $0.old.bytes)
        }
    }

    /// Whether a source need not be parsed.
    func keeps(_ source: String) -> Bool {
        let digest = TextDigest(source)
        return state.withLock { $0.young.templates[digest] ?? $0.old.templates[digest] } != nil
    }

    private func keep(_ template: Template, _ digest: TextDigest, _ bytes: Int, _ state: inout State) {
        guard maximumCount >= 2, bytes <= maximumBytes / 2, state.young.templates[digest] == nil else { return }
        if state.young.templates.count >= maximumCount / 2 || state.young.bytes + bytes > maximumBytes / 2 {
            state.old = state.young
            state.young = Half()
        }
        state.young.templates[digest] = template
        state.young.bytes += bytes
    }
}
