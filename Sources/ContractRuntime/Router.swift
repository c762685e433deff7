/// Finds the route of a method and a raw path.
///
/// A tree of segments: literal children first, then one parameter child. Segments compare as they came, before
/// percent-decoding, so that an encoded slash never moves a boundary. `PathRules` has the table of what paths may hold.
struct Router: Sendable {
    enum Match {
        case route(Route, values: [(name: String, value: Substring)])
        /// The path exists, the method does not. `allow` is the value of the Allow field (RFC 9110 §10.2.1).
        case wrongMethod(allow: String)
        case notFound
    }

    private struct Vertex: Sendable {
        var literals: [(segment: String, child: Int)] = []
        var parameter: Int?
        var routes: [Route] = []
    }

    private var vertices = [Vertex()]

    init(_ routes: [Route]) throws(RouteConflict) {
        for route in routes { try add(route) }
    }

    private mutating func add(_ route: Route) throws(RouteConflict) {
        var index = 0
        for segment in route.template.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            index = segment.hasPrefix("{") ? parameterChild(of: index) : literalChild(of: index, String(segment))
        }
        if let first = vertices[index].routes.first(where: { $0.method == route.method }) {
            throw RouteConflict(first: first, second: route)
        }
        vertices[index].routes.append(route)
    }

    private mutating func literalChild(of index: Int, _ segment: String) -> Int {
        if let known = vertices[index].literals.first(where: { $0.segment == segment }) { return known.child }
        vertices.append(Vertex())
        vertices[index].literals.append((segment, vertices.count - 1))
        return vertices.count - 1
    }

    private mutating func parameterChild(of index: Int) -> Int {
        if let known = vertices[index].parameter { return known }
        vertices.append(Vertex())
        vertices[index].parameter = vertices.count - 1
        return vertices.count - 1
    }

    func match(_ method: String, _ path: String) -> Match {
        guard path.hasPrefix("/"), PathRules.mayExist(path) else { return .notFound }
        let segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard let vertex = find(0, segments[...]) else { return .notFound }
        let wanted = method == "HEAD" ? "GET" : method
        guard let route = vertex.routes.first(where: { $0.method == wanted }) else {
            return .wrongMethod(allow: allow(vertex))
        }
        let names = route.template.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        let values = zip(names, segments).filter { $0.0.hasPrefix("{") }.map {
            (name: String($0.0.dropFirst().dropLast()), value: $0.1)
        }
        return .route(route, values: values)
    }

    /// Depth first, so that a literal which leads nowhere does not hide a parameter beside it.
    private func find(_ index: Int, _ segments: ArraySlice<Substring>) -> Vertex? {
        guard let segment = segments.first else {
            return vertices[index].routes.isEmpty ? nil : vertices[index]
        }
        if let literal = vertices[index].literals.first(where: { $0.segment == segment }),
            let found = find(literal.child, segments.dropFirst())
        {
            return found
        }
        guard let parameter = vertices[index].parameter, !segment.isEmpty else { return nil }
        let isDisguised = PathRules.isDisguised(segment) { text in
            vertices[index].literals.contains { $0.segment.isSame(as: text) }
        }
        guard !isDisguised else { return nil }
        return find(parameter, segments.dropFirst())
    }

    private func allow(_ vertex: Vertex) -> String {
        var methods = vertex.routes.map(\.method)
        if methods.contains("GET") { methods.append("HEAD") }
        return (methods + ["OPTIONS"]).sorted().joined(separator: ", ")
    }
}

/// Two operations, often of two contracts, that one request would reach.
package struct RouteConflict: Error, Sendable, CustomStringConvertible {
    let first: Route
    let second: Route

    package var description: String {
        "two operations share a method and a path: "
            + [first, second].map { "\($0.operationID) (\($0.method) \($0.template))" }.joined(separator: " and ")
    }
}
