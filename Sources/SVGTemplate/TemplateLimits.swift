/// Bounds of one template, in source and while it renders. No template costs more than these allow.
package struct TemplateLimits: Sendable {
    /// Bytes of source text.
    package var sourceBytes = 65_536
    /// Bytes of one rendered picture.
    package var outputBytes = 1_048_576
    /// Work of one rendering. Each node, each turn of a loop and each 64 bytes read or produced by an operation is one
    /// step, so this bounds both time and the memory of all values made (about 13 MB by default).
    package var steps = 200_000
    /// Blocks, parentheses, arguments and indexes inside one another in the source.
    package var sourceDepth = 64
    /// Macros called inside one another.
    package var macroDepth = 64
    /// Blocks and operations inside one another while rendering, macros included: bounds the stack,
    /// of which 256 levels take less than 512 KiB in a release build.
    package var renderDepth = 256
    /// Bytes of a pattern of the test `matching`.
    package var patternBytes = 256
    /// Steps that making a pattern counts as.
    package var patternSteps = 10_000
    /// Elements that one call of `range` makes.
    package var rangeLength = 10_000
    /// Bytes of one string made by an operation.
    package var stringBytes = 1_048_576
    /// Arrays and objects inside one another, in a value that the template makes.
    package var valueDepth = 128

    package static let standard = TemplateLimits()
    package init() {}
}
