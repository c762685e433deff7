/// What clients send beside the body.
extension Rule {
    static let parameterAddedRequired = Rule(
        "request-parameter-added-required", .request, "a required parameter was added",
        .breaking("requests without it get 400", instead: "make it required: false, with a default"))
    static let parameterAdded = Rule(
        "request-parameter-added", .request, "an optional parameter was added", .safe("it may be left out"))
    static let parameterNoLongerIgnored = Rule(
        "request-parameter-no-longer-ignored", .request,
        "a query parameter was added where undeclared ones were passed over",
        .risky("who sent this name in vain is now taken at their word"))
    static let parameterRemoved = Rule(
        "request-parameter-removed", .request, "a query parameter was removed",
        .breaking(
            "undeclared ones are refused with 400",
            instead: "keep the parameter, with deprecated: true, or say x-undeclared-query: ignore"))
    static let parameterIgnored = Rule(
        "request-parameter-ignored", .request, "a parameter was removed and is passed over now",
        .risky("who sends it is still served, but it has no effect"))
    static let parameterBecameRequired = Rule(
        "request-parameter-became-required", .request, "a parameter became required",
        .breaking("requests without it get 400", instead: "keep it optional, with a default"))
    static let parameterBecameOptional = Rule(
        "request-parameter-became-optional", .request, "a parameter became optional", .safe("it may still be sent"))
    static let parameterMoved = Rule(
        "request-parameter-moved", .request, "a parameter is in another part of the request",
        .breaking("it is not looked for where clients write it", instead: "accept it in both places, both optional"))
    static let parameterStyleChanged = Rule(
        "request-parameter-style-changed", .request, "a parameter is written in another style",
        .breaking("the same text means something else", instead: "add a parameter of another name in the new style"))
    static let parameterExplodeChanged = Rule(
        "request-parameter-explode-changed", .request, "explode of an array or object changed",
        .breaking("the same text means something else", instead: "add a parameter of another name with the new explode")
    )
    static let pathParameterRenamed = Rule(
        "request-path-parameter-renamed", .request, "a path parameter has another name",
        .risky("URLs are the same, but generated clients name an argument after it"))
    static let parameterDeprecated = Rule(
        "request-parameter-deprecated", .request, "a parameter became deprecated", .safe("it works as before"))
    static let parameterUndeprecated = Rule(
        "request-parameter-undeprecated", .request, "a parameter is no longer deprecated", .safe("it works as before"))
    static let undeclaredQueryRefused = Rule(
        "request-undeclared-query-refused", .request, "undeclared query parameters are refused now",
        .breaking("requests that carry one get 400", instead: "keep x-undeclared-query: ignore"))
    static let undeclaredQueryIgnored = Rule(
        "request-undeclared-query-ignored", .request, "undeclared query parameters are passed over now",
        .safe("more is accepted than before"))

    static let parameters: [Rule] = [
        parameterAddedRequired, parameterAdded, parameterNoLongerIgnored, parameterRemoved, parameterIgnored,
        parameterBecameRequired, parameterBecameOptional, parameterMoved, parameterStyleChanged,
        parameterExplodeChanged, pathParameterRenamed, parameterDeprecated, parameterUndeprecated,
        undeclaredQueryRefused, undeclaredQueryIgnored,
    ]
}

/// The bodies of requests.
extension Rule {
    static let bodyAddedRequired = Rule(
        "request-body-added-required", .request, "a required body was added",
        .breaking("requests without it get 400", instead: "make the body required: false"))
    static let bodyAdded = Rule(
        "request-body-added", .request, "an optional body was added", .safe("it may be left out"))
    static let bodyRemoved = Rule(
        "request-body-removed", .request, "the body was removed",
        .risky("who sends one is still served, but it has no effect"))
    static let bodyBecameRequired = Rule(
        "request-body-became-required", .request, "the body became required",
        .breaking("requests without it get 400", instead: "keep the body required: false"))
    static let bodyBecameOptional = Rule(
        "request-body-became-optional", .request, "the body became optional", .safe("it may still be sent"))
    static let bodyLimitLowered = Rule(
        "request-max-bytes-lowered", .request, "x-max-bytes was lowered",
        .breaking("longer bodies get 413", instead: "keep the old x-max-bytes"))
    static let bodyLimitRaised = Rule(
        "request-max-bytes-raised", .request, "x-max-bytes was raised", .safe("more is accepted than before"))
    static let bodyLimitSet = Rule(
        "request-max-bytes-set", .request, "x-max-bytes was added",
        .risky("whether it is less than the server's own bound is not in the contract"))
    static let bodyLimitUnset = Rule(
        "request-max-bytes-unset", .request, "x-max-bytes was removed",
        .risky("whether the server's own bound is less is not in the contract"))
    static let requestTypeRemoved = Rule(
        "request-media-type-removed", .request, "a media type of the body was removed",
        .breaking("bodies of this type get 415", instead: "keep the media type beside the new ones"))
    static let requestTypeAdded = Rule(
        "request-media-type-added", .request, "a media type of the body was added", .safe("the others go on"))
    static let requestChecked = Rule(
        "request-content-checked", .request, "a body that was taken as it is has to fit a schema",
        .breaking("bodies that do not fit get 400", instead: "keep {type: string, format: binary}"))
    static let requestUnchecked = Rule(
        "request-content-unchecked", .request, "a body is taken as it is, without a schema",
        .safe("more is accepted than before"))

    static let bodies: [Rule] = [
        bodyAddedRequired, bodyAdded, bodyRemoved, bodyBecameRequired, bodyBecameOptional, bodyLimitLowered,
        bodyLimitRaised, bodyLimitSet, bodyLimitUnset, requestTypeRemoved, requestTypeAdded, requestChecked,
        requestUnchecked,
    ]
}
