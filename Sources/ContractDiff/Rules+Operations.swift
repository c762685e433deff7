/// The operations themselves, and what is only for reading.
extension Rule {
    static let operationRemoved = Rule(
        "operation-removed", .neither, "an operation was removed",
        .breaking("who calls it gets 404 or 405", instead: "keep the operation, and say deprecated: true"))
    static let operationAdded = Rule(
        "operation-added", .neither, "an operation was added", .safe("nobody calls it yet"))
    static let operationRenamed = Rule(
        "operation-id-renamed", .neither, "the operationId changed",
        .risky("requests are the same, but generated clients name their methods after it"))
    static let operationDeprecated = Rule(
        "operation-deprecated", .neither, "an operation became deprecated", .safe("it works as before"))
    static let operationUndeprecated = Rule(
        "operation-undeprecated", .neither, "an operation is no longer deprecated", .safe("it works as before"))
    static let operationRetagged = Rule(
        "operation-tag-changed", .neither, "an operation moved to another tag",
        .safe("tags order documents; no message depends on them"))
    static let documentationChanged = Rule(
        "documentation-changed", .neither, "a title, summary, description or list of scopes or tags changed",
        .safe("no message depends on it"))
    static let versionRaised = Rule(
        "version-raised", .neither, "info.version went up", .safe("it is what a change of the contract asks for"))
    static let versionLowered = Rule(
        "version-lowered", .neither, "info.version went down, or is no version now",
        .risky("who compares versions takes the new contract for the old one; the gate refuses it"))

    static let operations: [Rule] = [
        operationRemoved, operationAdded, operationRenamed, operationDeprecated, operationUndeprecated,
        operationRetagged, documentationChanged, versionRaised, versionLowered,
    ]
}
