internal import HTTPCore

/// Finds the route of a method and a raw path.
///
/// A tree of segments: literal children first, then one parameter child. Segments compare as they came, before
/// percent-decoding, so that an encoded slash never moves a boundary. It lies in flat tables, so that a look-up touches
/// bytes and numbers only. `PathRules` has the table of what paths may hold.
struct Router: Sendable {
    enum Match {
        case route(Route, values: [PathValue])
        /// The path exists, the method does not. `allow` is the value of the Allow field (RFC 9110 §10.2.1).
        case wrongMethod(allow: String)
        case notFound
    }

    private struct Vertex: Sendable {
        var literals = 0..<0
        /// The vertex behind a segment that is a parameter; -1 for none.
        var parameter = -1
        var routes = 0..<0
        var allow = 0
    }

    private struct Literal: Sendable {
        let segment: Range<Int>
        let child: Int
    }

    private struct Entry: Sendable {
        let method: Range<Int>
        let route: Route
    }

    private var vertices: [Vertex] = []
    private var literals: [Literal] = []
    private var entries: [Entry] = []
    /// The text of all segments and methods.
    private var text: [UInt8] = []
    private var allows: [String] = []

    init(_ routes: [Route]) throws(RouteConflict) {
        let tree = RouteTree()
        for route in routes { try tree.add(route) }
        _ = lay(tree)
    }

    /// - Returns: the vertex of a tree's root.
    private mutating func lay(_ tree: RouteTree) -> Int {
        let index = vertices.count
        vertices.append(Vertex())
        let children = tree.literals.map { (note($0.segment), lay($0.child)) }
        let start = literals.count
        literals += children.map { Literal(segment: $0, child: $1) }
        vertices[index].literals = start..<literals.count
        if let parameter = tree.parameter { vertices[index].parameter = lay(parameter) }
        let first = entries.count
        entries += tree.routes.map { Entry(method: note($0.method), route: $0) }
        vertices[index].routes = first..<entries.count
        vertices[index].allow = allows.count
        allows.append(tree.allow)
        return index
    }

    private mutating func note(_ word: String) -> Range<Int> {
        let start = text.count
        text.append(contentsOf: word.utf8)
        return start..<text.count
    }

    func match(_ message: RequestMessage) -> Match {
        let layout = message.layout
        let path = layout.path.range
        let bytes = unsafe message.bytes
        guard unsafe !path.isEmpty && bytes[path.lowerBound] == UInt8(ascii: "/"),
            unsafe PathRules.mayExist(UnsafeBufferPointer(rebasing: bytes[path])),
            let vertex = unsafe find(0, bytes, path.lowerBound + 1, path.upperBound)
        else { return .notFound }
        let isHead = message.equals(layout.method, "HEAD")
        for entry in vertices[vertex].routes {
            let method = entries[entry].method
            if unsafe isHead ? equal(method, "GET") : equal(method, bytes, layout.method.range) {
                let route = entries[entry].route
                return .route(route, values: route.parameters.isEmpty ? [] : values(route, message))
            }
        }
        return .wrongMethod(allow: allows[vertices[vertex].allow])
    }

    /// Depth first, so that a literal which leads nowhere does not hide a parameter beside it.
    ///
    /// - Parameter start: where the next segment begins; beyond `end` when the path is used up.
    private func find(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start <= end else { return vertices[index].routes.isEmpty ? nil : index }
        var segmentEnd = start
        while unsafe segmentEnd < end && bytes[segmentEnd] != UInt8(ascii: "/") { segmentEnd += 1 }
        for literal in vertices[index].literals
        where unsafe equal(literals[literal].segment, bytes, start..<segmentEnd) {
            if let found = unsafe find(literals[literal].child, bytes, segmentEnd + 1, end) { return found }
        }
        let parameter = vertices[index].parameter
        guard parameter >= 0, start < segmentEnd else { return nil }
        let segment = unsafe UnsafeBufferPointer(rebasing: bytes[start..<segmentEnd])
        let isDisguised = unsafe PathRules.isDisguised(segment) { plain in
            vertices[index].literals.contains { text[literals[$0].segment].elementsEqual(plain.utf8) }
        }
        guard !isDisguised else { return nil }
        return unsafe find(parameter, bytes, segmentEnd + 1, end)
    }

    private func values(_ route: Route, _ message: RequestMessage) -> [PathValue] {
        var values: [PathValue] = []
        values.reserveCapacity(route.parameters.count)
        let bytes = unsafe message.bytes
        let path = message.layout.path
        var start = Int(path.start) + 1
        for segment in 0...(route.parameters.last?.segment ?? 0) {
            var end = start
            while unsafe end < Int(path.end) && bytes[end] != UInt8(ascii: "/") { end += 1 }
            if route.parameters[values.count].segment == segment {
                values.append(PathValue(name: route.parameters[values.count].name, range: ByteRange(start..<end)))
            }
            start = end + 1
        }
        return values
    }

    private func equal(_ word: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        guard word.count == range.count else { return false }
        for offset in 0..<word.count
        where unsafe text[word.lowerBound + offset] != bytes[range.lowerBound + offset] {
            return false
        }
        return true
    }

    private func equal(_ word: Range<Int>, _ literal: StaticString) -> Bool {
        guard word.count == literal.utf8CodeUnitCount else { return false }
        for offset in 0..<word.count where unsafe text[word.lowerBound + offset] != literal.utf8Start[offset] {
            return false
        }
        return true
    }
}

/// A parameter of the path: where the value stands in the message, still percent-encoded.
struct PathValue: Sendable {
    let name: String
    let range: ByteRange
}
