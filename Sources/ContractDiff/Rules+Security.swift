/// Who may call an operation.
extension Rule {
    static let securityAdded = Rule(
        "security-added", .neither, "an operation that was open asks who calls",
        .breaking(
            "who sends no credentials gets 401",
            instead: "add {} to security, so that callers need not say who they are"))
    static let securityRemoved = Rule(
        "security-removed", .neither, "an operation became open to everybody",
        .risky("clients go on as before, but so may everybody else: see that this is meant"))
    static let securityBecameRequired = Rule(
        "security-became-required", .neither, "credentials may no longer be left out",
        .breaking("who sends none gets 401", instead: "keep {} among the alternatives of security"))
    static let securityBecameOptional = Rule(
        "security-became-optional", .neither, "credentials may be left out",
        .risky("clients go on as before, but so may everybody else: see that this is meant"))
    static let alternativeRemoved = Rule(
        "security-alternative-removed", .neither, "a way to say who calls was removed",
        .breaking("who uses it gets 401", instead: "keep the alternative beside the new ones"))
    static let alternativeAdded = Rule(
        "security-alternative-added", .neither, "another way to say who calls was added",
        .safe("the ways that were there go on"))
    static let scopeAdded = Rule(
        "security-scope-added", .neither, "an alternative asks for another scope",
        .breaking("tokens without it get 403", instead: "keep an alternative with the old scopes"))
    static let scopeRemoved = Rule(
        "security-scope-removed", .neither, "an alternative asks for fewer scopes",
        .safe("tokens that were enough still are"))
    static let schemeChanged = Rule(
        "security-scheme-changed", .neither, "credentials of a scheme are sent in another way",
        .breaking(
            "who sends them in the old way gets 401",
            instead: "declare another scheme, as an alternative to the old one"))
    static let schemeKindChanged = Rule(
        "security-scheme-kind-changed", .neither, "bearer tokens of a scheme come from elsewhere",
        .risky("the field is the same, but the tokens may not be"))
    static let schemeRenamed = Rule(
        "security-scheme-renamed", .neither, "a scheme has another name",
        .safe("credentials are sent as before"))
    static let ownerAdded = Rule(
        "owner-added", .neither, "only the owner may call an operation now",
        .breaking("everybody else gets 403", instead: "leave x-owner out"))
    static let ownerRemoved = Rule(
        "owner-removed", .neither, "others than the owner may call an operation now",
        .risky("clients go on as before, but others may act in their place: see that this is meant"))
    static let ownerChanged = Rule(
        "owner-changed", .neither, "another path parameter names the owner",
        .breaking("who could call it gets 403", instead: "keep x-owner as it was"))

    static let security: [Rule] = [
        securityAdded, securityRemoved, securityBecameRequired, securityBecameOptional, alternativeRemoved,
        alternativeAdded, scopeAdded, scopeRemoved, schemeChanged, schemeKindChanged, schemeRenamed, ownerAdded,
        ownerRemoved, ownerChanged,
    ]
}
