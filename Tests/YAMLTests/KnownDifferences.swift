/// Where libyaml 0.2.5 reads other than YAML 1.2 says, with the reason. `SuiteEventTests` proves that it is libyaml and
/// not ours.
///
/// None of it can stand in a contract without being noticed: a document is refused with its place, or reads as a string
/// that no contract has. What is read although it is an error has one meaning all the same.
enum KnownDifferences {
    static let valid = Set(validByReason.values.joined())
    static let invalid = Set(invalidByReason.values.joined())

    private static let validByReason: [String: [String]] = [
        "refused: directives other than %TAG and %YAML 1.1 and 1.2, which YAML 1.2 ignores": [
            "2LFX", "6LVF", "BEC7", "MUS6/05", "MUS6/06",
        ],
        "refused: a line that begins with a percent sign, in a block scalar at the left margin": ["W4TN"],
        "refused: one in a plain scalar of a flow mapping": ["UT92"],
        "refused: a colon on the line after its key in a flow mapping": [
            "4MUZ/00", "4MUZ/01", "4MUZ/02", "5MUD", "K3WX", "VJP3/01",
        ],
        "refused: a key over several lines in a flow mapping": ["9SA2", "NJ66"],
        "refused: a plain scalar that begins with a colon or is one, in a flow collection": [
            "58MP", "5T43", "DBG4", "HM87/00",
        ],
        "refused: anchors whose names have other than ASCII letters, digits, dash and underscore": [
            "2SXE", "8XYN", "W5VH",
        ],
        "read otherwise: such an anchor in front of a scalar becomes a part of it": ["Y2GN"],
        "refused: a tab after an indicator, or in front of what a line begins with, be it nothing": [
            "6BCT", "6CA3", "A2M4", "DK95/00", "DK95/03", "Q5MG", "Y79Y/010",
        ],
        "refused: a tab at the beginning of a line of a scalar": [
            "96NN/00", "96NN/01", "DK95/04", "R4YG", "Y79Y/001",
        ],
        "refused: a document without --- after the end of another": ["7Z25", "M7A3"],
        "refused: the end of a document that did not begin": ["HWV9", "QT73"],
        "refused: a block scalar whose text is not indented, as a whole document": ["DK3J", "FP8R"],
        "read otherwise: a question mark in front of a text, in a flow collection, begins a key": ["652Z", "HM87/01"],
        "read otherwise: spaces in a last line without a line break, at the end of a block scalar": [
            "JEF9/02", "L24T/01",
        ],
    ]

    private static let invalidByReason: [String: [String]] = [
        "read: a comment without a space before it": ["9JBA", "CVW2", "MUS6/00", "SU5Z", "X4QW"],
        "read: lines of a flow collection or a quoted scalar that are not indented": ["9C9N", "QB6E"],
        "read: such lines that are indented with a tab": ["DK95/01", "Y79Y/003"],
        "read: a dash as a plain scalar in a flow sequence": ["G5U8", "YJV2"],
        "read: empty lines in front of a block scalar that have more spaces than it": ["S98Z"],
    ]
}
