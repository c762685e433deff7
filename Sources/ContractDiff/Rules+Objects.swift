/// Properties that come and go, which requests and responses judge by different things.
extension Rule {
    static let requestRequiredPropertyAdded = Rule(
        "request-property-added-required", .request, "a required property was added",
        .breaking("objects without it get 400", instead: "make the property optional, with a default"))
    static let requestPropertyAdded = Rule(
        "request-property-added", .request, "an optional property was added", .safe("it may be left out"))
    static let requestPropertyNoLongerIgnored = Rule(
        "request-property-no-longer-ignored", .request,
        "an optional property was added where unknown ones were passed over",
        .risky("who sent this name in vain is now taken at their word"))
    static let requestPropertyRemoved = Rule(
        "request-property-removed", .request, "a property was removed",
        .breaking("unknown properties get 400", instead: "keep the property, optional"))
    static let requestPropertyIgnored = Rule(
        "request-property-ignored", .request, "a property was removed and is passed over now",
        .risky("who sends it is still served, but it has no effect"))
    static let responsePropertyAdded = Rule(
        "response-property-added", .response, "a property was added",
        .safe("clients were told that unknown properties may come"))
    static let responsePropertyAddedToClosed = Rule(
        "response-property-added-to-closed", .response,
        "a property was added to an object that said additionalProperties: false",
        .risky("clients that hold objects to the old contract refuse it"))
    static let responseRequiredPropertyRemoved = Rule(
        "response-required-property-removed", .response, "a property that was always there was removed",
        .breaking("clients may rely on it", instead: "keep sending the property"))
    static let responseOptionalPropertyRemoved = Rule(
        "response-optional-property-removed", .response, "a property that could be missing was removed",
        .risky("clients had to do without it at times, but now have to always"))

    static let properties: [Rule] = [
        requestRequiredPropertyAdded, requestPropertyAdded, requestPropertyNoLongerIgnored, requestPropertyRemoved,
        requestPropertyIgnored, responsePropertyAdded, responsePropertyAddedToClosed, responseRequiredPropertyRemoved,
        responseOptionalPropertyRemoved,
    ]
}

extension SchemaRule {
    static let propertyBecameRequired = SchemaRule(
        "property-became-required", "a property became required",
        request: .breaking("objects without it get 400", instead: "keep the property optional"),
        response: .safe("more is promised than before"))
    static let propertyBecameOptional = SchemaRule(
        "property-became-optional", "a property became optional", request: .safe("it may still be sent"),
        response: .breaking("clients may rely on it", instead: "keep sending the property, and keep it required"))
    static let unknownRefused = SchemaRule(
        "unknown-properties-refused", "additionalProperties became false",
        request: .breaking("objects with unknown properties get 400", instead: "keep additionalProperties: true"),
        response: .safe("more is promised than before"))
    static let unknownIgnored = SchemaRule(
        "unknown-properties-ignored", "additionalProperties became true",
        request: .safe("more is accepted than before"),
        response: .risky("clients that hold objects to the old contract refuse what is added"))
    static let objectBecameFixed = SchemaRule(
        "object-became-fixed", "a free object has properties now",
        request: .breaking("members that do not fit get 400", instead: "keep the object free"),
        response: .safe("more is promised than before"))
    static let objectBecameFree = SchemaRule(
        "object-became-free", "an object with properties became a free one",
        request: .safe("more is accepted than before"),
        response: .breaking("clients may rely on the properties", instead: "keep the properties"))
    static let defaultChanged = SchemaRule(
        "default-changed", "a default was added, removed or changed",
        request: .risky("who leaves the value out gets something else"),
        response: .risky("a missing value means something else"))

    static let objects: [SchemaRule] = [
        propertyBecameRequired, propertyBecameOptional, unknownRefused, unknownIgnored, objectBecameFixed,
        objectBecameFree, defaultChanged,
    ]
}
