/// The paths of all routes as they are put together, before `Router` lays them out.
final class RouteTree {
    private(set) var literals: [(segment: String, child: RouteTree)] = []
    private(set) var parameter: RouteTree?
    private(set) var routes: [Route] = []

    func add(_ route: Route) throws(RouteConflict) {
        var tree = self
        for segment in route.template.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            tree = segment.hasPrefix("{") ? tree.parameterChild() : tree.literalChild(String(segment))
        }
        if let first = tree.routes.first(where: { $0.method == route.method }) {
            throw RouteConflict(first: first, second: route)
        }
        tree.routes.append(route)
    }

    private func literalChild(_ segment: String) -> RouteTree {
        if let known = literals.first(where: { $0.segment == segment }) { return known.child }
        let child = RouteTree()
        literals.append((segment, child))
        return child
    }

    private func parameterChild() -> RouteTree {
        if let parameter { return parameter }
        let child = RouteTree()
        parameter = child
        return child
    }

    /// The value of the Allow field.
    var allow: String {
        var methods = routes.map(\.method)
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
