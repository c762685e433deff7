/// Where libyaml 0.2 reads other than YAML 1.2 says. None of it can stand in a contract without being noticed: a
/// document is refused, or reads as a string that no contract has.
enum KnownDifferences {
    static let valid: Set<String> = refusedDirectives.union(refusedFlow).union(refusedTabs).union(refusedEnds).union(
        readOtherwise)

    /// Directives other than %YAML 1.1 and 1.2 and %TAG.
    private static let refusedDirectives: Set<String> = ["2LFX", "6LVF", "BEC7", "MUS6/05", "MUS6/06", "W4TN"]

    /// In flow collections: a colon or question mark next to a bracket or a line end; plain keys of several lines.
    private static let refusedFlow: Set<String> = [
        "2SXE", "4MUZ/00", "4MUZ/01", "4MUZ/02", "58MP", "5MUD", "5T43", "8XYN", "9SA2", "DBG4", "HM87/00", "K3WX",
        "NJ66",
        "UT92", "VJP3/01", "W5VH",
    ]

    /// A tab as white space at the beginning of a line.
    private static let refusedTabs: Set<String> = [
        "6BCT", "6CA3", "96NN/00", "96NN/01", "A2M4", "DK95/00", "DK95/03", "DK95/04", "Q5MG", "R4YG", "Y79Y/001",
        "Y79Y/010",
    ]

    /// What may stand after the end of a document.
    private static let refusedEnds: Set<String> = ["7Z25", "DK3J", "FP8R", "HWV9", "M7A3", "QT73"]

    /// `?x` as a plain key, a colon in an anchor's name, a block scalar of nothing but white space.
    private static let readOtherwise: Set<String> = ["652Z", "HM87/01", "JEF9/02", "L24T/01", "Y2GN"]

    /// Read although they are errors: a comment without a space before it, loose indentation, a lone dash in a flow
    /// sequence, a space after `%YAML`'s version.
    static let invalid: Set<String> = [
        "9C9N", "9JBA", "CVW2", "DK95/01", "G5U8", "MUS6/00", "QB6E", "S98Z", "SU5Z", "X4QW", "Y79Y/003", "YJV2",
    ]
}
