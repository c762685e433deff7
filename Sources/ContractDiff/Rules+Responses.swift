/// What clients get.
extension Rule {
    static let statusRemoved = Rule(
        "response-status-removed", .response, "a status below 400 was removed",
        .breaking("clients that wait for it never see it", instead: "keep answering with the old status"))
    static let statusAdded = Rule(
        "response-status-added", .response, "a status below 400 was added",
        .risky("clients may take only the statuses they know for a success"))
    static let errorRemoved = Rule(
        "response-error-removed", .response, "a status of 400 or above was removed",
        .safe("clients need not get every error"))
    static let errorAdded = Rule(
        "response-error-added", .response, "a status of 400 or above was added",
        .risky("clients may tell errors apart by the statuses they know"))
    static let headerAdded = Rule(
        "response-header-added", .response, "a header field was added",
        .safe("clients pass over fields they do not know (RFC 9110 §5.1)"))
    static let requiredHeaderRemoved = Rule(
        "response-required-header-removed", .response, "a header field that was always there was removed",
        .breaking("clients may rely on it", instead: "keep sending the field"))
    static let optionalHeaderRemoved = Rule(
        "response-optional-header-removed", .response, "a header field that could be missing was removed",
        .risky("clients had to do without it at times, but now have to always"))
    static let headerBecameOptional = Rule(
        "response-header-became-optional", .response, "a header field may be missing now",
        .breaking("clients may rely on it", instead: "keep sending the field always, and say required: true"))
    static let headerBecameRequired = Rule(
        "response-header-became-required", .response, "a header field is always there now",
        .safe("more is promised than before"))
    static let responseTypeRemoved = Rule(
        "response-media-type-removed", .response, "a media type of the response was removed",
        .breaking(
            "who accepts only this one gets 406, or a body of another type",
            instead: "keep the media type beside the new ones"))
    static let responseTypeAdded = Rule(
        "response-media-type-added", .response, "a media type of the response was added",
        .safe("only who asks for it gets it"))
    static let defaultTypeChanged = Rule(
        "response-default-media-type-changed", .response, "another media type of the response stands first",
        .risky("who accepts any gets another than before"))
    static let responseChecked = Rule(
        "response-content-described", .response, "a body that was anything fits a schema now",
        .safe("more is promised than before"))
    static let responseUnchecked = Rule(
        "response-content-undescribed", .response, "a body that fitted a schema may be anything now",
        .breaking("clients may rely on what the schema says", instead: "keep the schema"))
    static let becameStream = Rule(
        "response-became-stream", .response, "a body became a stream",
        .breaking("who waits for its end may wait for ever", instead: "offer the stream under a path of its own"))
    static let noLongerStream = Rule(
        "response-no-longer-stream", .response, "a body is no stream any more",
        .risky("who watches it sees it end, and has to ask again"))

    static let responses: [Rule] = [
        statusRemoved, statusAdded, errorRemoved, errorAdded, headerAdded, requiredHeaderRemoved,
        optionalHeaderRemoved, headerBecameOptional, headerBecameRequired, responseTypeRemoved, responseTypeAdded,
        defaultTypeChanged, responseChecked, responseUnchecked, becameStream, noLongerStream,
    ]
}
