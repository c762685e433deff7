internal import OpenAPI

/// By what name of the old contract each scheme of the new one is known.
struct SchemeNames {
    fileprivate let oldNames: [String: String]

    fileprivate func alternative(_ alternative: SecurityRequirements.Alternative) -> [String: Set<String>] {
        Dictionary(
            alternative.requirements.map { (oldNames[$0.scheme] ?? $0.scheme, Set($0.scopes)) }
        ) { $0.union($1) }
    }
}

extension Comparison {
    /// Schemes that some operation asks for; what nobody asks for is no promise.
    mutating func compareSchemes() -> SchemeNames {
        let used = (
            old: Set(old.operations.flatMap(\.security.schemes)), new: Set(new.operations.flatMap(\.security.schemes))
        )
        var names: [String: String] = [:]
        var rest = old.securitySchemes.filter { scheme in !new.securitySchemes.contains { $0.name == scheme.name } }
        for scheme in new.securitySchemes where used.new.contains(scheme.name) {
            if let before = old.securityScheme(named: scheme.name) {
                if used.old.contains(scheme.name) { compare(before, scheme) }
            } else if let index = rest.firstIndex(where: {
                $0.kind.isSentLike(scheme.kind) && used.old.contains($0.name)
            }) {
                let before = rest.remove(at: index)
                names[scheme.name] = before.name
                changed(
                    .schemeRenamed, "the security scheme \(before.name) is \(scheme.name) now",
                    at: Sides(name: scheme.name, old: before.site, new: scheme.site))
                compare(before, scheme)
            }
        }
        return SchemeNames(oldNames: names)
    }

    private mutating func compare(_ old: SecurityScheme, _ new: SecurityScheme) {
        let sides = Sides(name: "the security scheme \(new.name)", old: old.site, new: new.site)
        documentation("description", old.description, new.description, at: sides)
        guard old.kind != new.kind else { return }
        if !old.kind.isSentLike(new.kind) {
            changed(
                .schemeChanged, "\(sides.name) was \(old.kind.title) and is \(new.kind.title)", at: sides)
        } else if case .oauth2(let before) = old.kind, case .oauth2(let now) = new.kind {
            let lists = (before.joined(separator: ", "), now.joined(separator: ", "))
            changed(.documentationChanged, "the scopes of \(sides.name) were \(lists.0) and are \(lists.1)", at: sides)
        } else {
            changed(
                .schemeKindChanged, "\(sides.name) was \(old.kind.title) and is \(new.kind.title)", at: sides)
        }
    }

    mutating func compareSecurity(_ old: Operation, _ new: Operation, _ schemes: SchemeNames, _ whole: Sides) {
        let sides = Sides(name: whole.name, old: old.security.site, new: new.security.site)
        if old.security.isOpen || new.security.isOpen {
            guard old.security.isOpen != new.security.isOpen else { return }
            let isAdded = old.security.isOpen && !new.security.isOptional
            let rule: Rule = isAdded ? .securityAdded : old.security.isOpen ? .alternativeAdded : .securityRemoved
            let names = (old.security.isOpen ? new : old).security.schemes.joined(separator: ", ")
            return changed(
                rule,
                old.security.isOpen
                    ? "\(new.title) was open and asks for \(names)" + (isAdded ? "" : ", or nothing")
                    : "\(new.title) asked for \(names) and is open", at: sides)
        }
        if old.security.isOptional != new.security.isOptional {
            changed(
                new.security.isOptional ? .securityBecameOptional : .securityBecameRequired,
                "the credentials of \(new.title) \(new.security.isOptional ? "may be left out now" : "could be left out and are required")",
                at: sides)
        }
        compareAlternatives(old.security, new.security, schemes, sides)
    }

    private mutating func compareAlternatives(
        _ old: SecurityRequirements, _ new: SecurityRequirements, _ schemes: SchemeNames, _ whole: Sides
    ) {
        let before = old.sites.map { (schemes: SchemeNames(oldNames: [:]).alternative($0), site: $1) }
        let now = new.sites.map { (schemes: schemes.alternative($0), site: $1) }
        for alternative in before where !now.contains(where: { $0.schemes.isCovered(by: alternative.schemes) }) {
            let name = alternative.schemes.title
            if let other = now.first(where: { Set($0.schemes.keys) == Set(alternative.schemes.keys) }) {
                changed(
                    .scopeAdded, "\(whole.name) asked for \(name) and asks for \(other.schemes.title)",
                    at: Sides(name: name, old: alternative.site, new: other.site))
            } else {
                removed(
                    .alternativeRemoved, "\(whole.name) took \(name) and does not any more", at: alternative.site,
                    from: whole)
            }
        }
        for alternative in now where !before.contains(where: { $0.schemes == alternative.schemes }) {
            let alike = before.filter { Set($0.schemes.keys) == Set(alternative.schemes.keys) }
            if let wider = alike.first(where: { alternative.schemes.isCovered(by: $0.schemes) }) {
                changed(
                    .scopeRemoved,
                    "\(whole.name) asked for \(wider.schemes.title) and asks for \(alternative.schemes.title)",
                    at: Sides(name: whole.name, old: wider.site, new: alternative.site))
            } else if alike.allSatisfy({ other in now.contains { $0.schemes.isCovered(by: other.schemes) } }) {
                added(.alternativeAdded, "\(whole.name) takes \(alternative.schemes.title) now", at: alternative.site)
            }  // else it has been told as an alternative with other scopes
        }
    }
}

extension SecurityRequirements {
    fileprivate var site: Site { Site(pointer: pointer, mark: mark) }
    /// Those that ask for something.
    fileprivate var sites: [(Alternative, Site)] {
        alternatives.enumerated().filter { !$1.requirements.isEmpty }.map {
            ($1, Site(pointer: "\(pointer)/\($0)", mark: $1.mark))
        }
    }
}

extension [String: Set<String>] {
    /// Whether who satisfies `other` satisfies this too.
    fileprivate func isCovered(by other: [String: Set<String>]) -> Bool {
        allSatisfy { name, scopes in other[name].map { scopes.isSubset(of: $0) } ?? false }
    }

    fileprivate var title: String {
        sorted { $0.key < $1.key }.map { name, scopes in
            scopes.isEmpty ? name : "\(name) (\(scopes.sorted().joined(separator: ", ")))"
        }.joined(separator: " and ")
    }
}

extension SecurityScheme {
    var site: Site { Site(pointer: "/components/securitySchemes/\(JSONPointer.escaped(name))", mark: mark) }
}

extension SecurityScheme.Kind {
    /// Whether credentials are written in the same way: bearer tokens are, wherever they come from.
    func isSentLike(_ other: SecurityScheme.Kind) -> Bool {
        switch (self, other) {
        case (.basic, .basic): true
        case (.apiKey(let place, let name), .apiKey(let otherPlace, let otherName)):
            place == otherPlace && (place == .header ? name.lowercased() == otherName.lowercased() : name == otherName)
        default: isBearer && other.isBearer
        }
    }

    private var isBearer: Bool {
        switch self {
        case .bearer, .oauth2, .openIDConnect: true
        case .basic, .apiKey: false
        }
    }

    var title: String {
        switch self {
        case .bearer: "HTTP bearer"
        case .basic: "HTTP basic"
        case .apiKey(let place, let name): "an API key in the \(place) \(name)"
        case .oauth2: "OAuth 2.0"
        case .openIDConnect: "OpenID Connect"
        }
    }
}
