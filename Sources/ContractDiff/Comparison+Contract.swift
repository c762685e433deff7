internal import OpenAPI
internal import YAML

extension Comparison {
    mutating func compare() {
        compareVersions()
        compareTags()
        let schemes = compareSchemes()
        var rest = Dictionary(old.operations.map { ($0.shape, $0) }) { first, _ in first }
        for operation in new.operations {
            operationID = operation.id
            visited = []
            if let before = rest.removeValue(forKey: operation.shape) {
                compare(before, operation, schemes)
            } else {
                added(.operationAdded, "\(operation.title) was added", at: operation.site)
            }
        }
        for operation in old.operations where rest[operation.shape] != nil {
            operationID = operation.id
            removed(
                .operationRemoved, "\(operation.title) was removed", at: operation.site, from: nearest(to: operation))
        }
        operationID = nil
    }

    /// An operation of the same path, or else of the longest common beginning.
    private func nearest(to lost: Operation) -> Sides {
        let segments = lost.shape.path.split(separator: "/")
        func common(_ other: Operation) -> Int {
            zip(segments, other.shape.path.split(separator: "/")).prefix { $0 == $1 }.count
        }
        let best = new.operations.max { common($0) < common($1) }
        let whole = Site(pointer: "/info/version", mark: new.versionMark)
        return Sides(name: lost.title, old: lost.site, new: best?.site ?? whole)
    }

    private mutating func compareVersions() {
        let sides = Sides(
            name: "the contract", old: Site(pointer: "/info/version", mark: old.versionMark),
            new: Site(pointer: "/info/version", mark: new.versionMark))
        if old.title != new.title {
            let info = Sides(
                name: "the contract", old: Site(pointer: "/info", mark: old.versionMark),
                new: Site(pointer: "/info", mark: new.versionMark))
            changed(.documentationChanged, "the title was \"\(old.title)\" and is \"\(new.title)\"", at: info)
        }
        guard old.version != new.version else { return }
        let isRaised = Version(old.version).flatMap { old in Version(new.version).map { $0 >= old } } ?? false
        changed(
            isRaised ? .versionRaised : .versionLowered, "info.version was \(old.version) and is \(new.version)",
            at: sides)
    }

    private mutating func compareTags() {
        let whole = Sides(
            name: "the contract", old: Site(pointer: "", mark: Mark(line: 1, column: 1)),
            new: Site(pointer: "", mark: Mark(line: 1, column: 1)))
        for (index, tag) in new.tags.enumerated() {
            let site = Site(pointer: "/tags/\(index)", mark: tag.mark)
            guard let before = old.tags.firstIndex(where: { $0.name == tag.name }) else {
                added(.documentationChanged, "the tag \"\(tag.name)\" was added", at: site)
                continue
            }
            let sides = Sides(
                name: "the tag \"\(tag.name)\"", old: Site(pointer: "/tags/\(before)", mark: old.tags[before].mark),
                new: site)
            documentation("description", old.tags[before].description, tag.description, at: sides)
        }
        for (index, tag) in old.tags.enumerated() where !new.tags.contains(where: { $0.name == tag.name }) {
            let site = Site(pointer: "/tags/\(index)", mark: tag.mark)
            removed(.documentationChanged, "the tag \"\(tag.name)\" was removed", at: site, from: whole)
        }
    }
}

extension Operation {
    /// A method of a path; `/a/{x}` and `/a/{y}` are the same path.
    struct Shape: Hashable {
        let method: String
        let path: String
    }

    var shape: Shape {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.hasPrefix("{") ? "{}" : $0
        }
        return Shape(method: method, path: segments.joined(separator: "/"))
    }

    var title: String { "\(method) \(path)" }

    /// In the order of the path.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
