internal import OpenAPI

extension Comparison {
    mutating func compare(_ old: Operation, _ new: Operation, _ schemes: SchemeNames) {
        let sides = Sides(name: new.title, old: old.site, new: new.site)
        if old.id != new.id {
            changed(
                .operationRenamed, "the operationId of \(new.title) was \(old.id) and is \(new.id)",
                at: sides.at("operationId"))
        }
        if old.isDeprecated != new.isDeprecated {
            changed(
                new.isDeprecated ? .operationDeprecated : .operationUndeprecated,
                "\(new.title) is \(new.isDeprecated ? "deprecated now" : "no longer deprecated")",
                at: sides.at("deprecated"))
        }
        if old.tag != new.tag {
            changed(
                .operationRetagged, "the tag of \(new.title) was \"\(old.tag)\" and is \"\(new.tag)\"",
                at: sides.at("tags"))
        }
        documentation("summary", old.summary, new.summary, at: sides)
        documentation("description", old.description, new.description, at: sides)
        compareSecurity(old, new, schemes, sides)
        compareOwners(old, new, sides)
        compareParameters(old, new, sides)
        compareBodies(old.body, new.body, sides)
        compareResponses(old, new, sides)
    }

    private mutating func compareOwners(_ old: Operation, _ new: Operation, _ sides: Sides) {
        let sides = sides.at("x-owner")
        switch (old.owner, new.owner) {
        case (nil, nil): break
        case (nil, let owner?):
            changed(.ownerAdded, "\(new.title) was for everybody and is for its {\(owner)} only", at: sides)
        case (let owner?, nil):
            changed(.ownerRemoved, "\(new.title) was for its {\(owner)} only and is for everybody", at: sides)
        case (let before?, let owner?):
            // A path parameter that only has another name still names the same owner.
            guard old.pathParameters.firstIndex(of: before) != new.pathParameters.firstIndex(of: owner) else { return }
            changed(.ownerChanged, "the owner of \(new.title) was {\(before)} and is {\(owner)}", at: sides)
        }
    }
}
