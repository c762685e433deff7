internal import OpenAPI

extension Comparison {
    mutating func compareObjects(
        _ old: [Schema.Property], _ wasOpen: Bool, _ new: [Schema.Property], _ isOpen: Bool, _ pair: SchemaPair
    ) {
        let name = pair.sides.name
        if wasOpen != isOpen {
            changed(
                isOpen ? .unknownIgnored : .unknownRefused,
                "unknown properties of \(name) were \(wasOpen ? "passed over" : "refused") and are "
                    + (isOpen ? "passed over" : "refused"), pair, at: "additionalProperties")
        }
        for property in new {
            if let before = old.first(where: { $0.name == property.name }) {
                compare(before, property, pair)
            } else {
                added(property, wasOpen: wasOpen, pair)
            }
        }
        for property in old where !new.contains(where: { $0.name == property.name }) {
            removed(property, isOpen: isOpen, pair)
        }
    }

    private mutating func added(_ property: Schema.Property, wasOpen: Bool, _ pair: SchemaPair) {
        let rule: Rule
        switch pair.direction {
        case .response: rule = wasOpen ? .responsePropertyAdded : .responsePropertyAddedToClosed
        default:
            rule =
                property.isRequired
                ? .requestRequiredPropertyAdded : wasOpen ? .requestPropertyNoLongerIgnored : .requestPropertyAdded
        }
        let kind = property.isRequired ? "required" : "optional"
        added(
            rule, "\(pair.sides.name) has a new \(kind) property \"\(property.name)\"",
            at: Site(pointer: pair.sides.new.pointer(to: "properties", property.name), mark: property.mark))
    }

    private mutating func removed(_ property: Schema.Property, isOpen: Bool, _ pair: SchemaPair) {
        let rule: Rule
        switch pair.direction {
        case .response:
            rule = property.isRequired ? .responseRequiredPropertyRemoved : .responseOptionalPropertyRemoved
        default: rule = isOpen ? .requestPropertyIgnored : .requestPropertyRemoved
        }
        let kind = property.isRequired ? "required" : "optional"
        removed(
            rule, "the \(kind) property \"\(property.name)\" of \(pair.sides.name) was removed",
            at: Site(pointer: pair.sides.old.pointer(to: "properties", property.name), mark: property.mark),
            from: pair.sides.at("properties"))
    }

    private mutating func compare(_ old: Schema.Property, _ new: Schema.Property, _ pair: SchemaPair) {
        let pointers = (
            pair.sides.old.pointer(to: "properties", old.name), pair.sides.new.pointer(to: "properties", new.name)
        )
        let name = "\"\(new.name)\" of \(pair.sides.name)"
        if old.isRequired != new.isRequired {
            let sides = Sides(
                name: name, old: Site(pointer: pointers.0, mark: old.mark),
                new: Site(pointer: pointers.1, mark: new.mark))
            let rule: SchemaRule = new.isRequired ? .propertyBecameRequired : .propertyBecameOptional
            changed(
                rule.rule(for: pair.direction),
                "\(name) was \(old.isRequired ? "required" : "optional") and is "
                    + (new.isRequired ? "required" : "optional"), at: sides)
        }
        compareSchemas(old.schema, new.schema, name, pair.direction, pointers.0, pointers.1)
    }
}
