internal import OpenAPI

extension Comparison {
    mutating func compareParameters(_ old: Operation, _ new: Operation, _ whole: Sides) {
        if old.ignoresUndeclaredQuery != new.ignoresUndeclaredQuery {
            changed(
                new.ignoresUndeclaredQuery ? .undeclaredQueryIgnored : .undeclaredQueryRefused,
                "undeclared query parameters were \(old.ignoresUndeclaredQuery ? "passed over" : "refused") and are "
                    + (new.ignoresUndeclaredQuery ? "passed over" : "refused"), at: whole.at("x-undeclared-query"))
        }
        let names = Dictionary(zip(old.pathParameters, new.pathParameters)) { first, _ in first }
        var rest = old.parameters
        var unmatched: [Parameter] = []
        for parameter in new.parameters {
            if let index = rest.firstIndex(where: { $0.isSame(as: parameter, renaming: names) }) {
                compare(rest.remove(at: index), parameter)
            } else {
                unmatched.append(parameter)
            }
        }
        for parameter in unmatched {
            if let index = rest.firstIndex(where: { $0.name == parameter.name }) {
                let before = rest.remove(at: index)
                changed(
                    .parameterMoved,
                    "\"\(parameter.name)\" was in: \(before.location) and is in: \(parameter.location)",
                    at: Sides(name: parameter.title, old: before.site, new: parameter.site).at("in"))
            } else {
                added(parameter, ignoredBefore: parameter.location == .query && old.ignoresUndeclaredQuery)
            }
        }
        for parameter in rest {
            let isIgnored = parameter.location != .query || new.ignoresUndeclaredQuery
            removed(
                isIgnored ? .parameterIgnored : .parameterRemoved,
                "\(parameter.title) was removed and is \(isIgnored ? "passed over" : "refused") now",
                at: parameter.site, from: whole)
        }
    }

    private mutating func added(_ parameter: Parameter, ignoredBefore: Bool) {
        if parameter.isRequired {
            added(.parameterAddedRequired, "\(parameter.title) was added and is required", at: parameter.site)
        } else if ignoredBefore {
            added(
                .parameterNoLongerIgnored, "\(parameter.title) was passed over and is declared now",
                at: parameter.site)
        } else {
            added(.parameterAdded, "\(parameter.title) was added and may be left out", at: parameter.site)
        }
    }

    private mutating func compare(_ old: Parameter, _ new: Parameter) {
        let sides = Sides(name: new.title, old: old.site, new: new.site)
        if old.location == .path, old.name != new.name {
            changed(
                .pathParameterRenamed, "the path parameter {\(old.name)} is {\(new.name)} now", at: sides.at("name"))
        }
        if old.isRequired != new.isRequired {
            changed(
                new.isRequired ? .parameterBecameRequired : .parameterBecameOptional,
                "\(new.title) was \(old.isRequired ? "required" : "optional") and is "
                    + (new.isRequired ? "required" : "optional"), at: sides.at("required"))
        }
        if old.style != new.style {
            changed(
                .parameterStyleChanged, "the style of \(new.title) was \(old.style) and is \(new.style)",
                at: sides.at("style"))
        } else if old.explode != new.explode, isCompound(old.schema, self.old), isCompound(new.schema, self.new) {
            changed(
                .parameterExplodeChanged, "explode of \(new.title) was \(old.explode) and is \(new.explode)",
                at: sides.at("explode"))
        }
        if old.isDeprecated != new.isDeprecated {
            changed(
                new.isDeprecated ? .parameterDeprecated : .parameterUndeprecated,
                "\(new.title) is \(new.isDeprecated ? "deprecated now" : "no longer deprecated")",
                at: sides.at("deprecated"))
        }
        documentation("description", old.description, new.description, at: sides)
        compareSchemas(
            old.schema, new.schema, new.title, .request, old.site.pointer(to: "schema"), new.site.pointer(to: "schema"))
    }

    /// A single value is written alike either way.
    private func isCompound(_ schema: Schema, _ contract: Contract) -> Bool {
        switch contract.resolved(schema).shape {
        case .array, .object, .freeObject: true
        default: false
        }
    }
}

extension Parameter {
    /// What messages call it.
    var title: String { "the \(location) parameter \"\(name)\"" }

    /// Path parameters are the same by their position, fields whatever their case (RFC 9110 §5.1).
    func isSame(as new: Parameter, renaming names: [String: String]) -> Bool {
        guard location == new.location else { return false }
        switch location {
        case .path: return names[name] == new.name
        case .header: return name.lowercased() == new.name.lowercased()
        case .query, .cookie: return name == new.name
        }
    }
}
